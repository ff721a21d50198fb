import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly by: {
    readonly column: string;
    readonly descending: boolean;
    readonly nulls: 'first' | 'last';
  }[];
}

const towns: ExampleTable['columns'] = [
  ['n', 'int32'],
  ['town', 'text'],
];
const numbers: ExampleTable['columns'] = [
  ['x', 'float64'],
  ['i', 'int8'],
];

/** Worked examples of sort-rows. */
export const sortRowsExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'by a number, ties by text in code point order, nulls last',
    input: {
      columns: towns,
      rows: [
        [2, 'b'],
        [1, 'é'],
        [null, 'x'],
        [1, 'Z'],
        [1, 'a'],
        [1, ''],
        [1, null],
        [1, '🚀'],
        [1, '\uffee'],
      ],
    },
    params: {
      by: [
        { column: 'n', descending: false, nulls: 'last' },
        { column: 'town', descending: false, nulls: 'last' },
      ],
    },
    output: {
      columns: towns,
      rows: [
        [1, ''],
        [1, 'Z'],
        [1, 'a'],
        [1, 'é'],
        [1, '\uffee'],
        [1, '🚀'],
        [1, null],
        [2, 'b'],
        [null, 'x'],
      ],
    },
  },
  {
    name: 'equal rows keep the order of the source, also descending',
    input: {
      columns: towns,
      rows: [
        [1, 'first'],
        [2, 'second'],
        [1, 'third'],
        [2, 'fourth'],
      ],
    },
    params: { by: [{ column: 'n', descending: true, nulls: 'last' }] },
    output: {
      columns: towns,
      rows: [
        [2, 'second'],
        [2, 'fourth'],
        [1, 'first'],
        [1, 'third'],
      ],
    },
  },
  {
    name: 'NaN after every number, nulls last',
    input: {
      columns: numbers,
      rows: [
        ['nan', 1],
        [null, 2],
        ['inf', 3],
        [-1.5, 4],
        ['-inf', 5],
        ['-0.0', 7],
        ['0.0', 6],
      ],
    },
    params: {
      by: [
        { column: 'x', descending: false, nulls: 'last' },
        { column: 'i', descending: false, nulls: 'last' },
      ],
    },
    output: {
      columns: numbers,
      rows: [
        ['-inf', 5],
        [-1.5, 4],
        ['0.0', 6],
        ['-0.0', 7],
        ['inf', 3],
        ['nan', 1],
        [null, 2],
      ],
    },
  },
  {
    name: 'descending turns NaN and numbers round, nulls stay where asked',
    input: {
      columns: numbers,
      rows: [
        [1, 1],
        ['nan', 2],
        [null, 3],
        ['inf', 4],
        ['nan', 5],
        [2, 6],
        [null, 7],
        ['-0.0', 8],
        ['0.0', 9],
      ],
    },
    params: {
      by: [
        { column: 'x', descending: true, nulls: 'first' },
        { column: 'i', descending: true, nulls: 'last' },
      ],
    },
    output: {
      columns: numbers,
      rows: [
        [null, 7],
        [null, 3],
        ['nan', 5],
        ['nan', 2],
        ['inf', 4],
        [2, 6],
        [1, 1],
        ['0.0', 9],
        ['-0.0', 8],
      ],
    },
  },
  {
    name: 'dates, decimals and booleans, nulls on both sides',
    input: {
      columns: [
        ['ok', 'boolean'],
        ['day', 'date'],
        ['price', 'decimal(20,2)'],
        ['at', 'timestamp'],
      ],
      rows: [
        [true, '2026-01-01', '1.10', '2026-01-01 00:00:00'],
        [null, '2026-01-01', '2.00', '2026-01-01 00:00:00'],
        [false, '2026-01-01', '10.00', '2026-01-01 00:00:00.000001'],
        [false, null, '10.00', null],
        [false, '2026-01-01', '9.00', '2026-01-01 00:00:00'],
        [false, '1969-12-31', null, '1969-12-31 23:59:59'],
      ],
    },
    params: {
      by: [
        { column: 'ok', descending: false, nulls: 'first' },
        { column: 'day', descending: true, nulls: 'last' },
        { column: 'price', descending: true, nulls: 'first' },
        { column: 'at', descending: false, nulls: 'last' },
      ],
    },
    output: {
      columns: [
        ['ok', 'boolean'],
        ['day', 'date'],
        ['price', 'decimal(20,2)'],
        ['at', 'timestamp'],
      ],
      rows: [
        [null, '2026-01-01', '2.00', '2026-01-01 00:00:00'],
        [false, '2026-01-01', '10.00', '2026-01-01 00:00:00.000001'],
        [false, '2026-01-01', '9.00', '2026-01-01 00:00:00'],
        [false, '1969-12-31', null, '1969-12-31 23:59:59'],
        [false, null, '10.00', null],
        [true, '2026-01-01', '1.10', '2026-01-01 00:00:00'],
      ],
    },
  },
  {
    name: 'a column of nothing but nulls',
    input: {
      columns: towns,
      rows: [
        [null, 'b'],
        [null, 'a'],
      ],
    },
    params: { by: [{ column: 'n', descending: false, nulls: 'last' }] },
    output: {
      columns: towns,
      rows: [
        [null, 'b'],
        [null, 'a'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: numbers, rows: [] },
    params: { by: [{ column: 'x', descending: true, nulls: 'first' }] },
    output: { columns: numbers, rows: [] },
  },
];
