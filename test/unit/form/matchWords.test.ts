import { describe, expect, it } from 'vitest';
import type { JoinFigures } from '../../../src/shared/joinFigures.ts';
import {
  blowUpWarning,
  matchFigures,
  matchSentence,
} from '../../../webview/workbench/form/join/matchWords.ts';

const some: JoinFigures = {
  ...{ how: 'left', left: 10_000, right: 5000, matchedLeft: 8796, matchedRight: 4000 },
  ...{ leftOnly: 1204, rightOnly: 1000, leftWithoutKey: 0, rightWithoutKey: 0 },
  ...{ pairs: 28_147, result: 29_351, mostRight: 37, repeatedKeys: 812 },
};

describe('the words of a join', () => {
  it('say who finds no partner, and how far rows grow', () => {
    expect(matchSentence(some)).toBe(
      '1,204 of 10,000 rows on the left find no partner; each matching row grows to 3.2 rows on average.',
    );
    expect(matchSentence({ ...some, leftOnly: 0, matchedLeft: 10_000, pairs: 10_000 })).toBe(
      'Every row on the left finds a partner; each matching row stays one row.',
    );
    expect(matchSentence({ ...some, leftOnly: 10_000, matchedLeft: 0, pairs: 0 })).toBe(
      'No row on the left finds a partner.',
    );
    expect(matchSentence({ ...some, leftOnly: 1, left: 3, matchedLeft: 2, pairs: 2 })).toBe(
      '1 of 3 rows on the left finds no partner; each matching row stays one row.',
    );
    expect(matchSentence({ ...some, pairs: 8797 })).toMatch(/grows to a little over one row/);
  });

  it('speak of no growth where rows cannot grow', () => {
    const words = '1,204 of 10,000 rows on the left find no partner.';
    expect(matchSentence({ ...some, how: 'semi' })).toBe(words);
    expect(matchSentence({ ...some, how: 'anti' })).toBe(words);
  });

  it('say where keys are missing', () => {
    expect(matchSentence({ ...some, leftWithoutKey: 1, rightWithoutKey: 20 })).toMatch(
      /average\. The key is missing in 1 row on the left and 20 rows on the right\.$/,
    );
  });

  it('say what empty sides and crosses give', () => {
    expect(matchSentence({ ...some, left: 0 })).toBe('There is no row on the left.');
    expect(matchSentence({ ...some, right: 0 })).toMatch(/^There is no row on the right/);
    expect(matchSentence({ ...some, how: 'cross' })).toBe(
      'Each of 10,000 rows meets each of 5,000 rows.',
    );
  });

  it('warn of a result far larger than both sides, by its number', () => {
    expect(blowUpWarning(some)).toBeUndefined();
    expect(blowUpWarning({ ...some, result: 100_000 })).toBeUndefined();
    expect(blowUpWarning({ ...some, result: 100_001 })).toBe(
      'This join makes 100,001 rows, 10 times those of the larger table. One row on the left finds up to 37 rows on the right: join by more columns, or keep one row for each key first.',
    );
    // Twenty rows by twenty harm nobody.
    expect(blowUpWarning({ ...some, left: 20, right: 20, result: 400 })).toBeUndefined();
    const large = { ...some, left: 90_000_000, result: 100_000_001 };
    expect(blowUpWarning(large)).toMatch(/^This join makes 100,000,001 rows\. One row/);
    const crossed = { ...some, how: 'cross', result: 50_000_000 } as const;
    expect(blowUpWarning(crossed)).toBe(
      'This join makes 50,000,000 rows, 5,000 times those of the larger table. Join by key columns instead.',
    );
  });

  it('name the figures in the order of a join', () => {
    expect(matchFigures(some)).toEqual([
      ['Rows on the left', '10,000'],
      ['Rows on the right', '5,000'],
      ['Matched on the left', '8,796'],
      ['Only on the left', '1,204'],
      ['Only on the right', '1,000'],
      ['Rows afterwards', '29,351'],
      ['Most right rows for one key', '37'],
      ['Keys with several right rows', '812'],
    ]);
    expect(matchFigures({ ...some, how: 'cross' }).map(([name]) => name)).toEqual([
      ...['Rows on the left', 'Rows on the right', 'Rows afterwards'],
    ]);
  });
});
