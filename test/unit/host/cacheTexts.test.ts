import { describe, expect, it } from 'vitest';
import { clearedText } from '../../../src/session/s3/cacheTexts.ts';

const left = (address: string, bytes: number) => ({
  ...{ address, bytes, copies: 1, open: true, used: '2026-01-01T00:00:00.000Z' },
});

describe('what clearing the cache did', () => {
  it('says what was removed, and names what is open', () => {
    expect(clearedText({ bytes: 1_200_000_000, copies: 7, left: [] })).toBe(
      'Removed 1.2 GB in 7 objects.',
    );
    expect(clearedText({ bytes: 0, copies: 0, left: [left('s3://lake/a.csv', 4096)] })).toBe(
      'Nothing was removed. Open, and left: s3://lake/a.csv (4.1 KB).',
    );
    const many = ['a', 'b', 'c', '', 'e'].map((name) => left(name, 1000));
    expect(clearedText({ bytes: 1000, copies: 1, left: many })).toBe(
      'Removed 1.0 KB in 1 object. Open, and left: a (1.0 KB), b (1.0 KB), c (1.0 KB), and 2 more.',
    );
  });
});
