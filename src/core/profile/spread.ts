import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { distanceFrom } from './centre.ts';
import type { Extremes } from './centre.ts';
import { weight } from './details/counted.ts';
import type { Counted } from './details/counted.ts';

/** Sums of squared distances and of distances from a centre near the mean, by `standardDeviation`. */
export function spreadQuery(values: Counted, centre: string, extremes: Extremes): Sql {
  const d = distanceFrom(values.column, centre, extremes);
  const n = weight(values);
  const numbers = values.column.family === 'float' ? sql` WHERE NOT isnan(v)` : sql``;
  return sql`SELECT CAST(fsum(d * d * ${n}) AS VARCHAR), CAST(fsum(d * ${n}) AS VARCHAR) FROM (SELECT *, ${d} AS d FROM ${values.from}${numbers})`;
}

/**
 * Sample standard deviation (n − 1) from `spreadQuery`: the corrected two-pass formula (Chan, Golub,
 * LeVeque, Algorithms for Computing the Sample Variance, 1983).
 */
export function standardDeviation(squares: number, rest: number, count: number): number {
  if (count < 2) return NaN;
  return Math.sqrt(Math.max(0, squares - (rest * rest) / count) / (count - 1));
}
