import { isInteger, isNumber } from '../expression/types.ts';
import type { ProfileValue } from '../../shared/profile/columnProfile.ts';
import type { Suggestion } from '../../shared/suggestion.ts';
import type { ColumnLook } from './define.ts';

const words = {
  min: 'smallest',
  p1: '1st percentile',
  p5: '5th percentile',
  p25: '25th percentile',
  p50: 'median',
  p75: '75th percentile',
  p95: '95th percentile',
  p99: '99th percentile',
  max: 'largest',
} as const;

/** A figure of the profile's quantiles and ends. */
export type Place = keyof typeof words;

/**
 * Figures of a column of numbers, those that are finite, each value once. Of whole numbers they are
 * whole, by `round`: a quantile may lie between two.
 */
export function ofNumbers(
  { column, profile }: ColumnLook,
  places: readonly Place[],
  round: (value: number) => number = Math.round,
): readonly Suggestion[] {
  if (!profile || !isNumber(column.type)) return [];
  const figures: Partial<Record<Place, ProfileValue>> = {
    ...profile.quantiles,
    ...(profile.min === undefined ? {} : { min: profile.min }),
    ...(profile.max === undefined ? {} : { max: profile.max }),
  };
  const found = places.flatMap((place): readonly Suggestion[] => {
    const value = figures[place];
    if (value === undefined || !Number.isFinite(Number(value))) return [];
    const isBroken = isInteger(column.type) && !/^-?\d+$/.test(String(value));
    return [{ value: isBroken ? round(Number(value)) : exact(value), why: words[place] }];
  });
  return found.filter(
    ({ value }, index) => found.findIndex((other) => other.value === value) === index,
  );
}

/** Texts of whole numbers that a double holds exactly are numbers. */
function exact(value: ProfileValue): ProfileValue {
  const number = Number(value);
  return typeof value === 'string' && String(number) === value ? number : value;
}
