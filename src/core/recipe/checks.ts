import type { ColumnType, Schema } from '../../shared/columnType.ts';
import { AppError } from '../../shared/errors.ts';
import { sqlLiteral } from '../expression/literal.ts';
import { ident, joinSql, lit, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { pointer } from './problem.ts';
import type { Problem } from '../../shared/recipe.ts';
import type { Check } from '../../shared/recipe.ts';

/** A check as SQL: one row with `failed` (boolean) and `found` (the count that speaks for or against it). */
export interface CompiledCheck {
  readonly check: Check;
  readonly title: string;
  readonly sql: Sql;
}

/** Compiles a check over `relation`. Null counts as one value for `unique`; `in-range` leaves nulls alone. */
export function compileCheck(check: Check, schema: Schema, relation: Sql): CompiledCheck {
  switch (check.rule) {
    case 'not-null':
      return counted(
        check,
        `${check.column} is never null`,
        relation,
        sql`${ident(check.column)} IS NULL`,
      );
    case 'unique': {
      const columns = joinSql(check.columns.map((name) => ident(name)));
      return {
        check,
        title: `${check.columns.join(', ')} is unique`,
        sql: sql`SELECT coalesce(sum(n - 1), 0) > 0 AS failed, coalesce(sum(n - 1), 0)::BIGINT AS found FROM (SELECT count(*) AS n FROM ${relation} GROUP BY ${columns} HAVING count(*) > 1)`,
      };
    }
    case 'in-range': {
      const type = typeOf(schema, check.column);
      const column = ident(check.column);
      const outside = [
        ...(check.min === undefined ? [] : [sql`${column} < ${sqlLiteral(check.min, type)}`]),
        ...(check.max === undefined ? [] : [sql`${column} > ${sqlLiteral(check.max, type)}`]),
      ];
      const title = `${check.column} is ${bounds(check.min, check.max)}`;
      return counted(
        check,
        title,
        relation,
        outside.length > 0 ? joinSql(outside, ' OR ') : trusted('FALSE'),
      );
    }
    case 'row-count': {
      const failed = joinSql(
        [
          trusted('FALSE'),
          ...(check.min === undefined ? [] : [sql`count(*) < ${lit(check.min)}`]),
          ...(check.max === undefined ? [] : [sql`count(*) > ${lit(check.max)}`]),
        ],
        ' OR ',
      );
      return {
        check,
        title: `the number of rows is ${bounds(check.min, check.max)}`,
        sql: sql`SELECT ${failed} AS failed, count(*) AS found FROM ${relation}`,
      };
    }
  }
}

/** What is wrong with the checks of a recipe whose final columns are known. */
export function checkProblems(checks: readonly Check[], schema: Schema): Problem[] {
  return checks.flatMap((check, index) => {
    const columns = 'column' in check ? [check.column] : 'columns' in check ? check.columns : [];
    const gone = columns.find((name) => !schema.some((column) => column.name === name));
    const problem = (path: string, message: string, hint: string): Problem => ({
      step: null,
      path: pointer(['checks', index, path]),
      code: 'bad-recipe',
      message,
      hint,
    });
    if (gone !== undefined) {
      const key = 'column' in check ? 'column' : 'columns';
      return [
        problem(
          key,
          `The check ${check.rule} names “${gone}”, which the final table does not have.`,
          `It has: ${schema.map((c) => c.name).join(', ')}.`,
        ),
      ];
    }
    if (
      (check.rule === 'in-range' || check.rule === 'row-count') &&
      check.min === undefined &&
      check.max === undefined
    ) {
      return [
        problem(
          'rule',
          `The check ${check.rule} has neither min nor max.`,
          'Give at least one of them.',
        ),
      ];
    }
    try {
      compileCheck(check, schema, ident('result'));
      return [];
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return [problem('rule', error.message, error.hint ?? 'Mend the check.')];
    }
  });
}

function counted(check: Check, title: string, relation: Sql, where: Sql): CompiledCheck {
  return {
    check,
    title,
    sql: sql`SELECT count(*) > 0 AS failed, count(*) AS found FROM ${relation} WHERE ${where}`,
  };
}

function typeOf(schema: Schema, name: string): ColumnType {
  return schema.find((column) => column.name === name)?.type ?? { kind: 'text' };
}

function bounds(min: number | string | undefined, max: number | string | undefined): string {
  if (min === undefined) return `at most ${String(max)}`;
  return max === undefined ? `at least ${String(min)}` : `from ${String(min)} to ${String(max)}`;
}
