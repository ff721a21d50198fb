/** Where a quantile lies among sorted values: on a rank (from 0), or between two. */
export interface RankPlace {
  readonly below: number;
  readonly above: number;
  /** How far it is from `below` to `above`, in [0, 1). */
  readonly share: number;
}

/**
 * The place of the quantile `part / of` among `count` sorted values, by linear interpolation between
 * closest ranks (Hyndman and Fan's type 7, as numpy and pandas do).
 */
export function rankPlace(part: number, of: number, count: number): RankPlace {
  // Whole numbers as long as possible: 0.05 times a count is not exact in doubles.
  const parts = part * (count - 1);
  const below = Math.floor(parts / of);
  const share = (parts - below * of) / of;
  return { below, above: share === 0 ? below : below + 1, share };
}

/** The value at a share of the way between two, without a detour over infinity; NaN between opposite infinities. */
export function between(low: number, high: number, share: number): number {
  if (low === high || share === 0) return low;
  const finite = Number.isFinite(low) && Number.isFinite(high);
  if (finite && !Number.isFinite(high - low)) return low * (1 - share) + high * share;
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
}
