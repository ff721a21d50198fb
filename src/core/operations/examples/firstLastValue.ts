import type { Example, ExampleTable } from '../define.ts';
import type { SortKey } from '../sortKeys.ts';

interface Params {
  readonly column: string;
  readonly which: 'first' | 'last';
  readonly skipNulls: boolean;
  readonly as: string;
  readonly group: string[];
  readonly order: SortKey[];
}

const prices: ExampleTable = {
  columns: [
    ['share', 'text'],
    ['day', 'date'],
    ['price', 'decimal(20,2)'],
  ],
  rows: [
    ['a', '2026-01-03', '3.00'],
    ['b', '2026-01-01', null],
    ['a', '2026-01-01', null],
    ['a', '2026-01-02', '2.50'],
    ['b', '2026-01-02', null],
    [null, null, '7.00'],
    [null, '2026-01-01', '0.10'],
  ],
};
const byDay: SortKey[] = [{ column: 'day', descending: false, nulls: 'last' }];
const floats: ExampleTable = {
  columns: [
    ['g', 'boolean'],
    ['x', 'float64'],
  ],
  rows: [
    [true, null],
    [false, 'nan'],
    [true, 'nan'],
    [true, 1],
    [false, 'inf'],
    [false, null],
  ],
};

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

/** Worked examples of first-last-value. */
export const firstLastValueExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'the first price that each share has, by day',
    input: prices,
    params: {
      column: 'price',
      which: 'first',
      skipNulls: true,
      as: 'open',
      group: ['share'],
      order: byDay,
    },
    output: beside(prices, 'open', 'decimal(20,2)', [
      '2.50',
      null,
      '2.50',
      '2.50',
      null,
      '0.10',
      '0.10',
    ]),
  },
  {
    name: 'what the last row of the table holds',
    input: prices,
    params: { column: 'share', which: 'last', skipNulls: false, as: 'y', group: [], order: [] },
    output: beside(prices, 'y', 'text', [null, null, null, null, null, null, null]),
  },
  {
    name: 'the first row’s value, null or not',
    input: floats,
    params: { column: 'x', which: 'first', skipNulls: false, as: 'y', group: ['g'], order: [] },
    output: beside(floats, 'y', 'float64', [null, 'nan', null, null, 'nan', 'nan']),
  },
  {
    name: 'the last that is not null; NaN is a value',
    input: floats,
    params: {
      column: 'x',
      which: 'last',
      skipNulls: true,
      as: 'y',
      group: ['g'],
      order: [{ column: 'x', descending: true, nulls: 'first' }],
    },
    // true: null nan 1; false: null nan inf
    output: beside(floats, 'y', 'float64', [1, 'inf', 1, 1, 'inf', 'inf']),
  },
  {
    name: 'a timestamp, turned round; ties as in the source',
    input: {
      columns: [
        ['i', 'int8'],
        ['at', 'timestamp'],
      ],
      rows: [
        [1, '2026-01-01 00:00:00.000001'],
        [1, '1969-12-31 23:59:59'],
        [-128, null],
      ],
    },
    params: {
      column: 'at',
      which: 'first',
      skipNulls: false,
      as: 'y',
      group: [],
      order: [{ column: 'i', descending: true, nulls: 'last' }],
    },
    output: {
      columns: [
        ['i', 'int8'],
        ['at', 'timestamp'],
        ['y', 'timestamp'],
      ],
      rows: [
        [1, '2026-01-01 00:00:00.000001', '2026-01-01 00:00:00.000001'],
        [1, '1969-12-31 23:59:59', '2026-01-01 00:00:00.000001'],
        [-128, null, '2026-01-01 00:00:00.000001'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { ...prices, rows: [] },
    params: { column: 'price', which: 'last', skipNulls: true, as: 'y', group: [], order: byDay },
    output: { columns: [...prices.columns, ['y', 'decimal(20,2)']], rows: [] },
  },
];
