/** Values by how many units of a sample hold them. */
export interface SampledValues {
  readonly distinct: number;
  /** Held by exactly one unit. */
  readonly once: number;
  /** Held by exactly two. */
  readonly twice: number;
  /** Units looked at: rows, or stretches of rows that lie together. */
  readonly units: number;
  /** The share of all rows that was looked at. */
  readonly share: number;
}

/**
 * Distinct values of the whole from a sample without replacement: Chao and Lin, Nonparametric Lower
 * Bounds for Species Richness and Shared Species Richness under Sampling without Replacement,
 * Biometrics 68 (2012), formula 6: S + f₁² / (n/(n−1) · 2 f₂ + q/(1−q) · f₁).
 *
 * Units that are stretches of rows make it right for sorted data too: values that only one stretch
 * holds are expected in as many numbers in every other.
 */
export function distinctEstimate(sample: SampledValues): number {
  const { distinct, once, twice, units, share } = sample;
  if (once === 0 || share >= 1) return distinct;
  const pairs = units > 1 ? (units / (units - 1)) * 2 * twice : 0;
  return Math.round(distinct + (once * once) / (pairs + (share / (1 - share)) * once));
}
