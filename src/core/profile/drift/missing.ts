import { joinSql, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { ProfiledColumn } from '../column.ts';

/** Rows, and nulls of each column. */
export function nullsQuery(relation: Sql, columns: readonly ProfiledColumn[]): Sql {
  const counts = columns.map((column) => sql`CAST(count(*) - count(${column.sql}) AS VARCHAR)`);
  return sql`SELECT ${joinSql([sql`CAST(count(*) AS VARCHAR)`, ...counts])} FROM ${relation}`;
}

/** Reads the one row of `nullsQuery`: the share of nulls of each column, undefined without rows. */
export function readNullShares(row: readonly (string | null)[]): (number | undefined)[] {
  const rows = Number(row[0]);
  return row.slice(1).map((nulls) => (rows === 0 ? undefined : Number(nulls) / rows));
}
