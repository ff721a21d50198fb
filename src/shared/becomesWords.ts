import type { Becomes } from './appliedDrift.ts';

const words: Readonly<Record<Becomes, string>> = {
  error: 'stop the run',
  zeros: 'give zeros',
  zero: 'give 0',
  other: 'count as “other”',
  missing: 'become null',
  keep: 'stay as they are',
  'left-out': 'get no column',
  clamp: 'go to the nearest bin',
  outer: 'go to bins of their own',
  clipped: 'are clipped',
  beyond: 'come out beyond the range',
};

/** What becomes of values that a step does not know, to follow “these values”. */
export function becomesWords(become: Becomes): string {
  return words[become];
}
