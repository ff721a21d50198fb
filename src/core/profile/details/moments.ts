import { lit, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { parseDouble } from '../profileValue.ts';
import { weight } from './counted.ts';
import type { Counted } from './counted.ts';
import { countOf } from './textRow.ts';
import type { TextRow } from './textRow.ts';

/** Variance and shape of the finite values of a column; absent where they do not apply. */
export interface Moments {
  readonly variance?: number;
  readonly skewness?: number;
  readonly kurtosis?: number;
}

/** A power of two that brings distances of at most `range` below one; exact in every product. */
export function unitScale(halfRange: number): number {
  if (halfRange === 0) return 1;
  return 2 ** -Math.max(-1020, Math.min(1022, Math.ceil(Math.log2(halfRange)) + 1));
}

/** The mean times `scale`, for sums that would overflow otherwise. */
export function scaledMeanQuery(values: Counted, x: Sql, scale: number): Sql {
  const z = sql`(${x} * ${lit(scale)})`;
  return sql`SELECT CAST(fsum(${weight(values)} * ${z}) AS VARCHAR) FROM ${values.from} WHERE isfinite(${x})`;
}

/** Sums of the first four powers of the scaled distance from a point near the mean. */
export function momentsQuery(values: Counted, x: Sql, scale: number, scaledMean: number): Sql {
  const w = weight(values);
  const inner = sql`SELECT ${x} * ${lit(scale)} - ${lit(scaledMean)} AS z, ${w} AS w FROM ${values.from} WHERE isfinite(${x})`;
  const sum = (term: Sql): Sql => sql`CAST(fsum(w * ${term}) AS VARCHAR)`;
  return sql`SELECT CAST(sum(w) AS VARCHAR), ${sum(sql`z`)}, ${sum(sql`(z * z)`)}, ${sum(sql`(z * z * z)`)}, ${sum(sql`(z * z * z * z)`)} FROM (${inner})`;
}

/**
 * Sample variance (n − 1), adjusted Fisher–Pearson skewness G1 and excess kurtosis G2 from the sums of
 * `momentsQuery` (Joanes and Gill, Comparing measures of sample skewness and kurtosis, 1998; pandas
 * `skew` and `kurt`). The sums are first moved to the very mean. G1 needs three values and G2 four,
 * and both need values that differ.
 */
export function readMoments(row: TextRow, scale: number): Moments {
  const n = countOf(row[0]);
  const [s1 = 0, s2 = 0, s3 = 0, s4 = 0] = row.slice(1).map((sum) => parseDouble(sum ?? '0'));
  if (n < 2) return {};
  const m = s1 / n;
  const c2 = s2 / n - m * m;
  const c3 = s3 / n - 3 * m * (s2 / n) + 2 * m ** 3;
  const c4 = s4 / n - 4 * m * (s3 / n) + 6 * m * m * (s2 / n) - 3 * m ** 4;
  if (!(c2 > 0)) return { variance: 0 };
  const variance = (c2 * (n / (n - 1))) / scale / scale;
  const g1 = c3 / c2 ** 1.5;
  const g2 = c4 / (c2 * c2) - 3;
  return {
    variance,
    ...(n > 2 && { skewness: (Math.sqrt(n * (n - 1)) / (n - 2)) * g1 }),
    ...(n > 3 && { kurtosis: ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 + 6) }),
  };
}
