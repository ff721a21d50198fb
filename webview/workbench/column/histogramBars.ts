import type { HistogramBin } from '../../../src/shared/profile/columnProfile.ts';
import { integer, percent } from '../../ui/format.ts';
import { roundedText } from './figureText.ts';
import type { Bar } from './bar.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Bars of lengths. */
export function lengthBars(bins: readonly HistogramBin[]): readonly Bar[] {
  return bins.map(({ from, to, count }) => ({
    count,
    words: `${roundedText(from)} to ${roundedText(to)}: ${rows(count)}`,
  }));
}

/** Seven bars, Monday first. */
export function weekdayBars(counts: readonly number[]): readonly Bar[] {
  const all = sum(counts);
  return counts.map((count, at) => {
    const label = weekdays[at] ?? '';
    return { count, label, words: `${label}: ${rows(count)}, ${share(count, all)}` };
  });
}

/** A bar for each hour of the day; every sixth has its label. */
export function hourBars(counts: readonly number[]): readonly Bar[] {
  const all = sum(counts);
  return counts.map((count, at) => ({
    count,
    ...(at % 6 === 0 ? { label: String(at) } : {}),
    words: `${at}:00 to ${at}:59: ${rows(count)}, ${share(count, all)}`,
  }));
}

/** The highest bar, for those who do not see it. */
export function highest(what: string, bars: readonly Bar[]): string {
  const [top] = [...bars].sort((a, b) => b.count - a.count);
  return top && top.count > 0 ? `${what}. Most: ${top.words}` : `${what}: none`;
}

function rows(count: number): string {
  return `${integer(count)} ${count === 1 ? 'row' : 'rows'}`;
}

function share(count: number, all: number): string {
  return percent(all === 0 ? 0 : count / all);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((before, count) => before + count, 0);
}
