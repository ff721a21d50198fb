import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly take: 'count' | 'share';
  readonly rows?: number | undefined;
  readonly share?: number | undefined;
  readonly groups: string[];
  readonly seed: number;
  readonly key: string[];
}

const columns: ExampleTable['columns'] = [
  ['n', 'int64'],
  ['group', 'float64'],
];
/** With seed 3 the rows' `u` come to: .20 .33 .86 .25 .08 .95 .06 .10 .37 .92 .11 .50 */
const rows: ExampleTable['rows'] = [
  [0, 1],
  [1, 1],
  [2, 1],
  [3, 'nan'],
  [4, 'nan'],
  [5, 'nan'],
  [6, null],
  [7, null],
  [8, 0],
  [9, '-0.0'],
  [10, 0],
  [11, 2],
];
const plain = { groups: [], seed: 3, key: [] };

/** Worked examples of sample-rows; the hashes were worked out with Python's hashlib. */
export const sampleRowsExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'so many rows',
    input: { columns, rows },
    params: { ...plain, take: 'count', rows: 4 },
    output: {
      columns,
      rows: [
        [4, 'nan'],
        [6, null],
        [7, null],
        [10, 0],
      ],
    },
  },
  {
    name: 'so many rows of each group: NaN is a group, null is one, -0.0 is in that of 0.0',
    input: { columns, rows },
    params: { ...plain, take: 'count', rows: 2, groups: ['group'] },
    output: {
      columns,
      rows: [
        [0, 1],
        [1, 1],
        [3, 'nan'],
        [4, 'nan'],
        [6, null],
        [7, null],
        [8, 0],
        [10, 0],
        [11, 2],
      ],
    },
  },
  {
    name: 'a share, decided row by row',
    input: { columns, rows },
    params: { ...plain, take: 'share', share: 0.25 },
    output: {
      columns,
      rows: [
        [0, 1],
        [4, 'nan'],
        [6, null],
        [7, null],
        [10, 0],
      ],
    },
  },
  {
    name: 'a share of each group, rounded half up',
    input: { columns, rows },
    params: { ...plain, take: 'share', share: 0.5, groups: ['group'] },
    output: {
      columns,
      rows: [
        [0, 1],
        [1, 1],
        [3, 'nan'],
        [4, 'nan'],
        [6, null],
        [8, 0],
        [10, 0],
        [11, 2],
      ],
    },
  },
  {
    name: 'by a key at the limits of its type, null is one',
    input: {
      columns: [['id', 'int64']],
      rows: [[1], [2], [null], ['-9223372036854775808'], ['9223372036854775807']],
    },
    params: { take: 'count', rows: 2, groups: [], seed: 5, key: ['id'] },
    output: { columns: [['id', 'int64']], rows: [[1], ['-9223372036854775808']] },
  },
  {
    name: 'the whole',
    input: { columns, rows: rows.slice(0, 2) },
    params: { ...plain, take: 'share', share: 1 },
    output: { columns, rows: rows.slice(0, 2) },
  },
  {
    name: 'no rows',
    input: { columns, rows },
    params: { ...plain, take: 'count', rows: 0 },
    output: { columns, rows: [] },
  },
  {
    name: 'an empty table',
    input: { columns, rows: [] },
    params: { ...plain, take: 'share', share: 0.5, groups: ['group'] },
    output: { columns, rows: [] },
  },
];
