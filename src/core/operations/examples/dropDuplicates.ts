import type { Example, ExampleTable } from '../define.ts';
import type { DuplicateParams } from '../duplicateRows.ts';

const visits: ExampleTable['columns'] = [
  ['user', 'text'],
  ['day', 'date'],
  ['score', 'float64'],
];
const rows: ExampleTable['rows'] = [
  ['ann', '2026-01-02', 1.5],
  ['bob', '2026-01-01', 'nan'],
  ['ann', '2026-01-01', 2.5],
  [null, '2026-01-03', null],
  ['bob', '2026-01-04', 9],
  [null, null, 0],
  ['', '2026-01-01', null],
  ['e\u0301', null, 7],
  ['é', null, 7],
];

/** Worked examples of drop-duplicates. */
export const dropDuplicatesExamples: readonly [
  Example<DuplicateParams>,
  ...Example<DuplicateParams>[],
] = [
  {
    name: 'the first row of each user stays, null is one user',
    input: { columns: visits, rows },
    params: { columns: ['user'], keep: 'first' },
    output: {
      columns: visits,
      rows: [
        ['ann', '2026-01-02', 1.5],
        ['bob', '2026-01-01', 'nan'],
        [null, '2026-01-03', null],
        ['', '2026-01-01', null],
        ['e\u0301', null, 7],
        ['é', null, 7],
      ],
    },
  },
  {
    name: 'rows equal in all columns: NaN equals NaN, null equals null, -0.0 equals 0.0',
    input: {
      columns: [
        ['x', 'float64'],
        ['🚀', 'text'],
        ['d', 'decimal(10,2)'],
      ],
      rows: [
        ['nan', 'a', '1.50'],
        ['nan', 'a', '1.50'],
        [0, null, null],
        ['-0.0', null, null],
        ['inf', '', '0.00'],
        ['-inf', '', '0.00'],
        ['inf', '', '0.00'],
        [null, null, null],
        [null, null, null],
      ],
    },
    params: { columns: [], keep: 'first' },
    output: {
      columns: [
        ['x', 'float64'],
        ['🚀', 'text'],
        ['d', 'decimal(10,2)'],
      ],
      rows: [
        ['nan', 'a', '1.50'],
        [0, null, null],
        ['inf', '', '0.00'],
        ['-inf', '', '0.00'],
        [null, null, null],
      ],
    },
  },
  {
    name: 'the last row stays',
    input: { columns: visits, rows },
    params: { columns: ['user'], keep: 'last' },
    output: {
      columns: visits,
      rows: [
        ['ann', '2026-01-01', 2.5],
        ['bob', '2026-01-04', 9],
        [null, null, 0],
        ['', '2026-01-01', null],
        ['e\u0301', null, 7],
        ['é', null, 7],
      ],
    },
  },
  {
    name: 'only rows without a twin stay',
    input: { columns: visits, rows },
    params: { columns: ['user'], keep: 'none' },
    output: {
      columns: visits,
      rows: [
        ['', '2026-01-01', null],
        ['e\u0301', null, 7],
        ['é', null, 7],
      ],
    },
  },
  {
    name: 'the greatest score stays: NaN is greater than every number, null gives way',
    input: { columns: visits, rows },
    params: { columns: ['user'], keep: 'greatest', by: 'score' },
    output: {
      columns: visits,
      rows: [
        ['ann', '2026-01-01', 2.5],
        ['bob', '2026-01-01', 'nan'],
        [null, null, 0],
        ['', '2026-01-01', null],
        ['e\u0301', null, 7],
        ['é', null, 7],
      ],
    },
  },
  {
    name: 'the least day stays, a tie goes to the first row',
    input: {
      columns: visits,
      rows: [...rows, ['ann', '2026-01-01', 3.5], ['bob', '2026-01-01', 1]],
    },
    params: { columns: ['user'], keep: 'least', by: 'day' },
    output: {
      columns: visits,
      rows: [
        ['ann', '2026-01-01', 2.5],
        ['bob', '2026-01-01', 'nan'],
        [null, '2026-01-03', null],
        ['', '2026-01-01', null],
        ['e\u0301', null, 7],
        ['é', null, 7],
      ],
    },
  },
  {
    name: 'two columns, whole numbers at their limits',
    input: {
      columns: [
        ['a', 'int64'],
        ['b', 'boolean'],
        ['c', 'int8'],
      ],
      rows: [
        ['9223372036854775807', true, 1],
        ['9223372036854775806', true, 2],
        ['9223372036854775807', null, 3],
        ['9223372036854775807', true, 4],
        ['-9223372036854775808', false, 5],
        ['9223372036854775807', null, 6],
      ],
    },
    params: { columns: ['a', 'b'], keep: 'last' },
    output: {
      columns: [
        ['a', 'int64'],
        ['b', 'boolean'],
        ['c', 'int8'],
      ],
      rows: [
        ['9223372036854775806', true, 2],
        ['9223372036854775807', true, 4],
        ['-9223372036854775808', false, 5],
        ['9223372036854775807', null, 6],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: visits, rows: [] },
    params: { columns: ['user'], keep: 'greatest', by: 'score' },
    output: { columns: visits, rows: [] },
  },
  {
    name: 'whole numbers beyond 2⁵³ beside a null are told apart',
    input: {
      columns: [['a', 'int64']],
      rows: [[null], ['9223372036854775806'], ['9223372036854775807'], [null]],
    },
    params: { columns: [], keep: 'first' },
    output: {
      columns: [['a', 'int64']],
      rows: [[null], ['9223372036854775806'], ['9223372036854775807']],
    },
  },
];
