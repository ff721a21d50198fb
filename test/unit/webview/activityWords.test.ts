import { expect, it } from 'vitest';
import { activityWords } from '../../../webview/workbench/status/activityWords.ts';

it.each([
  [{ what: 'Opening', done: 0, unit: 'objects' }, 'Opening'],
  [
    { what: 'Listing s3://lake/', done: 120_000, unit: 'objects' },
    'Listing s3://lake/ 120,000 objects',
  ],
  [{ what: 'Counting rows', done: 2, total: 5, unit: 'rows' }, 'Counting rows 40\u00a0%'],
  [
    { what: 'Fetching', done: 4_100_000, total: 128_000_000, unit: 'bytes' },
    'Fetching 4.1 MB of 128 MB',
  ],
] as const)('%j is told as “%s”', (activity, words) => {
  expect(activityWords({ id: 1, since: 0, ...activity }).replaceAll('\u00a0MB', ' MB')).toBe(words);
});
