import type { ColumnProfile, ProfileValue } from '../../../src/shared/profile/columnProfile.ts';
import { compact, percent } from '../../ui/format.ts';

/** One of the most frequent values, as a header shows it. */
export interface TopLine {
  readonly label: string;
  readonly share: number;
  readonly shown: string;
  /** True for the line that stands for all other values. */
  readonly rest: boolean;
}

/** What the header of a column draws. */
export type Picture =
  | { readonly kind: 'bars'; readonly heights: readonly number[] }
  | { readonly kind: 'top'; readonly lines: readonly TopLine[] }
  | { readonly kind: 'words'; readonly text: string };

/** The picture for a column of so many rows; `dates` are its bins in time, once they are known. */
export function pictureOf(
  profile: ColumnProfile,
  rows: number,
  dates: readonly { readonly count: number }[] = [],
): Picture {
  const filled = rows - profile.nulls;
  if (rows === 0) return { kind: 'words', text: '' };
  if (filled <= 0) return { kind: 'words', text: 'all missing' };
  const { top } = profile;
  const histogram = dates.length > 0 ? dates : profile.histogram;
  if (histogram && histogram.length > 0 && histogram.some(({ count }) => count > 0)) {
    return { kind: 'bars', heights: heightsOf(histogram.map(({ count }) => count)) };
  }
  if (top && top.length > 0) return { kind: 'top', lines: topLines(profile, top, rows) };
  return { kind: 'words', text: profile.distinct >= filled ? 'all different' : '' };
}

/** Shares of the highest; what is there at all is at least a line. */
function heightsOf(counts: readonly number[]): readonly number[] {
  const most = Math.max(...counts);
  return counts.map((count) => (count === 0 ? 0 : Math.max(0.03, count / most)));
}

function topLines(
  profile: ColumnProfile,
  top: readonly { readonly value: ProfileValue; readonly count: number }[],
  rows: number,
): readonly TopLine[] {
  const shownCount = profile.distinct === 3 ? 3 : 2;
  const shown = top.slice(0, shownCount);
  const lines = shown.map(({ value, count }): TopLine => {
    const share = Math.min(1, count / rows);
    return { label: valueLabel(value), share, shown: percent(share), rest: false };
  });
  const others = profile.distinct - shown.length;
  if (others <= 0) return lines;
  const taken = shown.reduce((sum, { count }) => sum + count, 0);
  const share = Math.max(0, rows - profile.nulls - taken) / rows;
  return [...lines, { label: `${compact(others)} more`, share, shown: percent(share), rest: true }];
}

/** A value of a profile in words, on one line; empty text has a name. */
export function valueLabel(value: ProfileValue): string {
  return value === '' ? '(empty)' : String(value).replace(/\r\n|[\n\r\u2028\u2029]/g, '↵');
}
