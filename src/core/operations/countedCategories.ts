import { AppError } from '../../shared/errors.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Json } from './define.ts';

/** A category by its canonical text, null for the missing values, and the rows that hold it. */
export interface CountedCategory {
  readonly text: string | null;
  readonly count: number;
}

/**
 * The categories of each column and their counts, in the order of the values, null last: rows of
 * (position of the column, text, count), read by `countedCategories`.
 */
export function countQuery(columns: readonly string[], from: Sql): Sql {
  const each = columns.map((name, index) => {
    const column = ident(name);
    const counts = sql`SELECT ${column} AS c, count(*) AS n FROM ${from} GROUP BY ${column}`;
    return sql`(SELECT ${lit(index)} AS i, c::VARCHAR AS v, n, row_number() OVER (ORDER BY c NULLS LAST) AS r FROM (${counts}))`;
  });
  return sql`SELECT i, v, n FROM (${joinSql(each, ' UNION ALL ')}) ORDER BY i, r`;
}

/** The answer of `countQuery`, by column. */
export function countedCategories(
  columns: readonly string[],
  rows: readonly (readonly Json[])[],
): ReadonlyMap<string, readonly CountedCategory[]> {
  const found = new Map<string, CountedCategory[]>(columns.map((name) => [name, []]));
  for (const [index, text, count] of rows) {
    const name = columns[Number(index)] ?? '';
    const shown = text === null || typeof text === 'string' ? text : JSON.stringify(text);
    found.get(name)?.push({ text: shown, count: Number(count) });
  }
  return found;
}

/** Throws `bad-data` where a column holds more categories than a step may keep. */
export function requireFew(name: string, count: number, most: number): void {
  if (count <= most) return;
  throw new AppError('bad-data', `“${name}” holds more than ${String(most)} categories.`, {
    hint: 'Group rare values first, leave the column out, or raise maxCategories.',
  });
}
