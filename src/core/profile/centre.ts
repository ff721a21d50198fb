import { lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType } from '../sql/types.ts';
import type { ProfiledColumn } from './column.ts';
import { parseDouble } from './profileValue.ts';

/** Extremes of a column as DuckDB's text, where they are known. */
export interface Extremes {
  readonly min: string | undefined;
  readonly max: string | undefined;
}

const INT64 = 2n ** 63n;
const DIGITS38 = 10n ** 38n;

/**
 * The distance of the value `v` from a value near the mean, as a double in SQL.
 *
 * Integers and decimals are taken from it before they become doubles: beyond 2⁵³ the doubles of
 * neighbours are the same. Where the difference could leave the type, doubles are all there is.
 */
export function distanceFrom(column: ProfiledColumn, centre: string, extremes: Extremes): Sql {
  const { type } = column;
  const rounded = sql`(CAST(v AS DOUBLE) - ${lit(finite(parseDouble(centre)))})`;
  if (type.kind === 'int64') {
    const narrow = spread(0, centre, extremes) < INT64;
    return narrow
      ? sql`CAST(v - ${lit(BigInt(centre))} AS DOUBLE)`
      : sql`CAST(CAST(v AS HUGEINT) - ${lit(BigInt(centre))} AS DOUBLE)`;
  }
  if (type.kind !== 'decimal') return rounded;
  if (type.precision === 38 && spread(type.scale, centre, extremes) >= DIGITS38) return rounded;
  return sql`CAST(v - CAST(${lit(centre)} AS ${duckdbType(type)}) AS DOUBLE)`;
}

/** The exact mean of integers or decimals rounded to the type, from their exact sum. */
export function roundedMean(column: ProfiledColumn, sum: string, count: number): string {
  const scale = column.type.kind === 'decimal' ? column.type.scale : 0;
  return shown(unscaled(sum, scale) / BigInt(count), scale);
}

/** The largest distance that can occur, in units of the last place; without extremes, any. */
function spread(scale: number, centre: string, { min, max }: Extremes): bigint {
  if (min === undefined || max === undefined) return DIGITS38;
  const [low, middle, high] = [min, centre, max].map((text) => unscaled(text, scale));
  const down = (middle ?? 0n) - (low ?? 0n);
  const up = (high ?? 0n) - (middle ?? 0n);
  return down > up ? down : up;
}

/** `-1.5` with scale 2 is -150. */
function unscaled(text: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const units = BigInt(whole + fraction.padEnd(scale, '0').slice(0, scale));
  return text.startsWith('-') ? -units : units;
}

function shown(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const sign = units < 0n ? '-' : '';
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
