import type { Quantiles } from '../../shared/profile/columnProfile.ts';
import { figure } from './profileValue.ts';

const PERCENTS = [1, 5, 25, 50, 75, 95, 99] as const;

/** The places (from 0) in the sorted values that the quantiles lie on or between. */
export function quantileRanks(count: number): number[] {
  if (count === 0) return [];
  const ranks = PERCENTS.flatMap((percent) => {
    const { below, above } = place(percent, count);
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
    const { below, above, share } = place(percent, count);
    const value = between(valueAt(below), valueAt(above), share);
    const shown = figure(value);
    return shown === undefined ? [] : [[`p${String(percent)}`, shown] as const];
  });
  return Object.fromEntries(entries);
}

function place(percent: number, count: number): { below: number; above: number; share: number } {
  // Whole numbers as long as possible: 0.05 times a count is not exact in doubles.
  const hundredths = percent * (count - 1);
  const below = Math.floor(hundredths / 100);
  const share = (hundredths - below * 100) / 100;
  return { below, above: share === 0 ? below : below + 1, share };
}

function between(low: number, high: number, share: number): number {
  if (low === high || share === 0) return low;
  const finite = Number.isFinite(low) && Number.isFinite(high);
  if (finite && !Number.isFinite(high - low)) return low * (1 - share) + high * share;
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
}
