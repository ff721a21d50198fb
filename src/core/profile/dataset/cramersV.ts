import { PARTS, jackknifeError } from './jackknife.ts';
import type { Measure } from './measure.ts';

/** A column of categories: the number of each row's category, −1 for none. */
export interface Categories {
  readonly codes: Int32Array;
  readonly count: number;
}

/**
 * Cramér's V with bias correction (Bergsma, A Bias-Correction for Cramér's V and Tschuprow's T, Journal
 * of the Korean Statistical Society 42, 2013): φ̃² = max(0, χ²/n − (k − 1)(r − 1)/(n − 1)),
 * k̃ = k − (k − 1)²/(n − 1), r̃ alike, V = √(φ̃² / min(k̃ − 1, r̃ − 1)), over the rows where both have a
 * category. Undefined where one of them has a single category.
 *
 * @param sample - whether the rows are a sample, whose error is wanted
 */
export function cramersV(a: Categories, b: Categories, sample: boolean): Measure | undefined {
  const parts = sample ? PARTS : 1;
  const size = a.count * b.count;
  const counts = new Int32Array(size * parts);
  for (let row = 0; row < a.codes.length; row += 1) {
    const x = a.codes[row] ?? -1;
    const y = b.codes[row] ?? -1;
    if (x < 0 || y < 0) continue;
    const at = (row % parts) * size + x * b.count + y;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const all = new Int32Array(size);
  for (let at = 0; at < counts.length; at += 1) {
    all[at % size] = (all[at % size] ?? 0) + (counts[at] ?? 0);
  }
  const found = corrected(all, b.count);
  if (!found) return undefined;
  const { value, rows } = found;
  if (!sample) return { value, rows };
  const without = Array.from({ length: parts }, (_, part) => {
    const rest = all.map((count, at) => count - (counts[part * size + at] ?? 0));
    return corrected(rest, b.count)?.value;
  });
  return { value, rows, error: Math.max(jackknifeError(without), found.floor) };
}

interface Corrected {
  readonly value: number;
  readonly rows: number;
  /** How large V comes out by chance alone: √ of 3.5 standard deviations of χ²/n, corrected alike. */
  readonly floor: number;
}

function corrected(counts: Int32Array, width: number): Corrected | undefined {
  const height = counts.length / width;
  const down = new Float64Array(height);
  const across = new Float64Array(width);
  let n = 0;
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at] ?? 0;
    const [x, y] = [Math.floor(at / width), at % width];
    down[x] = (down[x] ?? 0) + count;
    across[y] = (across[y] ?? 0) + count;
    n += count;
  }
  const k = down.filter((sum) => sum > 0).length;
  const r = across.filter((sum) => sum > 0).length;
  if (k < 2 || r < 2) return undefined;
  let squares = 0;
  for (let at = 0; at < counts.length; at += 1) {
    const expected = ((down[Math.floor(at / width)] ?? 0) * (across[at % width] ?? 0)) / n;
    if (expected > 0) squares += ((counts[at] ?? 0) - expected) ** 2 / expected;
  }
  const freedom = (k - 1) * (r - 1);
  const phi = Math.max(0, squares / n - freedom / (n - 1));
  const least = Math.min(k - (k - 1) ** 2 / (n - 1), r - (r - 1) ** 2 / (n - 1)) - 1;
  if (!(least > 0)) return undefined;
  const chance = (3.5 * Math.sqrt(2 * freedom)) / n;
  return { value: Math.sqrt(phi / least), rows: n, floor: Math.sqrt(chance / least) };
}
