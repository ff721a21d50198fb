import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Json } from './define.ts';
import { requireFewValues } from './tooMany.ts';

/** A category by its canonical text, null for the missing values, and the rows that hold it. */
export interface CountedCategory {
  readonly text: string | null;
  readonly count: number;
}

/**
 * The categories of each column and their counts, in the order of the values, null last: rows of
 * (position of the column, text, count, categories of the column), read by `countedCategories`.
 * No more come than show that there are over `most`. `only` chooses among them, by the category `c`
 * and its count `n`; it may look at all by a window.
 */
export function countQuery(columns: readonly string[], from: Sql, most: number, only?: Sql): Sql {
  const each = columns.map((name, index) => {
    const column = ident(name);
    const all = sql`SELECT ${column} AS c, count(*) AS n FROM ${from} GROUP BY ${column}`;
    const counts =
      only === undefined
        ? all
        : sql`SELECT c, n FROM (SELECT c, n, ${only} AS wanted FROM (${all})) WHERE wanted`;
    return sql`(SELECT ${lit(index)} AS i, c::VARCHAR AS v, n, count(c) OVER () AS m, row_number() OVER (ORDER BY c NULLS LAST) AS r FROM (${counts}) ORDER BY r LIMIT ${lit(most + 2)})`;
  });
  return sql`SELECT i, v, n, m FROM (${joinSql(each, ' UNION ALL ')}) ORDER BY i, r`;
}

/** The answer of `countQuery`, by column. Throws `bad-data` for a column with more than `most`. */
export function countedCategories(
  columns: readonly string[],
  rows: readonly (readonly Json[])[],
  most: number,
): ReadonlyMap<string, readonly CountedCategory[]> {
  const found = new Map<string, CountedCategory[]>(columns.map((name) => [name, []]));
  const sizes = new Map<string, number>();
  for (const [index, text, count, size] of rows) {
    const name = columns[Number(index)] ?? '';
    const shown = text === null || typeof text === 'string' ? text : JSON.stringify(text);
    found.get(name)?.push({ text: shown, count: Number(count) });
    if (size !== undefined) sizes.set(name, Number(size));
  }
  for (const [name, size] of sizes) {
    const came = found.get(name)?.filter(({ text }) => text !== null).length ?? 0;
    if (came < size) requireFew(name, size, most);
  }
  return found;
}

/** Throws `bad-data` where a column holds more categories than a step may keep. */
export function requireFew(name: string, count: number, most: number): void {
  requireFewValues({ column: name, count, most, param: 'maxCategories', what: 'categories' });
}
