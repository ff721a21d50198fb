import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly seed: number;
  readonly key: string[];
}

const columns: ExampleTable['columns'] = [['n', 'int64']];
const rows: ExampleTable['rows'] = [[0], [1], [2], [3], [4], [5]];
const keyed: ExampleTable['columns'] = [
  ['name', 'text'],
  ['ok', 'boolean'],
  ['n', 'float64'],
];

/** Worked examples of shuffle-rows; the orders were worked out with Python's hashlib. */
export const shuffleRowsExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'by the place in the source',
    input: { columns, rows },
    params: { seed: 7, key: [] },
    output: { columns, rows: [[5], [1], [4], [3], [2], [0]] },
  },
  {
    name: 'by key columns: rows with equal keys stay side by side',
    input: {
      columns: keyed,
      rows: [
        ['a', true, 0],
        ['b', null, 1],
        ['a', true, 2],
        [null, false, 3],
        ['', true, 'nan'],
        ['🚀', false, null],
      ],
    },
    params: { seed: 1, key: ['name', 'ok'] },
    output: {
      columns: keyed,
      rows: [
        ['🚀', false, null],
        ['', true, 'nan'],
        ['a', true, 0],
        ['a', true, 2],
        ['b', null, 1],
        [null, false, 3],
      ],
    },
  },
  {
    name: 'another seed gives another order',
    input: { columns, rows },
    params: { seed: 8, key: [] },
    output: { columns, rows: [[2], [0], [1], [3], [5], [4]] },
  },
  {
    name: 'an empty table',
    input: { columns, rows: [] },
    params: { seed: 0, key: [] },
    output: { columns, rows: [] },
  },
];
