import { PARTS } from './jackknife.ts';
import type { Measure } from './measure.ts';
import { addTo, fromSums, noSums } from './pearson.ts';

/** A column's order: the place of each row's value among the distinct values, −1 for none. */
export interface Order {
  readonly places: Int32Array;
  readonly distinct: number;
  /** Twice each row's rank from the middle, where every row has a value. */
  readonly ranks: Float64Array | undefined;
}

/** The order of values; NaN is no value. */
export function orderOf(values: Float64Array): Order {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  let distinct = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    const value = sorted[at] ?? 0;
    // Adding 0 makes the two zeros one; the sort puts them side by side.
    if (at === 0 || value !== sorted[distinct - 1]) {
      sorted[distinct] = value + 0;
      distinct += 1;
    }
  }
  const places = Int32Array.from(values, (value) =>
    Number.isNaN(value) ? -1 : placeOf(value, sorted, distinct),
  );
  if (sorted.length < values.length) return { places, distinct, ranks: undefined };
  const counts = new Int32Array(distinct);
  for (const place of places) counts[place] = (counts[place] ?? 0) + 1;
  const byPlace = ranksOf(counts, values.length);
  const ranks = Float64Array.from(places, (place) => byPlace[place] ?? 0);
  return { places, distinct, ranks };
}

/**
 * Spearman's rho: Pearson's correlation of the ranks, ties at the mean of their ranks, over the rows
 * where both have a value; ranks are taken among those rows, as pandas' `corr(method="spearman")`
 * does. Undefined below two rows, or where one does not vary.
 *
 * @param sample - whether the rows are a sample, whose error is wanted
 */
export function spearman(a: Order, b: Order, sample: boolean): Measure | undefined {
  const parts = sample ? PARTS : 1;
  const sums = noSums(parts);
  if (a.ranks && b.ranks) {
    for (let row = 0; row < a.ranks.length; row += 1) {
      addTo(sums, row % parts, a.ranks[row] ?? 0, b.ranks[row] ?? 0);
    }
    return fromSums(sums, parts);
  }
  const countsA = new Int32Array(a.distinct);
  const countsB = new Int32Array(b.distinct);
  let rows = 0;
  for (let row = 0; row < a.places.length; row += 1) {
    const x = a.places[row] ?? -1;
    const y = b.places[row] ?? -1;
    if (x < 0 || y < 0) continue;
    rows += 1;
    countsA[x] = (countsA[x] ?? 0) + 1;
    countsB[y] = (countsB[y] ?? 0) + 1;
  }
  const ranksA = ranksOf(countsA, rows);
  const ranksB = ranksOf(countsB, rows);
  for (let row = 0; row < a.places.length; row += 1) {
    const x = a.places[row] ?? -1;
    const y = b.places[row] ?? -1;
    if (x >= 0 && y >= 0) addTo(sums, row % parts, ranksA[x] ?? 0, ranksB[y] ?? 0);
  }
  return fromSums(sums, parts);
}

/** Twice the distance of each value's mean rank from the middle: whole numbers, so sums are exact. */
function ranksOf(counts: Int32Array, rows: number): Float64Array {
  let before = 0;
  return Float64Array.from(counts, (count) => {
    const twice = 2 * before + count - rows;
    before += count;
    return twice;
  });
}

function placeOf(value: number, sorted: Float64Array, distinct: number): number {
  let low = 0;
  let high = distinct - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
