import type { NumberDetails } from '../../../shared/profile/columnDetails.ts';
import { lit, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { tally } from './counted.ts';
import type { Counted } from './counted.ts';
import { countOf } from './textRow.ts';
import type { TextRow } from './textRow.ts';

/** Tukey's factor: 1.5 interquartile ranges beyond the quartiles (Exploratory Data Analysis, 1977). */
const FENCE = 1.5;

/** 0.6745 is the third quartile of the standard normal: so the MAD becomes a standard deviation. */
const NORMAL = 0.6745;

/** Iglewicz and Hoaglin's bound of the modified z-score (How to Detect and Handle Outliers, 1993). */
const FAR = 3.5;

/** Where outliers begin. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly median: number;
  /** Median of the distances from the median. */
  readonly mad: number;
}

/** Tukey's fences around the quartiles. */
export function fences(q1: number, q3: number): { readonly low: number; readonly high: number } {
  const reach = FENCE * (q3 - q1);
  return { low: q1 - reach, high: q3 + reach };
}

/** Counts values outside the fences, and those with a modified z-score beyond 3.5. */
export function outliersQuery(values: Counted, x: Sql, bounds: Bounds): Sql {
  const { low, high, median, mad } = bounds;
  const usable = Number.isFinite(mad) && mad > 0;
  const z = sql`abs(${x} - ${lit(median)}) * ${lit(NORMAL)} / ${lit(mad)}`;
  const number = sql`NOT isnan(${x})`;
  const fence = (condition: Sql): Sql => tally(values, sql`${number} AND ${condition}`);
  const known = Number.isFinite(low) && Number.isFinite(high);
  return sql`SELECT ${known ? fence(sql`${x} < ${lit(low)}`) : sql`NULL`}, ${known ? fence(sql`${x} > ${lit(high)}`) : sql`NULL`}, ${usable ? fence(sql`${z} > ${lit(FAR)}`) : sql`NULL`} FROM ${values.from}`;
}

/** Reads the row of `outliersQuery`; the fences are shown from the origin of the doubles. */
export function readOutliers(
  row: TextRow,
  bounds: Bounds,
  origin: number,
): Pick<NumberDetails, 'outliers' | 'mad' | 'farOut'> {
  const [below, above, far] = row;
  const low = bounds.low + origin;
  const high = bounds.high + origin;
  const fenced = below !== null && below !== undefined;
  return {
    ...(fenced && { outliers: { low, high, below: countOf(below), above: countOf(above) } }),
    ...(Number.isFinite(bounds.mad) && { mad: bounds.mad }),
    ...(far !== null && far !== undefined && { farOut: countOf(far) }),
  };
}
