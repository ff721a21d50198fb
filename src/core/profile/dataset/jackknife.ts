/** Parts that a sample is cut into to learn how far a figure of it may be off. */
export const PARTS = 32;

/** Student's t of 99.9 % at 31 degrees of freedom. */
const T = 3.633;

/**
 * Half the width of a 99.9 % interval of a figure of a sample, from the same figure with each of its
 * parts left out in turn: the delete-a-group jackknife (Kott, The Delete-a-Group Jackknife, Journal of
 * Official Statistics 17, 2001). Nothing is assumed of the values' distribution. Parts without which
 * the figure has no value are passed over.
 */
export function jackknifeError(without: readonly (number | undefined)[]): number {
  const known = without.filter((value) => value !== undefined);
  if (known.length < 2) return 0;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return T * Math.sqrt((squares * (known.length - 1)) / known.length);
}
