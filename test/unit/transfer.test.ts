import { describe, expect, it } from 'vitest';
import { noTransfer, sumOfTransfers, transferOf } from '../../src/shared/transfer.ts';

const MB = 1024 * 1024;

describe('what it takes to fetch ranges', () => {
  it.each([
    ['nothing', [], noTransfer],
    ['one byte', [[5, 6]], { bytes: 1, objects: 1, requests: 1 }],
    ['4 MB', [[0, 4 * MB]], { bytes: 4 * MB, objects: 1, requests: 1 }],
    ['a byte more', [[0, 4 * MB + 1]], { bytes: 4 * MB + 1, objects: 1, requests: 2 }],
    [
      'near ones together',
      [
        [0, 10],
        [16_394, 16_400],
      ],
      { bytes: 16, objects: 1, requests: 1 },
    ],
    [
      'others apart',
      [
        [0, 10],
        [16_395, 16_400],
      ],
      { bytes: 15, objects: 1, requests: 2 },
    ],
    [
      'the same bytes once',
      [
        [0, 10],
        [5, 20],
      ],
      { bytes: 20, objects: 1, requests: 1 },
    ],
  ] as const)('%s', (_what, ranges, takes) => {
    expect(transferOf(ranges)).toEqual(takes);
  });

  it('of several objects is their sum', () => {
    expect(sumOfTransfers([transferOf([[0, 7]]), noTransfer, transferOf([[9, 10]])])).toEqual({
      ...{ bytes: 8, objects: 2, requests: 2 },
    });
  });
});
