import { joinSql, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { emitDuckdb } from './emitDuckdb.ts';
import type { SqlScope } from './emitDuckdb.ts';
import { expansionOf } from './expansion.ts';
import type { TypedExpression } from './typed.ts';
import { childrenOf } from './walk.ts';

/**
 * A DuckDB aggregate that counts the rows in which a part of the expression failed to null
 * (overflow, division by zero, `try_cast`, the root of a negative, …) though its operands were
 * there; of a `case` only the branch that a row takes. Undefined when nothing in it can fail.
 */
export function nulledCount(e: TypedExpression, scope: SqlScope): Sql | undefined {
  const failed = failure(e, scope);
  return failed === undefined ? undefined : sql`count(*) FILTER (WHERE ${failed})`;
}

/** True (never null) in rows where the expression or a part of it failed. */
function failure(e: TypedExpression, scope: SqlScope): Sql | undefined {
  if (e.kind === 'case') return caseFailure(e, scope);
  const expanded = expansionOf(e);
  if (expanded) return failure(expanded, scope);
  const children = childrenOf(e);
  const parts = children.map((child) => failure(child, scope)).filter((part) => part !== undefined);
  if (canFail(e)) {
    const given = children
      .filter((child) => child.kind !== 'literal')
      .map((child) => sql`${emitDuckdb(child, scope)} IS NOT NULL AND `);
    parts.unshift(sql`(${joinSql(given, '')}${emitDuckdb(e, scope)} IS NULL)`);
  }
  return either(parts);
}

function caseFailure(
  e: Extract<TypedExpression, { kind: 'case' }>,
  scope: SqlScope,
): Sql | undefined {
  const none = sql`FALSE`;
  const taken = [...e.branches.map((b) => b.then), e.otherwise].map((v) => failure(v, scope));
  const tests = e.branches.map((b) => failure(b.when, scope));
  const parts = [...tests].filter((part) => part !== undefined);
  if (taken.some((part) => part !== undefined)) {
    const whens = e.branches.map(
      (b, i) => sql`WHEN ${emitDuckdb(b.when, scope)} THEN ${taken[i] ?? none} `,
    );
    parts.push(sql`(CASE ${joinSql(whens, '')}ELSE ${taken.at(-1) ?? none} END)`);
  }
  return either(parts);
}

function either(parts: readonly Sql[]): Sql | undefined {
  const [only, second] = parts;
  if (!second) return only;
  return sql`(${joinSql(parts, ' OR ')})`;
}

function canFail(e: TypedExpression): boolean {
  switch (e.kind) {
    case 'negate':
      return e.type.kind === 'int64';
    case 'arithmetic': {
      const sums = e.operator === '+' || e.operator === '-' || e.operator === '*';
      if (e.type.kind !== 'float64') return true;
      if (sums) return false;
      const { right } = e;
      return !(right.kind === 'literal' && right.value.kind === 'float' && right.value.value !== 0);
    }
    case 'cast':
      return e.onError === 'null';
    case 'call':
      return e.function.fails === true;
    default:
      return false;
  }
}
