import type { Example, ExampleTable } from '../define.ts';
import type { SortKey } from '../sortKeys.ts';
import type { WindowStatistic } from '../windowGroup.ts';
import { rollingExtremes } from './rollingExtremes.ts';
import type { RollingParams } from './rollingExtremes.ts';

const days: ExampleTable = {
  columns: [
    ['shop', 'text'],
    ['day', 'date'],
    ['n', 'int64'],
  ],
  rows: [
    ['a', '2026-01-03', '9223372036854775807'],
    ['b', '2026-01-01', null],
    ['a', '2026-01-01', 1],
    ['b', '2026-01-02', -7],
    ['a', '2026-01-02', '9223372036854775807'],
    ['b', '2026-01-03', null],
    ['a', '2026-01-04', null],
    ['a', null, 3],
  ],
};
const byDay: SortKey[] = [{ column: 'day', descending: false, nulls: 'last' }];
const around = { group: ['shop'], order: byDay, as: 'y' };
const floats: ExampleTable = {
  columns: [['x', 'float64']],
  rows: [
    [1e16],
    [1],
    [2],
    ['nan'],
    [3],
    [null],
    ['inf'],
    [4],
    [null],
    [1000000001],
    [999999999],
    [null],
    [null],
    [null],
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
  statistic: WindowStatistic,
  values: readonly (string | number | null)[],
): Example<RollingParams> {
  return {
    name: `floats: ${statistic} of two rows; what left the window leaves no trace`,
    input: floats,
    params: {
      column: 'x',
      statistic,
      rows: 2,
      window: 'preceding',
      least: 1,
      as: 'y',
      group: [],
      order: [],
    },
    output: beside(floats, 'y', statistic === 'count' ? 'int64' : 'float64', values),
  };
}

/** Worked examples of rolling-statistic. */
export const rollingStatisticExamples: readonly [
  Example<RollingParams>,
  ...Example<RollingParams>[],
] = [
  {
    name: 'the sum of two days of each shop, exact',
    input: days,
    params: { column: 'n', statistic: 'sum', rows: 2, window: 'preceding', least: 1, ...around },
    output: beside(days, 'y', 'decimal(38,0)', [
      '18446744073709551614',
      null,
      '1',
      '-7',
      '9223372036854775808',
      '-7',
      '9223372036854775807',
      '3',
    ]),
  },
  {
    name: 'the smallest of three days around each, two values at least',
    input: days,
    params: { column: 'n', statistic: 'min', rows: 3, window: 'centred', least: 2, ...around },
    output: beside(days, 'y', 'int64', ['9223372036854775807', null, 1, null, 1, null, 3, null]),
  },
  {
    name: 'four rows around each: two before, one after',
    input: { columns: [['i', 'int8']], rows: [[1], [2], [4], [8], [16], [127]] },
    params: {
      column: 'i',
      statistic: 'sum',
      rows: 4,
      window: 'centred',
      least: 3,
      as: 'y',
      group: [],
      order: [],
    },
    output: {
      columns: [
        ['i', 'int8'],
        ['y', 'decimal(38,0)'],
      ],
      rows: [
        [1, null],
        [2, '7'],
        [4, '15'],
        [8, '30'],
        [16, '155'],
        [127, '151'],
      ],
    },
  },
  {
    name: 'the largest of more rows than there are',
    input: days,
    params: { column: 'n', statistic: 'max', rows: 100, window: 'preceding', least: 1, ...around },
    output: beside(days, 'y', 'int64', [
      '9223372036854775807',
      null,
      1,
      -7,
      '9223372036854775807',
      -7,
      '9223372036854775807',
      '9223372036854775807',
    ]),
  },
  onFloats('sum', [
    1e16,
    10000000000000001,
    3,
    'nan',
    'nan',
    3,
    'inf',
    'inf',
    4,
    1000000001,
    2e9,
    999999999,
    null,
    null,
  ]),
  onFloats('mean', [
    1e16,
    5e15,
    1.5,
    'nan',
    'nan',
    3,
    'inf',
    'inf',
    4,
    1000000001,
    1e9,
    999999999,
    null,
    null,
  ]),
  onFloats('min', [1e16, 1, 1, 2, 3, 3, 'inf', 4, 4, 1000000001, 999999999, 999999999, null, null]),
  onFloats('max', [
    1e16,
    1e16,
    2,
    'nan',
    'nan',
    3,
    'inf',
    'inf',
    4,
    1000000001,
    1000000001,
    999999999,
    null,
    null,
  ]),
  onFloats('median', [
    1e16,
    5e15,
    1.5,
    'nan',
    'nan',
    3,
    'inf',
    'inf',
    4,
    1000000001,
    1e9,
    999999999,
    null,
    null,
  ]),
  onFloats('std', [
    null,
    7071067811865475,
    0.7071067811865476,
    'nan',
    'nan',
    null,
    null,
    'nan',
    null,
    null,
    1.4142135623730951,
    null,
    null,
    null,
  ]),
  onFloats('count', [1, 2, 2, 2, 2, 1, 1, 2, 1, 1, 2, 1, 0, 0]),
  {
    name: 'the median of three: NaN is the greatest',
    input: {
      columns: [['x', 'float32']],
      rows: [['nan'], [1], [2], ['nan'], ['nan'], ['-inf'], [0.5]],
    },
    params: {
      column: 'x',
      statistic: 'median',
      rows: 3,
      window: 'centred',
      least: 3,
      as: 'y',
      group: [],
      order: [],
    },
    output: {
      columns: [
        ['x', 'float32'],
        ['y', 'float64'],
      ],
      rows: [
        ['nan', null],
        [1, 2],
        [2, 2],
        ['nan', 'nan'],
        ['nan', 'nan'],
        ['-inf', 0.5],
        [0.5, null],
      ],
    },
  },
  {
    name: 'decimals: the sum keeps their digits',
    input: {
      columns: [['p', 'decimal(20,2)']],
      rows: [['999999999999999999.99'], ['999999999999999999.99'], [null], ['-0.50'], ['0.25']],
    },
    params: {
      column: 'p',
      statistic: 'sum',
      rows: 3,
      window: 'preceding',
      least: 2,
      as: 'y',
      group: [],
      order: [],
    },
    output: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['y', 'decimal(38,2)'],
      ],
      rows: [
        ['999999999999999999.99', null],
        ['999999999999999999.99', '1999999999999999999.98'],
        [null, '1999999999999999999.98'],
        ['-0.50', '999999999999999999.49'],
        ['0.25', '-0.25'],
      ],
    },
  },
  {
    name: 'decimals: the smallest around each',
    input: {
      columns: [['p', 'decimal(20,2)']],
      rows: [['10.00'], ['9.00'], [null], ['-0.50'], ['0.25']],
    },
    params: {
      column: 'p',
      statistic: 'min',
      rows: 3,
      window: 'centred',
      least: 1,
      as: 'y',
      group: [],
      order: [],
    },
    output: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['y', 'decimal(20,2)'],
      ],
      rows: [
        ['10.00', '9.00'],
        ['9.00', '9.00'],
        [null, '-0.50'],
        ['-0.50', '-0.50'],
        ['0.25', '-0.50'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { ...days, rows: [] },
    params: { column: 'n', statistic: 'max', rows: 2, window: 'preceding', least: 1, ...around },
    output: { columns: [...days.columns, ['y', 'int64']], rows: [] },
  },
  {
    name: 'a large number that slides out of the window takes nothing with it',
    input: { columns: [['n', 'int64']], rows: [['9223372036854775807'], [3], [null]] },
    params: {
      column: 'n',
      statistic: 'mean',
      rows: 2,
      window: 'preceding',
      least: 1,
      as: 'y',
      group: [],
      order: [],
    },
    output: {
      columns: [
        ['n', 'int64'],
        ['y', 'float64'],
      ],
      rows: [
        ['9223372036854775807', 9223372036854775807],
        [3, 4611686018427387905],
        [null, 3],
      ],
    },
  },
  {
    name: 'the median of infinities',
    input: { columns: [['x', 'float64']], rows: [['inf'], ['inf'], ['-inf'], [0]] },
    params: {
      column: 'x',
      statistic: 'median',
      rows: 2,
      window: 'preceding',
      least: 1,
      as: 'y',
      group: [],
      order: [],
    },
    output: {
      columns: [
        ['x', 'float64'],
        ['y', 'float64'],
      ],
      rows: [
        ['inf', 'inf'],
        ['inf', 'inf'],
        ['-inf', 'nan'],
        [0, '-inf'],
      ],
    },
  },
  ...rollingExtremes,
];
