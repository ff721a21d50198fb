import type { ColumnType } from '../../../shared/columnType.ts';
import { sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { sameType } from '../../sql/types.ts';
import { isNumeric } from '../column.ts';
import type { ProfiledColumn } from '../column.ts';

/** Each value `v` of a column with its count before (`b`) and after (`a`). */
export const MERGED = sql`__sluice_merged`;

/** How two columns of one name can be compared: in the order of their values, or by value. */
export type Comparison = 'ordered' | 'categories';

/** How two columns are compared; undefined where only their nulls are. */
export function comparison(before: ProfiledColumn, after: ProfiledColumn): Comparison | undefined {
  if (isNumeric(before) && isNumeric(after)) return 'ordered';
  if (sameType(before.type, after.type)) {
    if (isTemporal(before.type)) return 'ordered';
    const { kind } = before.type;
    return kind === 'text' || kind === 'boolean' ? 'categories' : undefined;
  }
  return hasNoZone(before.type) && hasNoZone(after.type) ? 'ordered' : undefined;
}

/**
 * Counts the values of both sides beside each other; nulls and NaN are left out. Numbers of different
 * types meet as doubles, other types in DuckDB's common type.
 */
export function mergedQuery(
  before: { readonly relation: Sql; readonly column: ProfiledColumn },
  after: { readonly relation: Sql; readonly column: ProfiledColumn },
): Sql {
  const same = sameType(before.column.type, after.column.type);
  const counts = (side: typeof before, b: Sql, a: Sql): Sql => {
    const { column, relation } = side;
    const value = same || !isNumeric(column) ? column.sql : sql`CAST(${column.sql} AS DOUBLE)`;
    const number = column.family === 'float' ? sql` AND NOT isnan(${column.sql})` : sql``;
    return sql`SELECT ${value} AS v, ${b} AS b, ${a} AS a FROM ${relation} WHERE ${column.sql} IS NOT NULL${number} GROUP BY 1`;
  };
  const both = sql`${counts(before, sql`count(*)`, sql`0`)} UNION ALL ${counts(after, sql`0`, sql`count(*)`)}`;
  return sql`CREATE OR REPLACE TEMP TABLE ${MERGED} AS SELECT v, CAST(sum(b) AS BIGINT) AS b, CAST(sum(a) AS BIGINT) AS a FROM (${both}) GROUP BY v`;
}

/** Rows before and after, and distinct values before. */
export function totalsQuery(): Sql {
  return sql`SELECT CAST(coalesce(sum(b), 0) AS VARCHAR), CAST(coalesce(sum(a), 0) AS VARCHAR), CAST(count(*) FILTER (WHERE b > 0) AS VARCHAR) FROM ${MERGED}`;
}

/** What `totalsQuery` found. */
export interface Totals {
  readonly before: number;
  readonly after: number;
  readonly distinct: number;
}

/** Reads the one row of `totalsQuery`. */
export function readTotals(row: readonly (string | null)[]): Totals {
  const [before = 0, after = 0, distinct = 0] = row.map(Number);
  return { before, after, distinct };
}

/** A value as text; float32 widens first, so that the text names the very number. */
export function valueText(column: ProfiledColumn): Sql {
  return column.type.kind === 'float32'
    ? sql`CAST(CAST(v AS DOUBLE) AS VARCHAR)`
    : sql`CAST(v AS VARCHAR)`;
}

function isTemporal(type: ColumnType): boolean {
  return type.kind === 'timestamptz' || type.kind === 'time' || hasNoZone(type);
}

function hasNoZone({ kind }: ColumnType): boolean {
  return kind === 'date' || kind === 'timestamp' || kind === 'timestamp_ns';
}
