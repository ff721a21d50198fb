import { expect, it } from 'vitest';
import { RecentValues } from '../../src/shared/recentValues.ts';

it('keeps what was put in last, anew too', () => {
  const values = new RecentValues<number>(2);
  values.put('a', 1);
  values.put('b', 2);
  values.put('a', 3);
  values.put('c', 4);
  expect(['a', 'b', 'c'].map((key) => values.get(key))).toEqual([3, undefined, 4]);
});
