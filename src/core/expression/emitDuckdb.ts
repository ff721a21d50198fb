import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType } from '../sql/types.ts';
import { balanced } from './balanced.ts';
import { castDuckdb } from './castDuckdb.ts';
import { isStrict } from './strict.ts';
import { sqlValue, typedSqlValue } from './sqlValue.ts';
import { readsColumn } from './readsColumn.ts';
import { childrenOf } from './walk.ts';
import type { TypedExpression } from './typed.ts';
import { impliesNull } from './impliedNull.ts';

/** What the SQL emitter needs of a step's context. */
export interface SqlScope {
  readonly param: (name: string) => Sql;
}

/** A scalar DuckDB expression of exactly the type `e.type`, in brackets where it needs them. */
export function emitDuckdb(e: TypedExpression, scope: SqlScope): Sql {
  const emit = (inner: TypedExpression): Sql => emitDuckdb(inner, scope);
  switch (e.kind) {
    case 'literal':
      return typedSqlValue(e);
    case 'column':
      return ident(e.name);
    case 'param':
      return scope.param(e.name);
    case 'not':
      return sql`(NOT ${emit(e.operand)})`;
    case 'negate':
      if (e.type.kind !== 'int64') return sql`(-${emit(e.operand)})`;
      return attempt([e.operand], (operand) => sql`-${operand}`, e, scope);
    case 'arithmetic':
      return arithmetic(e, scope);
    case 'concat': {
      const joined = balanced(e.operands.map(emit), (few) => sql`(${joinSql(few, ' || ')})`);
      // With a null that DuckDB works out before it looks at types, the whole would be an INTEGER.
      return e.operands.some(mayBeNullEarly) ? sql`CAST(${joined} AS VARCHAR)` : joined;
    }
    case 'compare': {
      const [left, right] = operands(e.left, e.right, scope);
      return sql`(${left} ${operator[e.operator]} ${right})`;
    }
    case 'logical':
      return balanced(
        e.operands.map(emit),
        (few) => sql`(${joinSql(few, e.operator === 'and' ? ' AND ' : ' OR ')})`,
      );
    case 'isNull':
      return e.negated ? sql`(${emit(e.operand)} IS NOT NULL)` : sql`(${emit(e.operand)} IS NULL)`;
    case 'in': {
      const literalOperand = e.operand.kind === 'literal';
      const items = e.items.map((item) => (literalOperand ? typedSqlValue(item) : sqlValue(item)));
      return sql`(${emit(e.operand)} IN (${joinSql(items)}))`;
    }
    case 'like':
      return e.ignoreCase
        ? sql`(lower(${emit(e.operand)}) LIKE lower(${lit(e.pattern)}))`
        : sql`(${emit(e.operand)} LIKE ${lit(e.pattern)})`;
    case 'case': {
      const branches = e.branches.map((b) => sql`WHEN ${emit(b.when)} THEN ${emit(b.then)} `);
      const rest = impliesNull(e) ? sql`` : sql`ELSE ${emit(e.otherwise)} `;
      return sql`(CASE ${joinSql(branches, '')}${rest}END)`;
    }
    case 'cast':
      return castDuckdb(emit(e.operand), e.operand.type, e.type, e.onError);
    case 'call': {
      const written = e.function.emit;
      if ('expand' in written) return emit(written.expand(e.args, e.place));
      const { duckdb } = written;
      if (typeof duckdb === 'function') return duckdb(e.args.map(emit), e);
      return emit(duckdb.expand(e.args, e.place));
    }
  }
}

const operator = {
  '=': sql`=`,
  '<>': sql`<>`,
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
  '+': sql`+`,
  '-': sql`-`,
  '*': sql`*`,
  '/': sql`/`,
  '//': sql`//`,
  '%': sql`%`,
} as const;

/** Two operands; a literal stands bare where the other one gives the type. */
function operands(
  left: TypedExpression,
  right: TypedExpression,
  scope: SqlScope,
): readonly [Sql, Sql] {
  const bare = (e: TypedExpression, other: TypedExpression): Sql =>
    e.kind === 'literal' && e.value.kind !== 'null' && other.kind !== 'literal'
      ? sqlValue(e)
      : emitDuckdb(e, scope);
  return [bare(left, right), bare(right, left)];
}

