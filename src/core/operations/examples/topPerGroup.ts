import type { Example, ExampleTable } from '../define.ts';
import { ascending } from '../sortKeys.ts';
import type { SortKey } from '../sortKeys.ts';

interface Params {
  readonly groups: string[];
  readonly rows: number;
  readonly by: SortKey[];
}

const columns: ExampleTable['columns'] = [
  ['town', 'text'],
  ['x', 'float64'],
  ['n', 'int64'],
];
const rows: ExampleTable['rows'] = [
  ['a', 1, 1],
  ['b', 'nan', 2],
  ['a', 3, 3],
  [null, '-0.0', 4],
  ['a', 3, 5],
  [null, 0, 6],
  ['b', null, 7],
  [null, null, null],
];

/** Worked examples of top-per-group. */
export const topPerGroupExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'the greatest value of each town: NaN is greatest, null comes last',
    input: { columns, rows },
    params: { groups: ['town'], rows: 1, by: [{ ...ascending('x'), descending: true }] },
    output: {
      columns,
      rows: [
        ['a', 3, 3],
        ['b', 'nan', 2],
        [null, '-0.0', 4],
      ],
    },
  },
  {
    name: 'the first two of each number, in the order of the source',
    input: {
      columns,
      rows: [...rows, ['c', 0, 8], ['d', 'nan', 9], ['e', 'nan', 10], ['f', 3, 11]],
    },
    params: { groups: ['x'], rows: 2, by: [] },
    output: {
      columns,
      rows: [
        ['a', 1, 1],
        ['b', 'nan', 2],
        ['a', 3, 3],
        [null, '-0.0', 4],
        ['a', 3, 5],
        [null, 0, 6],
        ['b', null, 7],
        [null, null, null],
        ['d', 'nan', 9],
      ],
    },
  },
  {
    name: 'two group columns, nulls first',
    input: {
      columns: [
        ['g', 'boolean'],
        ['day', 'date'],
        ['v', 'decimal(38,2)'],
      ],
      rows: [
        [true, '2026-01-01', '1.00'],
        [true, '2026-01-01', null],
        [true, null, '2.00'],
        [null, null, '0.50'],
        [null, null, '-999999999999999999999999999999999999.99'],
      ],
    },
    params: {
      groups: ['g', 'day'],
      rows: 1,
      by: [{ column: 'v', descending: false, nulls: 'first' }],
    },
    output: {
      columns: [
        ['g', 'boolean'],
        ['day', 'date'],
        ['v', 'decimal(38,2)'],
      ],
      rows: [
        [true, '2026-01-01', null],
        [true, null, '2.00'],
        [null, null, '-999999999999999999999999999999999999.99'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns, rows: [] },
    params: { groups: ['x'], rows: 3, by: [] },
    output: { columns, rows: [] },
  },
];
