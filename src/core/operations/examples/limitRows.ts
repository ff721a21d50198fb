import type { Example, ExampleTable, Json } from '../define.ts';
import { ascending } from '../sortKeys.ts';
import type { SortKey } from '../sortKeys.ts';

interface Params {
  readonly rows: number;
  readonly from: 'start' | 'end';
  readonly skip: number;
  readonly by: SortKey[];
}

const columns: ExampleTable['columns'] = [
  ['town', 'text'],
  ['x', 'float64'],
];
const rows: ExampleTable['rows'] = [
  ['a', 2],
  ['é', 'nan'],
  [null, null],
  ['🚀', 2],
  ['', '-inf'],
];
const highest = [{ ...ascending('x'), descending: true }];

function lastOfLists(name: string, cell: Json): Example<Params> {
  const table = (rows: number[]): ExampleTable => ({
    columns: [
      ['list', 'list<int64>'],
      ['n', 'int64'],
    ],
    rows: rows.map((row) => [cell, row]),
  });
  return {
    name: `a column of ${name} alone keeps its type`,
    input: table([1, 2, 3]),
    params: { rows: 2, from: 'end', skip: 0, by: [] },
    output: table([2, 3]),
  };
}

/** Worked examples of limit-rows. */
export const limitRowsExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'the first rows of the source',
    input: { columns, rows },
    params: { rows: 2, from: 'start', skip: 0, by: [] },
    output: {
      columns,
      rows: [
        ['a', 2],
        ['é', 'nan'],
      ],
    },
  },
  {
    name: 'the greatest values: NaN first, a tie goes to the row that stands first',
    input: { columns, rows },
    params: { rows: 2, from: 'start', skip: 0, by: highest },
    output: {
      columns,
      rows: [
        ['é', 'nan'],
        ['a', 2],
      ],
    },
  },
  {
    name: 'the last rows, in the order of the source',
    input: { columns, rows },
    params: { rows: 2, from: 'end', skip: 0, by: [] },
    output: {
      columns,
      rows: [
        ['🚀', 2],
        ['', '-inf'],
      ],
    },
  },
  {
    name: 'the last ones of an order but one, nulls first',
    input: { columns, rows },
    params: {
      rows: 3,
      from: 'end',
      skip: 1,
      by: [{ column: 'town', descending: false, nulls: 'first' }],
    },
    output: {
      columns,
      rows: [
        ['', '-inf'],
        ['a', 2],
        ['é', 'nan'],
      ],
    },
  },
  {
    name: 'rows after the first three, fewer than asked for',
    input: { columns, rows },
    params: { rows: 10, from: 'start', skip: 3, by: [] },
    output: {
      columns,
      rows: [
        ['🚀', 2],
        ['', '-inf'],
      ],
    },
  },
  {
    name: 'no rows of the end',
    input: { columns, rows },
    params: { rows: 0, from: 'end', skip: 0, by: [] },
    output: { columns, rows: [] },
  },
  {
    name: 'more than there are, from the end',
    input: { columns, rows: [['a', 2]] },
    params: { rows: 3, from: 'end', skip: 0, by: highest },
    output: { columns, rows: [['a', 2]] },
  },
  {
    name: 'an empty table',
    input: { columns, rows: [] },
    params: { rows: 3, from: 'end', skip: 1, by: [] },
    output: { columns, rows: [] },
  },
  lastOfLists('nulls', null),
  lastOfLists('lists of nulls', [null]),
];
