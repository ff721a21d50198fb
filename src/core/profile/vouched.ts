import type { ColumnType } from '../../shared/columnType.ts';
import { joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType } from '../sql/types.ts';
import type { ProfiledColumn } from './column.ts';

/** Figures of the whole that the files' footers vouch for; absent where they do not. */
export interface Vouched {
  readonly nulls?: number;
  /** As DuckDB's text. */
  readonly min?: string;
  readonly max?: string;
}

/**
 * Nulls and extremes of columns from the statistics of all row groups of Parquet files, a row for
 * each column.
 *
 * Extremes are those of the format's `min_value` and `max_value`, of types whose order it defines and
 * whose values writers do not cut: integers, decimals, dates, timestamps, booleans. Never of floats,
 * whose statistics may leave out NaN or not, nor of text, which may be cut; of INT96 there are none.
 */
export function vouchedQuery(files: readonly string[], columns: readonly ProfiledColumn[]): Sql {
  const list = joinSql(files.map(lit));
  const byType = new Map<Sql, ProfiledColumn[]>();
  for (const column of columns) {
    const type = hasOrder(column.type) ? duckdbType(column.type) : sql`VARCHAR`;
    byType.set(type, [...(byType.get(type) ?? []), column]);
  }
  const parts = [...byType].map(([type, same]) => {
    const names = joinSql(same.map((column) => lit(column.name)));
    const low = sql`TRY_CAST(stats_min_value AS ${type})`;
    const high = sql`TRY_CAST(stats_max_value AS ${type})`;
    const told = sql`${low} IS NOT NULL AND ${high} IS NOT NULL`;
    const bounded = sql`type <> 'INT96' AND (stats_null_count = num_values OR (${told}))`;
    const figures = [
      ...[sql`sum(stats_null_count)`, sql`count(stats_null_count)`, sql`count(*)`],
      ...[sql`sum(num_values)`, sql`min(${low})`, sql`max(${high})`],
      sql`count(*) FILTER (WHERE ${bounded})`,
    ].map((figure) => sql`CAST(${figure} AS VARCHAR)`);
    return sql`SELECT path_in_schema, ${joinSql(figures)} FROM footers WHERE path_in_schema IN (${names}) GROUP BY path_in_schema`;
  });
  return sql`WITH footers AS MATERIALIZED (FROM parquet_metadata([${list}])) ${joinSql(parts, ' UNION ALL ')}`;
}

/** Reads the rows of `vouchedQuery`; what is not told for every row group is not told at all. */
export function readVouched(
  rows: readonly (readonly (string | null)[])[],
  columns: readonly ProfiledColumn[],
  whole: { readonly rows: number; readonly groups: number },
): Vouched[] {
  const byName = new Map(rows.map((row) => [row[0], row.slice(1)]));
  return columns.map((column) => {
    const own = byName.get(column.name) ?? [];
    const [nulls, told, groups, values, min, max, bounded] = own;
    // A nested path of the same spelling, or a file without the column, would show here.
    const isPlain = Number(groups) === whole.groups && Number(values) === whole.rows;
    if (!isPlain || column.family === 'nested') return {};
    const ordered = hasOrder(column.type) && Number(bounded) === whole.groups;
    return {
      ...(Number(told) === whole.groups && { nulls: Number(nulls) }),
      ...(ordered && typeof min === 'string' && { min }),
      ...(ordered && typeof max === 'string' && { max }),
    };
  });
}

function hasOrder({ kind }: ColumnType): boolean {
  return /^(boolean|int\d+|decimal|date|timestamp|timestamptz)$/.test(kind);
}
