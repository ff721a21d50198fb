import { lit, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { duckdbType } from '../../sql/types.ts';
import { asText } from '../column.ts';
import type { ProfiledColumn } from '../column.ts';
import type { Counted } from './counted.ts';

/** How the values of a column become doubles without losing the digits that tell them apart. */
export interface AsDouble {
  /** `v` as a double, less the origin. */
  readonly sql: Sql;
  /** What is to be added to see the value itself. */
  readonly origin: number;
}

/** True where neighbours among the values may become the same double. */
export function needsOrigin(column: ProfiledColumn, min: string, max: string): boolean {
  const { type } = column;
  const scale = type.kind === 'decimal' ? type.scale : 0;
  if (column.family !== 'whole') return false;
  return Math.max(Math.abs(Number(min)), Math.abs(Number(max))) * 10 ** scale >= 2 ** 53;
}

/** The value in the middle, exactly: a good origin. */
export function originQuery(values: Counted): Sql {
  return sql`SELECT ${asText(values.column, sql`quantile_disc(v, 0.5)`)} FROM ${values.from}`;
}

/** The doubles of a column, measured from an exact origin where one is given. */
export function asDouble(column: ProfiledColumn, origin?: string): AsDouble {
  const plain = sql`CAST(v AS DOUBLE)`;
  if (origin === undefined) return { sql: plain, origin: 0 };
  const scale = column.type.kind === 'decimal' ? column.type.scale : 0;
  const wide = duckdbType({ kind: 'decimal', precision: 38, scale });
  // 38 digits leave no room for a difference that is larger than the values themselves.
  const exact = sql`TRY(CAST(CAST(v AS ${wide}) - CAST(${lit(origin)} AS ${wide}) AS DOUBLE))`;
  const rounded = sql`(${plain} - CAST(${lit(origin)} AS DOUBLE))`;
  return { sql: sql`coalesce(${exact}, ${rounded})`, origin: Number(origin) };
}
