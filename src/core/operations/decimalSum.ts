import type { ColumnType } from '../../shared/columnType.ts';
import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType } from '../sql/types.ts';

/** Of so few digits ten thousand million values come to no more than 38. */
const SAFE_DIGITS = 28;

/**
 * DuckDB's sum of integers or decimals as exactly its type. It adds decimals without looking at their
 * digits, and would give 39; the way by text stops the run there, as polars and pandas do.
 */
export function decimalSum(sum: Sql, source: ColumnType, type: ColumnType): Sql {
  const isLong = source.kind === 'decimal' && source.precision > SAFE_DIGITS;
  return isLong ? sql`${sum}::VARCHAR::${duckdbType(type)}` : sql`${sum}::${duckdbType(type)}`;
}
