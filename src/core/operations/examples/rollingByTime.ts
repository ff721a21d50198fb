import type { Example, ExampleTable } from '../define.ts';
import type { WindowStatistic } from '../windowGroup.ts';

interface Params {
  readonly time: string;
  readonly column: string;
  readonly statistic: WindowStatistic;
  readonly last: number;
  readonly unit: 'second' | 'minute' | 'hour' | 'day' | 'week';
  readonly ends: 'later' | 'both' | 'earlier' | 'none';
  readonly least: number;
  readonly as: string;
  readonly group: string[];
}

const visits: ExampleTable = {
  columns: [
    ['shop', 'text'],
    ['at', 'timestamp'],
    ['n', 'int64'],
    ['x', 'float64'],
  ],
  rows: [
    ['a', '2026-01-01 12:00:00', 3, 1],
    ['a', '2026-01-01 10:00:00', '9223372036854775807', 'nan'],
    ['', '2026-01-01 10:30:00', 1, 'inf'],
    ['a', '2026-01-01 11:00:00', '9223372036854775807', 1e20],
    [null, '2026-01-01 10:00:00', null, 0.5],
    ['a', '2026-01-01 12:00:00', null, 3],
    ['a', null, 5, 7],
    [null, '2026-01-01 10:59:59.999999', -1, '-0.0'],
    ['a', '2026-01-01 13:00:00', -1, 2],
    ['', '1969-12-31 23:59:59.999999', 9, 4],
  ],
};
const plain: Params = {
  time: 'at',
  column: 'x',
  statistic: 'mean',
  last: 1,
  unit: 'hour',
  ends: 'later',
  least: 1,
  as: 'y',
  group: ['shop'],
};

/** The visits with one more column. */
function beside(type: string, values: readonly (string | number | null)[]): ExampleTable {
  return {
    columns: [...visits.columns, ['y', type]],
    rows: visits.rows.map((row, index) => [...row, values[index] ?? null]),
  };
}

/** A figure of two days up to each, beside values of a type. */
function onX(
  statistic: WindowStatistic,
  type: string,
  values: readonly (readonly [string | number | null, string | number | null])[],
): Example<Params> {
  const rows = values.map(([x], at) => [`2026-03-${String(at + 1).padStart(2, '0')}`, x]);
  return {
    name: `${type}: ${statistic} beside the largest values, and after them`,
    input: {
      columns: [
        ['day', 'date'],
        ['x', type],
      ],
      rows,
    },
    params: { ...plain, time: 'day', statistic, unit: 'day', ends: 'both', group: [] },
    output: {
      columns: [
        ['day', 'date'],
        ['x', type],
        ['y', 'float64'],
      ],
      rows: rows.map((row, at) => [...row, values[at]?.[1] ?? null]),
    },
  };
}

