import { sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { ProfiledColumn } from '../column.ts';
import type { TextRow } from './textRow.ts';

/** Sums of 19 digits and of what is above them, each far from the 38 digits that DuckDB adds in. */
const HALF = 19;

/**
 * The sum of integers or decimals to the last digit. Values are taken as whole numbers of their last
 * decimal and added in two halves, as a sum of 38-digit values needs more digits than DuckDB has.
 */
export function exactSumQuery(relation: Sql, column: ProfiledColumn): Sql {
  const { type } = column;
  const digits = type.kind === 'decimal' ? type.precision : HALF;
  // Up to 26 digits a trillion rows fit into 38.
  if (digits <= 26) return sql`SELECT CAST(sum(${column.sql}) AS VARCHAR), NULL FROM ${relation}`;
  const text = sql`replace(CAST(${column.sql} AS VARCHAR), '.', '')`;
  const whole = sql`CAST(${text} AS HUGEINT)`;
  const divisor = sql`CAST('10000000000000000000' AS HUGEINT)`;
  return sql`SELECT CAST(sum(w // ${divisor}) AS VARCHAR), CAST(sum(w % ${divisor}) AS VARCHAR) FROM (SELECT ${whole} AS w FROM ${relation} WHERE ${column.sql} IS NOT NULL)`;
}

/** Reads the row of `exactSumQuery`; undefined where no row is filled. */
export function readExactSum(row: TextRow, column: ProfiledColumn): string | undefined {
  const [high, low] = row;
  if (high === null || high === undefined) return undefined;
  if (low === null || low === undefined) return high;
  const sum = BigInt(high) * 10n ** BigInt(HALF) + BigInt(low);
  const scale = column.type.kind === 'decimal' ? column.type.scale : 0;
  return withPoint(sum, scale);
}

function withPoint(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const sign = value < 0n ? '-' : '';
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
