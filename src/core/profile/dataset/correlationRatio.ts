import type { Categories } from './cramersV.ts';
import { PARTS, jackknifeError } from './jackknife.ts';
import type { Measure } from './measure.ts';

/**
 * Correlation ratio η = √(Σ nₖ(x̄ₖ − x̄)² / Σ(x − x̄)²): the share of a number's spread that lies between
 * the categories (Fisher, Statistical Methods for Research Workers, 1925), over the rows where both
 * have a value. Undefined where there is a single category, or where the number does not vary.
 *
 * @param values - finite values, or NaN for none; of a size whose squares neither overflow nor vanish
 * @param sample - whether the rows are a sample, whose error is wanted
 */
export function correlationRatio(
  categories: Categories,
  values: Float64Array,
  sample: boolean,
): Measure | undefined {
  const { codes, count: width } = categories;
  const mean = commonMean(codes, values);
  if (mean === undefined) return undefined;
  const parts = sample ? PARTS : 1;
  const sums: Sums = { n: zeros(width, parts), x: zeros(width, parts), xx: zeros(width, parts) };
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? -1;
    const d = (values[row] ?? NaN) - mean;
    if (code < 0 || Number.isNaN(d)) continue;
    const at = (row % parts) * width + code;
    sums.n[at] = (sums.n[at] ?? 0) + 1;
    sums.x[at] = (sums.x[at] ?? 0) + d;
    sums.xx[at] = (sums.xx[at] ?? 0) + d * d;
  }
  const found = ratio(sums, width, parts, undefined);
  if (!found) return undefined;
  const { value, rows, groups } = found;
  if (!sample) return { value, rows };
  const without = Array.from(
    { length: parts },
    (_, part) => ratio(sums, width, parts, part)?.value,
  );
  // Between k groups that do not differ, η² is by chance (k − 1)/n, and 3.5 standard deviations more.
  const chance = (groups - 1 + 3.5 * Math.sqrt(2 * (groups - 1))) / rows;
  return { value, rows, error: Math.max(jackknifeError(without), Math.sqrt(chance)) };
}

/** By part and category: rows, Σx, Σx². */
interface Sums {
  readonly n: Float64Array;
  readonly x: Float64Array;
  readonly xx: Float64Array;
}

function zeros(width: number, parts: number): Float64Array {
  return new Float64Array(width * parts);
}

function ratio(
  sums: Sums,
  width: number,
  parts: number,
  left: number | undefined,
): { readonly value: number; readonly rows: number; readonly groups: number } | undefined {
  let [rows, total, squares, means, groups] = [0, 0, 0, 0, 0];
  for (let code = 0; code < width; code += 1) {
    let [n, x] = [0, 0];
    for (let part = 0; part < parts; part += 1) {
      if (part === left) continue;
      n += sums.n[part * width + code] ?? 0;
      x += sums.x[part * width + code] ?? 0;
      squares += sums.xx[part * width + code] ?? 0;
    }
    if (n === 0) continue;
    groups += 1;
    rows += n;
    total += x;
    means += (x * x) / n;
  }
  const rest = (total * total) / rows;
  const spread = squares - rest;
  if (groups < 2 || !(spread > 0)) return undefined;
  return { value: Math.sqrt(Math.min(1, Math.max(0, (means - rest) / spread))), rows, groups };
}

function commonMean(codes: Int32Array, values: Float64Array): number | undefined {
  let [rows, sum, min, max] = [0, 0, Infinity, -Infinity];
  for (let row = 0; row < codes.length; row += 1) {
    const value = values[row] ?? NaN;
    if ((codes[row] ?? -1) < 0 || Number.isNaN(value)) continue;
    rows += 1;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  // Rounding of the mean would make a constant vary.
  return min < max ? sum / rows : undefined;
}
