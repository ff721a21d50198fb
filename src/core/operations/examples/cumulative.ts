import type { Example, ExampleTable } from '../define.ts';
import type { SortKey } from '../sortKeys.ts';
import type { RunningStatistic } from '../windowRunning.ts';

interface Params {
  readonly column?: string | undefined;
  readonly statistic: RunningStatistic;
  readonly as: string;
  readonly group: string[];
  readonly order: SortKey[];
}

const days: ExampleTable = {
  columns: [
    ['shop', 'text'],
    ['day', 'date'],
    ['n', 'int64'],
  ],
  rows: [
    ['a', '2026-01-03', '9223372036854775807'],
    ['b', '2026-01-01', null],
    ['a', '2026-01-01', '9223372036854775807'],
    ['b', '2026-01-02', -7],
    ['a', '2026-01-02', null],
    [null, null, 1],
    ['a', '2026-01-04', '-9223372036854775808'],
    [null, '2026-01-01', 2],
  ],
};
const byDay: SortKey[] = [{ column: 'day', descending: false, nulls: 'last' }];
const floats: ExampleTable = {
  columns: [
    ['g', 'int8'],
    ['x', 'float64'],
  ],
  rows: [
    [1, null],
    [2, 'inf'],
    [1, 1.5],
    [3, 'nan'],
    [1, 0.25],
    [2, 1],
    [3, 2],
    [1, null],
    [2, '-inf'],
    [1, 'nan'],
    [3, null],
    [1, -3],
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

function onFloats(
  statistic: RunningStatistic,
  values: readonly (string | number | null)[],
): Example<Params> {
  return {
    name: `floats with NaN and infinities: ${statistic}`,
    input: floats,
    params: { column: 'x', statistic, as: 'y', group: ['g'], order: [] },
    output: beside(floats, 'y', 'float64', values),
  };
}

/** Worked examples of cumulative. */
export const cumulativeExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'the running total of each shop by day, exact',
    input: days,
    params: { column: 'n', statistic: 'sum', as: 'total', group: ['shop'], order: byDay },
    output: beside(days, 'total', 'decimal(38,0)', [
      '18446744073709551614',
      null,
      '9223372036854775807',
      '-7',
      '9223372036854775807',
      '3',
      '9223372036854775806',
      '2',
    ]),
  },
  {
    name: 'the largest so far, as the source has the rows',
    input: days,
    params: { column: 'shop', statistic: 'max', as: 'y', group: [], order: [] },
    output: beside(days, 'y', 'text', ['a', 'b', 'b', 'b', 'b', 'b', 'b', 'b']),
  },
  {
    name: 'the smallest number so far of each shop',
    input: days,
    params: { column: 'n', statistic: 'min', as: 'y', group: ['shop'], order: byDay },
    output: beside(days, 'y', 'int64', [
      '9223372036854775807',
      null,
      '9223372036854775807',
      -7,
      '9223372036854775807',
      1,
      '-9223372036854775808',
      2,
    ]),
  },
  {
    name: 'how many rows so far',
    input: days,
    params: { statistic: 'count', as: 'y', group: ['shop'], order: byDay },
    output: beside(days, 'y', 'int64', [3, 1, 1, 2, 2, 2, 4, 1]),
  },
  onFloats('sum', [null, 'inf', 1.5, 'nan', 1.75, 'inf', 'nan', 1.75, 'nan', 'nan', 'nan', 'nan']),
  onFloats('mean', [
    null,
    'inf',
    1.5,
    'nan',
    0.875,
    'inf',
    'nan',
    0.875,
    'nan',
    'nan',
    'nan',
    'nan',
  ]),
  onFloats('min', [null, 'inf', 1.5, 'nan', 0.25, 1, 2, 0.25, '-inf', 0.25, 2, -3]),
  onFloats('max', [null, 'inf', 1.5, 'nan', 1.5, 'inf', 'nan', 1.5, 'inf', 'nan', 'nan', 'nan']),
  {
    name: 'how many values so far',
    input: floats,
    params: { column: 'x', statistic: 'count', as: 'y', group: ['g'], order: [] },
    output: beside(floats, 'y', 'int64', [0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 2, 4]),
  },
  {
    name: 'decimals keep their digits, float32 is widened only for sums',
    input: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['f', 'float32'],
      ],
      rows: [
        ['999999999999999999.99', 1],
        [null, 2],
        ['-0.50', 3],
        ['999999999999999999.99', null],
      ],
    },
    params: {
      column: 'p',
      statistic: 'sum',
      as: 'y',
      group: [],
      order: [{ column: 'f', descending: true, nulls: 'first' }],
    },
    output: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['f', 'float32'],
        ['y', 'decimal(38,2)'],
      ],
      rows: [
        ['999999999999999999.99', 1, '1999999999999999999.48'],
        [null, 2, '999999999999999999.49'],
        ['-0.50', 3, '999999999999999999.49'],
        ['999999999999999999.99', null, '999999999999999999.99'],
      ],
    },
  },
  {
    name: 'the largest of decimals; float32 groups',
    input: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['f', 'float32'],
      ],
      rows: [
        ['1.10', 'nan'],
        ['10.00', '0.0'],
        ['9.00', '-0.0'],
        ['0.50', 'nan'],
      ],
    },
    params: { column: 'p', statistic: 'max', as: 'y', group: ['f'], order: [] },
    output: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['f', 'float32'],
        ['y', 'decimal(20,2)'],
      ],
      rows: [
        ['1.10', 'nan', '1.10'],
        ['10.00', '0.0', '10.00'],
        ['9.00', '-0.0', '10.00'],
        ['0.50', 'nan', '1.10'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { ...days, rows: [] },
    params: { column: 'n', statistic: 'sum', as: 'y', group: ['shop'], order: byDay },
    output: { columns: [...days.columns, ['y', 'decimal(38,0)']], rows: [] },
  },
  {
    name: 'an empty table has no largest value',
    input: { ...floats, rows: [] },
    params: { column: 'x', statistic: 'max', as: 'y', group: ['g'], order: [] },
    output: { columns: [...floats.columns, ['y', 'float64']], rows: [] },
  },
  {
    name: 'the running mean of whole numbers that a double would lose',
    input: {
      columns: [['n', 'int64']],
      rows: [['9223372036854775807'], [1], ['-9223372036854775807'], [null], [-1]],
    },
    params: { column: 'n', statistic: 'mean', as: 'm', group: [], order: [] },
    output: {
      columns: [
        ['n', 'int64'],
        ['m', 'float64'],
      ],
      rows: [
        ['9223372036854775807', 9223372036854775807],
        [1, 4611686018427387904],
        ['-9223372036854775807', 0.3333333333333333],
        [null, 0.3333333333333333],
        [-1, 0],
      ],
    },
  },
];
