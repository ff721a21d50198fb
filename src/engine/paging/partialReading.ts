import { ident, joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { Reading } from './reading.ts';

/** A query that finds other tables under the names of its sources. */
export function shadowed(tables: readonly Sql[], query: Sql): Sql {
  return tables.length === 0 ? query : sql`(WITH ${joinSql(tables)} SELECT * FROM ${query})`;
}

/** A table under a name, read as it is needed. */
export function cte(name: string, select: Sql): Sql {
  return sql`${ident(name)} AS NOT MATERIALIZED (${select})`;
}

/** One row of a reading. */
export function oneOf(whole: Reading, row: number): Reading {
  return within(whole, { offset: row, limit: 1 });
}

/** Some rows of a reading. */
export function within(
  { from, stores }: Reading,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Reading {
  return { from: sql`(SELECT * FROM ${from} LIMIT ${lit(limit)} OFFSET ${lit(offset)})`, stores };
}