function arithmetic(e: Extract<TypedExpression, { kind: 'arithmetic' }>, scope: SqlScope): Sql {
  if (e.left.type.kind === 'float64') {
    const [left, right] = operands(e.left, e.right, scope);
    if (e.operator === '+' || e.operator === '-' || e.operator === '*') {
      return sql`(${left} ${operator[e.operator]} ${right})`;
    }
    const divisor = isOther(e.right, 0) ? right : sql`NULLIF(${right}, 0)`;
    if (e.operator === '//') return sql`trunc(${left} / ${divisor})`;
    return sql`(${left} ${operator[e.operator]} ${divisor})`;
  }
  const isDecimal = e.type.kind === 'decimal';
  const type = duckdbType(e.type);
  return attempt(
    [e.left, e.right],
    (left, r) => {
      const right = r ?? lit(null);
      if (!isDecimal) {
        // `//` and `%` by zero are null in DuckDB; −2⁶³ % −1 is an error there, but 0.
        if (e.operator === '%')
          return sql`CASE WHEN ${right} = -1 THEN 0 ELSE ${left} % ${right} END`;
        if (e.operator === '//') return sql`${left} // ${right}`;
        return sql`${left} ${operator[e.operator]} ${right}`;
      }
      if (e.operator === '//') return decimalQuotient(e, left, right);
      if (e.operator === '%') return sql`CAST(${left} % ${right} AS ${type})`;
      const wide = staysNarrow(e) ? sql`CAST(${left} AS ${type})` : left;
      return sql`CAST(${wide} ${operator[e.operator]} ${right} AS ${type})`;
    },
    e,
    scope,
  );
}

/** Of decimals of 18 digits DuckDB makes sums and differences of 18 digits, where one more may be needed. */
function staysNarrow({
  operator,
  left,
  right,
}: Extract<TypedExpression, { kind: 'arithmetic' }>): boolean {
  const [a, b] = [left.type, right.type];
  if (operator === '*' || a.kind !== 'decimal' || b.kind !== 'decimal') return false;
  const whole = Math.max(a.precision - a.scale, b.precision - b.scale);
  return whole + Math.max(a.scale, b.scale) === 18;
}

/** DuckDB divides decimals as doubles; whole numbers of the smallest unit of both divide exactly. */
function decimalQuotient(
  e: Extract<TypedExpression, { kind: 'arithmetic' }>,
  left: Sql,
  right: Sql,
): Sql {
  const scaleOf = (side: TypedExpression): number =>
    side.type.kind === 'decimal' ? side.type.scale : 0;
  const scale = Math.max(scaleOf(e.left), scaleOf(e.right));
  const units = (value: Sql, of: TypedExpression): Sql => {
    const missing = lit('0'.repeat(scale - scaleOf(of)));
    return sql`CAST(replace(CAST(CAST(${value} AS ${duckdbType(of.type)}) AS VARCHAR), '.', '') || ${missing} AS HUGEINT)`;
  };
  return sql`CAST(${units(left, e.left)} // ${units(right, e.right)} AS ${duckdbType(e.type)})`;
}

function mayBeNullEarly(e: TypedExpression): boolean {
  if (e.kind === 'literal') return e.value.kind === 'null';
  // A null passes up through what is worked out of it.
  return !readsColumn(e) || childrenOf(e).some(mayBeNullEarly);
}

/**
 * `TRY(…)`: null where the engine fails. Operands that must stop the run when they fail are
 * computed outside of it, or it would hide their error.
 */
function attempt(
  parts: readonly [TypedExpression] | readonly [TypedExpression, TypedExpression],
  build: (left: Sql, right: Sql | undefined) => Sql,
  e: TypedExpression,
  scope: SqlScope,
): Sql {
  const [left, right] = parts;
  if (!parts.some(isStrict)) {
    const [l, r] = right ? operands(left, right, scope) : [emitDuckdb(left, scope), undefined];
    return sql`TRY(${build(l, r)})`;
  }
  const packed = parts.map(
    (part, i) => sql`${ident(`v${String(i)}`)} := ${emitDuckdb(part, scope)}`,
  );
  // `x.v0` would be a field of a column named x.
  const field = (name: string): Sql => sql`struct_extract(x, ${lit(name)})`;
  const inner = build(field('v0'), right ? field('v1') : undefined);
  return sql`list_transform([struct_pack(${joinSql(packed)})], lambda x: TRY(CAST(${inner} AS ${duckdbType(e.type)})))[1]`;
}

function isOther(e: TypedExpression, number: number): boolean {
  return e.kind === 'literal' && e.value.kind === 'float' && e.value.value !== number;
}
