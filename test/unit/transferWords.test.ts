import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
import { transferLine } from '../../src/session/transfers/transferWords.ts';
import { activityWords } from '../../webview/workbench/status/activityWords.ts';
import { exactHint, questionWords } from '../../webview/workbench/status/transferWords.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the line of a transfer in the log', () => {
  const ended = {
    ...{ what: 'Sorting by fare', uris: ['s3://lake/trips/'], seconds: 1.8, error: undefined },
    ...{ bytes: 41_400_000, requests: 12, objects: 12, of: 12 },
  };
  const came =
    'Sorting by fare: 41.4 MB from s3://lake/trips/, 12 requests, 12 of 12 objects, 1.8 s, 23.0 MB/s';

  it.each([
    [undefined, came],
    [new AppError('cancelled', 'Cancelled.'), `${came}; cancelled`],
    [
      new AppError('forbidden', 'It may not be read.', { detail: 'a secret' }),
      `${came}; It may not be read.`,
    ],
  ])('ends with %s', (error, line) => {
    expect(transferLine({ ...ended, error })).toBe(line);
  });
});

describe('a transfer under way', () => {
  const activity = {
    ...{ id: 1, what: 'Sorting by fare', since: 0, unit: 'bytes' as const },
    ...{ done: 41_000_000, total: 120_000_000 },
  };

  it.each([
    [
      { objects: 12, of: 40, rate: 23_000_000, left: 200 },
      'Sorting by fare: fetching 41 MB of 120 MB, 12 of 40 objects, 23 MB/s, about 3 min left',
    ],
    [{ objects: 0, of: 1 }, 'Sorting by fare: fetching 41 MB of 120 MB'],
    [
      { objects: 0, of: 1, rate: 1000, left: 79_000 },
      'Sorting by fare: fetching 41 MB of 120 MB, 1 KB/s, about 22 h left',
    ],
  ])('%o', (transfer, words) => {
    expect(plain(activityWords({ ...activity, transfer }))).toBe(words);
  });
});

describe('what is asked', () => {
  it('names all that may follow, and its price where there is one', () => {
    const upTo = { bytes: 199e9, objects: 5000, requests: 47_500 };
    const question = { id: 1, what: 'Exact figures', bytes: 620e6, objects: 80, requests: 170 };
    expect(plain(questionWords(question))).toBe(
      'would fetch 620 MB of 80 objects in 170 requests from S3.',
    );
    expect(plain(questionWords({ ...question, upTo, cost: 'about $18' }))).toBe(
      'would fetch 620 MB of 80 objects in 170 requests from S3, and up to 199 GB of 5,000 objects in 47,500 requests for all that may follow. It may cost about $18.',
    );
    expect(plain(exactHint({ ...upTo, cost: 'about $18' }))).toBe(
      'up to 199 GB from S3 in 47,500 requests; about $18',
    );
  });
});