/** Worked examples of rolling-by-time. */
export const rollingByTimeExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'means of the last hour; what has left the window leaves nothing behind',
    input: visits,
    params: plain,
    output: beside('float64', [2, 'nan', 'inf', 1e20, 0.5, 2, null, 0.25, 2, 4]),
  },
  {
    name: 'both ends, exact sums beyond 64 bits; of no values null',
    input: visits,
    params: { ...plain, column: 'n', statistic: 'sum', ends: 'both' },
    output: beside('decimal(38,0)', [
      '9223372036854775810',
      '9223372036854775807',
      '1',
      '18446744073709551614',
      null,
      '9223372036854775810',
      null,
      '-1',
      '2',
      '9',
    ]),
  },
  {
    name: 'how many values stood before the row’s own time',
    input: visits,
    params: { ...plain, statistic: 'count', ends: 'earlier', last: 2 },
    output: beside('int64', [2, 0, 0, 1, 0, 2, null, 1, 3, 0]),
  },
  {
    name: 'neither end, over all shops; the smallest',
    input: visits,
    params: { ...plain, statistic: 'min', ends: 'none', group: [], last: 1.5 },
    output: beside('float64', ['-0.0', null, 0.5, '-0.0', null, '-0.0', null, 0.5, 1, null]),
  },
  {
    name: 'the greatest; NaN is greater than every number',
    input: visits,
    params: { ...plain, statistic: 'max', last: 3, ends: 'both' },
    output: beside('float64', ['nan', 'nan', 'inf', 'nan', 0.5, 'nan', null, 0.5, 'nan', 4]),
  },
  {
    name: 'medians of at least two values',
    input: visits,
    params: { ...plain, statistic: 'median', last: 2, least: 2 },
    output: beside('float64', [3, null, null, 'nan', null, 3, null, 0.25, 2, null]),
  },
  {
    name: 'deviations of the last seven days, on large values, days as midnights',
    input: {
      columns: [
        ['day', 'date'],
        ['v', 'decimal(12,1)'],
      ],
      rows: [
        ['2026-03-01', '1000000001.0'],
        ['2026-03-07', '999999999.0'],
        ['2026-03-08', '1000000000.0'],
        [null, '1.0'],
        ['2026-03-20', '5.0'],
      ],
    },
    params: {
      ...plain,
      time: 'day',
      column: 'v',
      statistic: 'std',
      last: 1,
      unit: 'week',
      group: [],
    },
    output: {
      columns: [
        ['day', 'date'],
        ['v', 'decimal(12,1)'],
        ['y', 'float64'],
      ],
      rows: [
        ['2026-03-01', '1000000001.0', null],
        ['2026-03-07', '999999999.0', 1.4142135623730951],
        ['2026-03-08', '1000000000.0', 0.7071067811865476],
        [null, '1.0', null],
        ['2026-03-20', '5.0', null],
      ],
    },
  },
  {
    name: 'the smallest decimal, and instants',
    input: {
      columns: [
        ['at', 'timestamptz'],
        ['v', 'decimal(12,1)'],
      ],
      rows: [
        ['2026-03-01 00:00:00+00', '-1.5'],
        ['2026-03-01 00:00:01+00', '2.0'],
        ['2026-03-01 00:00:02+00', null],
      ],
    },
    params: { ...plain, column: 'v', statistic: 'min', last: 2, unit: 'second', group: [] },
    output: {
      columns: [
        ['at', 'timestamptz'],
        ['v', 'decimal(12,1)'],
        ['y', 'decimal(12,1)'],
      ],
      rows: [
        ['2026-03-01 00:00:00+00', '-1.5', '-1.5'],
        ['2026-03-01 00:00:01+00', '2.0', '-1.5'],
        ['2026-03-01 00:00:02+00', null, '2.0'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { ...visits, rows: [] },
    params: { ...plain, statistic: 'std' },
    output: { columns: [...visits.columns, ['y', 'float64']], rows: [] },
  },
  onX('mean', 'float64', [
    [1e20, 1e20],
    [7, 5e19],
    [null, 7],
    ['1.7976931348623157e308', 1.7976931348623157e308],
    ['1.7976931348623157e308', 'inf'],
    [3, 8.988465674311579e307],
    [0.5, 1.75],
    ['nan', 'nan'],
    ['-inf', 'nan'],
    [2, '-inf'],
    [3, 2.5],
  ]),
  onX('std', 'float64', [
    [-1.7976931348623157e308, null],
    [1.7976931348623157e308, 'inf'],
    [1, 'inf'],
    [3, 1.4142135623730951],
  ]),
  onX('sum', 'float32', [
    [1.0000000200408773e20, 1.0000000200408773e20],
    [7, 1.0000000200408773e20],
    [0.5, 7.5],
  ]),
  onX('mean', 'int64', [
    ['9223372036854775807', 9223372036854775807],
    ['-9223372036854775807', 0],
    [3, -4611686018427387902],
    [null, 3],
    [null, null],
  ]),
  onX('mean', 'decimal(20,2)', [
    ['999999999999999999.99', 1e18],
    [null, 1e18],
    ['-0.50', -0.5],
    ['1.00', 0.25],
  ]),
];
