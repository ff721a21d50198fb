import { z } from 'zod';
import { comparisons } from '../../shared/checkWords.ts';
import { column } from '../operations/params.ts';
import { defineCheck } from './define.ts';
import { rowRule } from './rowRule.ts';
import { atLeast, shareWords } from './share.ts';
import { failsTest } from './testOfColumn.ts';

const signs: Readonly<Record<(typeof comparisons)[number], string>> = {
  equals: '=',
  'not-equals': '≠',
  less: '<',
  'at-most': '≤',
  greater: '>',
  'at-least': '≥',
  before: '<',
  'on-or-before': '≤',
  after: '>',
  'on-or-after': '≥',
};

export default defineCheck<'relation'>({
  id: 'relation',
  title: 'Column against column',
  summary:
    'In each row the one column compares so with the other, as in conditions. A row where either is null is left alone, and is not among the rows of a share; NaN is greater than every number, and equals NaN.',
  params: {
    left: column(),
    compare: z.enum(comparisons).meta({ title: 'Is' }),
    right: column(),
    atLeast: atLeast(),
  },
  words: ({ left, compare, right, atLeast: share }) =>
    `${left} ${signs[compare]} ${right}${shareWords(share)}`,
  columns: ({ left, right }) => [
    { name: left, path: ['left'] },
    { name: right, path: ['right'] },
  ],
  ...rowRule((context) => {
    const { left, compare, right } = context.check;
    return {
      means: 'breaks',
      test: failsTest(context, left, compare, { column: right }, 'compare'),
      known: [...new Set([left, right])],
      shown: [...new Set([left, right])],
    };
  }),
  examples: [
    {
      name: 'the start is not after the end',
      input: {
        columns: [
          ['start', 'date'],
          ['end', 'timestamp'],
        ],
        rows: [
          ['2026-01-01', '2026-01-01 00:00:00'],
          ['2026-01-02', '2026-01-01 23:59:59'],
          ['2026-01-03', null],
          [null, '2026-01-01 00:00:00'],
        ],
      },
      check: { left: 'start', compare: 'on-or-before', right: 'end' },
      ...{ failed: true, found: 1, of: 2, sample: [['2026-01-02', '2026-01-01 23:59:59']] },
    },
    {
      name: 'floats beside whole numbers, NaN above all',
      input: {
        columns: [
          ['low', 'int32'],
          ['high', 'float64'],
        ],
        rows: [
          [1, 1.5],
          [2, 'nan'],
          [3, 2.5],
          [4, 4],
          [null, 1],
        ],
      },
      check: { left: 'low', compare: 'less', right: 'high', atLeast: 0.5 },
      failed: false,
      found: 2,
      of: 4,
      sample: [
        ['3', '2.5'],
        ['4', '4.0'],
      ],
    },
  ],
});
