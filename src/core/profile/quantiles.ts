import type { Quantiles } from '../../shared/profile/columnProfile.ts';
import { between, rankPlace } from './closestRanks.ts';
import { figure } from './profileValue.ts';

const PERCENTS = [1, 5, 25, 50, 75, 95, 99] as const;

/** The places (from 0) in the sorted values that the quantiles lie on or between. */
export function quantileRanks(count: number): number[] {
  if (count === 0) return [];
  const ranks = PERCENTS.flatMap((percent) => {
    const { below, above } = rankPlace(percent, 100, count);
    return [below, above];
  });
  return [...new Set(ranks)].sort((a, b) => a - b);
}

/**
 * Quantiles by linear interpolation between closest ranks (Hyndman and Fan's type 7, as numpy and
 * pandas do). A quantile between opposite infinities has no value and is left out.
 */
export function quantiles(count: number, valueAt: (rank: number) => number): Quantiles {
  if (count === 0) return {};
  const entries = PERCENTS.flatMap((percent) => {
    const { below, above, share } = rankPlace(percent, 100, count);
    const value = between(valueAt(below), valueAt(above), share);
    const shown = figure(value);
    return shown === undefined ? [] : [[`p${String(percent)}`, shown] as const];
  });
  return Object.fromEntries(entries);
}
