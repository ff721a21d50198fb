/** Beyond these sizes squares of doubles, and their sums, overflow or vanish. */
const LARGE = 2 ** 400;
const SMALL = 2 ** -400;

/**
 * Values multiplied by a power of two, where they are so large or small that sums of their squares
 * would be no number: correlations stay the same to the last digit.
 */
export function scaled(values: Float64Array): Float64Array {
  let most = 0;
  for (const value of values) if (Math.abs(value) > most) most = Math.abs(value);
  if (most === 0 || (most < LARGE && most > SMALL)) return values;
  const exponent = Math.max(-1000, Math.min(1000, -Math.floor(Math.log2(most))));
  const factor = 2 ** exponent;
  return values.map((value) => value * factor);
}
