import type { Example, ExampleTable } from '../define.ts';
import type { WindowStatistic } from '../windowGroup.ts';

interface Params {
  readonly column?: string | undefined;
  readonly statistic: WindowStatistic;
  readonly as: string;
  readonly group: string[];
}

const towns: ExampleTable = {
  columns: [
    ['town', 'text'],
    ['n', 'int64'],
  ],
  rows: [
    ['b', 1],
    ['a', '9223372036854775807'],
    [null, 3],
    ['a', '9223372036854775807'],
    ['', null],
    [null, null],
    ['a', null],
    [null, 7],
  ],
};
const floats: ExampleTable = {
  columns: [
    ['k', 'float64'],
    ['x', 'float64'],
  ],
  rows: [
    ['-0.0', 1],
    ['nan', 'nan'],
    ['0.0', 'nan'],
    [1, 1000000001],
    ['nan', 'nan'],
    ['0.0', 2],
    [1, 999999999],
    [null, 'inf'],
    [1, 1000000000],
    [null, null],
    [2, null],
    [null, 'inf'],
    [null, 4],
  ],
};

/** The table with one more column. */
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
): Example<Params> {
  return {
    name: `floats: ${statistic}`,
    input: floats,
    params: { column: 'x', statistic, as: 'y', group: ['k'] },
    output: beside(floats, 'y', 'float64', values),
  };
}

/** Worked examples of group-statistic. */
export const groupStatisticExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'the sum of each town, exact; null is a group',
    input: towns,
    params: { column: 'n', statistic: 'sum', as: 'total', group: ['town'] },
    output: beside(towns, 'total', 'decimal(38,0)', [
      '1',
      '18446744073709551614',
      '10',
      '18446744073709551614',
      null,
      '10',
      '18446744073709551614',
      '10',
    ]),
  },
  {
    name: 'how many rows each town has',
    input: towns,
    params: { statistic: 'count', as: 'rows', group: ['town'] },
    output: beside(towns, 'rows', 'int64', [1, 3, 3, 3, 1, 3, 3, 3]),
  },
  {
    name: 'how many values, over the whole table',
    input: towns,
    params: { column: 'n', statistic: 'count', as: 'known', group: [] },
    output: beside(towns, 'known', 'int64', [5, 5, 5, 5, 5, 5, 5, 5]),
  },
  {
    name: 'the greatest of the table',
    input: towns,
    params: { column: 'town', statistic: 'max', as: 'last', group: [] },
    output: beside(towns, 'last', 'text', ['b', 'b', 'b', 'b', 'b', 'b', 'b', 'b']),
  },
  onFloats('sum', [
    'nan',
    'nan',
    'nan',
    3e9,
    'nan',
    'nan',
    3e9,
    'inf',
    3e9,
    'inf',
    null,
    'inf',
    'inf',
  ]),
  onFloats('mean', [
    'nan',
    'nan',
    'nan',
    1e9,
    'nan',
    'nan',
    1e9,
    'inf',
    1e9,
    'inf',
    null,
    'inf',
    'inf',
  ]),
  onFloats('median', [2, 'nan', 2, 1e9, 'nan', 2, 1e9, 'inf', 1e9, 'inf', null, 'inf', 'inf']),
  onFloats('min', [1, 'nan', 1, 999999999, 'nan', 1, 999999999, 4, 999999999, 4, null, 4, 4]),
  onFloats('max', [
    'nan',
    'nan',
    'nan',
    1000000001,
    'nan',
    'nan',
    1000000001,
    'inf',
    1000000001,
    'inf',
    null,
    'inf',
    'inf',
  ]),
  onFloats('std', ['nan', 'nan', 'nan', 1, 'nan', 'nan', 1, 'nan', 1, 'nan', null, 'nan', 'nan']),
  {
    name: 'std of one value is null; float32 is widened',
    input: {
      columns: [
        ['g', 'boolean'],
        ['x', 'float32'],
      ],
      rows: [
        [true, 0.5],
        [false, 1],
        [true, null],
        [false, 3],
        [null, 2],
      ],
    },
    params: { column: 'x', statistic: 'std', as: 'spread', group: ['g'] },
    output: {
      columns: [
        ['g', 'boolean'],
        ['x', 'float32'],
        ['spread', 'float64'],
      ],
      rows: [
        [true, 0.5, null],
        [false, 1, 1.4142135623730951],
        [true, null, null],
        [false, 3, 1.4142135623730951],
        [null, 2, null],
      ],
    },
  },
  {
    name: 'the earliest day by two columns; decimals group, too',
    input: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['i', 'int8'],
        ['day', 'date'],
      ],
      rows: [
        ['1.50', 1, '2026-01-02'],
        ['1.50', 1, '1969-12-31'],
        ['1.50', -128, null],
        [null, 1, '2026-01-01'],
      ],
    },
    params: { column: 'day', statistic: 'min', as: 'first', group: ['p', 'i'] },
    output: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['i', 'int8'],
        ['day', 'date'],
        ['first', 'date'],
      ],
      rows: [
        ['1.50', 1, '2026-01-02', '1969-12-31'],
        ['1.50', 1, '1969-12-31', '1969-12-31'],
        ['1.50', -128, null, null],
        [null, 1, '2026-01-01', '2026-01-01'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { ...towns, rows: [] },
    params: { column: 'n', statistic: 'median', as: 'y', group: ['town'] },
    output: { columns: [...towns.columns, ['y', 'float64']], rows: [] },
  },
];
