import { expect, it } from 'vitest';
import { brokenWords, checkItems } from '../../../src/session/runs/checkItems.ts';

const checks: Parameters<typeof checkItems>[0] = [
  { rule: 'unique', title: 'id is unique', severity: 'error', failed: false, found: 0, of: 9 },
  {
    ...{ rule: 'in-set', title: 'kind is one of “a”', severity: 'warn', failed: true },
    ...{ found: 1200, of: 3000, sample: { columns: ['kind', 'n'], rows: [['b', null]] } },
  },
  { rule: 'freshness', title: 'at is fresh', severity: 'error', failed: true, found: null },
];

it('lists what failed before what warns and what holds, with counts and rows', () => {
  expect(checkItems(checks)).toEqual([
    { state: 'failed', title: 'at is fresh', found: 'no value', rows: [] },
    {
      ...{ state: 'warned', title: 'kind is one of “a”', found: '1,200 of 3,000 rows' },
      rows: ['kind = b, n = null'],
    },
    { state: 'passed', title: 'id is unique', found: '', rows: [] },
  ]);
  expect(brokenWords(checks)).toBe('1 check fails, 1 check warns');
});
