import { PARTS, jackknifeError } from './jackknife.ts';
import type { Measure } from './measure.ts';

/** Sums over the rows of one part: n, Σx, Σy, Σx², Σy², Σxy. */
const SUMS = 6;

/**
 * Pearson's correlation r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²) over the rows where both are
 * numbers (NaN is none), in two passes. Undefined below two rows, or where one does not vary.
 *
 * @param x - finite values, or NaN for none; of a size whose squares neither overflow nor vanish
 * @param sample - whether the rows are a sample, whose error is wanted
 */
export function pearson(x: Float64Array, y: Float64Array, sample: boolean): Measure | undefined {
  const means = commonMeans(x, y);
  if (!means) return undefined;
  const parts = sample ? PARTS : 1;
  const sums = new Float64Array(SUMS * parts);
  for (let row = 0; row < x.length; row += 1) {
    const dx = (x[row] ?? NaN) - means.x;
    const dy = (y[row] ?? NaN) - means.y;
    if (Number.isNaN(dx + dy)) continue;
    addTo(sums, row % parts, dx, dy);
  }
  return fromSums(sums, parts);
}

/** Adds a row's two values to the sums of its part. */
export function addTo(sums: Float64Array, part: number, x: number, y: number): void {
  const at = part * SUMS;
  sums[at] = (sums[at] ?? 0) + 1;
  sums[at + 1] = (sums[at + 1] ?? 0) + x;
  sums[at + 2] = (sums[at + 2] ?? 0) + y;
  sums[at + 3] = (sums[at + 3] ?? 0) + x * x;
  sums[at + 4] = (sums[at + 4] ?? 0) + y * y;
  sums[at + 5] = (sums[at + 5] ?? 0) + x * y;
}

/** An empty table of sums for `addTo`. */
export function noSums(parts: number): Float64Array {
  return new Float64Array(SUMS * parts);
}

/** The correlation that the sums of all parts give, and its error where there are several. */
export function fromSums(sums: Float64Array, parts: number): Measure | undefined {
  const all = new Float64Array(SUMS);
  for (let at = 0; at < sums.length; at += 1) {
    all[at % SUMS] = (all[at % SUMS] ?? 0) + (sums[at] ?? 0);
  }
  const value = correlation(all);
  if (value === undefined) return undefined;
  const rows = all[0] ?? 0;
  if (parts === 1) return { value, rows };
  const without = Array.from({ length: parts }, (_, part) =>
    correlation(all.map((sum, at) => sum - (sums[part * SUMS + at] ?? 0))),
  );
  return { value, rows, error: errorNear(value, without) };
}

/**
 * The jackknife's error on the scale of Fisher's z = artanh r, on which r spreads alike everywhere;
 * near ±1 the interval is lopsided, and its wider half is stated.
 */
function errorNear(value: number, without: readonly (number | undefined)[]): number {
  const z = jackknifeError(without.map((one) => (one === undefined ? one : fisher(one))));
  const ends = [fisher(value) - z, fisher(value) + z].map(Math.tanh);
  return Math.max(...ends.map((end) => Math.abs(end - value)));
}

/** Correlations of 1 have no finite z; doubles tell nothing apart any nearer. */
function fisher(value: number): number {
  return Math.atanh(Math.max(Number.EPSILON - 1, Math.min(1 - Number.EPSILON, value)));
}

function correlation(sums: Float64Array): number | undefined {
  const [n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0] = sums;
  if (n < 2) return undefined;
  const spread = Math.sqrt(xx - (x * x) / n) * Math.sqrt(yy - (y * y) / n);
  if (!(spread > 0)) return undefined;
  return Math.min(1, Math.max(-1, (xy - (x * y) / n) / spread));
}

function commonMeans(
  x: Float64Array,
  y: Float64Array,
): { readonly x: number; readonly y: number } | undefined {
  let rows = 0;
  let [sumX, sumY, minX, minY, maxX, maxY] = [0, 0, Infinity, Infinity, -Infinity, -Infinity];
  for (let row = 0; row < x.length; row += 1) {
    const a = x[row] ?? NaN;
    const b = y[row] ?? NaN;
    if (Number.isNaN(a + b)) continue;
    rows += 1;
    sumX += a;
    sumY += b;
    if (a < minX) minX = a;
    if (a > maxX) maxX = a;
    if (b < minY) minY = b;
    if (b > maxY) maxY = b;
  }
  // Rounding of the mean would make a constant vary.
  return minX < maxX && minY < maxY ? { x: sumX / rows, y: sumY / rows } : undefined;
}
