import type { Example, ExampleTable } from '../define.ts';
import type { SortKey } from '../sortKeys.ts';
import type { RankMethod } from '../windowRank.ts';

interface Params {
  readonly order: SortKey[];
  readonly method: RankMethod;
  readonly buckets?: number | undefined;
  readonly as: string;
  readonly group: string[];
}

const scores: ExampleTable = {
  columns: [
    ['team', 'text'],
    ['score', 'int64'],
  ],
  rows: [
    ['a', 10],
    ['b', 5],
    ['a', 30],
    ['a', 10],
    [null, 7],
    ['a', null],
    ['b', 5],
    ['a', 5],
    [null, 7],
  ],
};
const floats: ExampleTable = {
  columns: [
    ['x', 'float64'],
    ['t', 'text'],
  ],
  rows: [
    ['nan', 'a'],
    ['0.0', 'b'],
    [null, 'c'],
    ['-0.0', 'd'],
    ['inf', 'e'],
    ['nan', 'f'],
    ['-inf', 'g'],
    [null, 'h'],
  ],
};
const best: SortKey[] = [{ column: 'score', descending: true, nulls: 'last' }];
const byX: SortKey[] = [{ column: 'x', descending: false, nulls: 'last' }];

function beside(
  table: ExampleTable,
  name: string,
  type: string,
  values: readonly (string | number | null)[],
): ExampleTable {
  return {
    columns: [...table.columns, [name, type]],
    rows: table.rows.map((row, index) => [...row, values[index] ?? null]),
  };
}

/** Worked examples of rank-values. */
export const rankValuesExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'the best of each team; equal scores share a rank',
    input: scores,
    params: { order: best, method: 'rank', as: 'place', group: ['team'] },
    output: beside(scores, 'place', 'int64', [2, 1, 1, 2, 1, 5, 1, 4, 1]),
  },
  {
    name: 'numbers without gaps',
    input: scores,
    params: { order: best, method: 'dense', as: 'place', group: ['team'] },
    output: beside(scores, 'place', 'int64', [2, 1, 1, 2, 1, 4, 1, 3, 1]),
  },
  {
    name: 'every row its own number, equal ones as in the source',
    input: scores,
    params: { order: best, method: 'row-number', as: 'place', group: ['team'] },
    output: beside(scores, 'place', 'int64', [2, 1, 1, 3, 1, 5, 2, 4, 2]),
  },
  {
    name: 'equal scores share the mean of their numbers, over the table',
    input: scores,
    params: { order: best, method: 'average', as: 'place', group: [] },
    // 30; 10 10; 7 7; 5 5 5; null
    output: beside(scores, 'place', 'float64', [2.5, 7, 1, 2.5, 4.5, 9, 7, 7, 4.5]),
  },
  {
    name: 'from 0 to 1; a single row is 0',
    input: {
      columns: [
        ['g', 'boolean'],
        ['d', 'date'],
      ],
      rows: [
        [true, '2026-01-02'],
        [true, '1969-12-31'],
        [false, '2026-01-01'],
        [true, '2026-01-02'],
        [true, null],
        [true, '2026-02-01'],
        [null, null],
      ],
    },
    params: {
      order: [{ column: 'd', descending: false, nulls: 'first' }],
      method: 'percent',

      as: 'share',
      group: ['g'],
    },
    output: {
      columns: [
        ['g', 'boolean'],
        ['d', 'date'],
        ['share', 'float64'],
      ],
      rows: [
        [true, '2026-01-02', 0.5],
        [true, '1969-12-31', 0.25],
        [false, '2026-01-01', 0],
        [true, '2026-01-02', 0.5],
        [true, null, 0],
        [true, '2026-02-01', 1],
        [null, null, 0],
      ],
    },
  },
  {
    name: 'three buckets of eight rows: 3, 3 and 2',
    input: floats,
    params: { order: byX, method: 'buckets', buckets: 3, as: 'part', group: [] },
    // -inf 0.0 -0.0 | inf nan nan | null null
    output: beside(floats, 'part', 'int64', [2, 1, 3, 1, 2, 2, 1, 3]),
  },
  {
    name: 'more buckets than rows',
    input: floats,
    params: { order: byX, method: 'buckets', buckets: 20, as: 'part', group: ['x'] },
    output: beside(floats, 'part', 'int64', [1, 1, 1, 2, 1, 2, 1, 2]),
  },
  {
    name: 'NaN equals NaN, zero of either sign is equal, nulls are last',
    input: floats,
    params: { order: byX, method: 'rank', as: 'place', group: [] },
    output: beside(floats, 'place', 'int64', [5, 2, 7, 2, 4, 5, 1, 7]),
  },
  {
    name: 'dense, turned round, nulls first',
    input: floats,
    params: {
      order: [{ column: 'x', descending: true, nulls: 'first' }],
      method: 'dense',

      as: 'place',
      group: [],
    },
    output: beside(floats, 'place', 'int64', [2, 4, 1, 4, 3, 2, 5, 1]),
  },
  {
    name: 'by two keys',
    input: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['t', 'text'],
      ],
      rows: [
        ['1.50', 'Z'],
        ['1.50', 'a'],
        ['10.00', '🚀'],
        ['1.50', 'Z'],
        ['10.00', '\uffee'],
      ],
    },
    params: {
      order: [
        { column: 'p', descending: true, nulls: 'last' },
        { column: 't', descending: false, nulls: 'last' },
      ],
      method: 'average',

      as: 'place',
      group: [],
    },
    output: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['t', 'text'],
        ['place', 'float64'],
      ],
      rows: [
        ['1.50', 'Z', 3.5],
        ['1.50', 'a', 5],
        ['10.00', '🚀', 2],
        ['1.50', 'Z', 3.5],
        ['10.00', '\uffee', 1],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { ...scores, rows: [] },
    params: { order: best, method: 'buckets', buckets: 2, as: 'part', group: ['team'] },
    output: { columns: [...scores.columns, ['part', 'int64']], rows: [] },
  },
];
