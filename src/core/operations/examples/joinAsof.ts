import type { AsofParams } from '../asofPlan.ts';
import type { Example, ExampleTable } from '../define.ts';

const trades: ExampleTable = {
  columns: [
    ['at', 'timestamp'],
    ['share', 'text'],
    ['n', 'int32'],
  ],
  rows: [
    ['2026-01-02 10:00:05', 'a', 1],
    ['2026-01-02 09:59:59.999999', 'a', 2],
    [null, 'a', 3],
    ['2026-01-02 10:00:00', 'é🚀', 4],
    ['2026-01-02 10:00:00', null, 5],
    ['2026-01-02 10:00:00', 'a', 6],
    ['2026-01-02 12:00:00', '', 7],
  ],
};
const quotes: ExampleTable = {
  columns: [
    ['time', 'timestamp'],
    ['symbol', 'text'],
    ['n', 'float64'],
  ],
  rows: [
    ['2026-01-02 10:00:04', 'a', 'nan'],
    ['2026-01-02 10:00:00', 'a', 2],
    ['2026-01-02 10:00:00', 'a', '-0.0'],
    ['2026-01-02 10:00:00', null, 9],
    [null, 'a', 8],
    ['2026-01-02 10:00:07', 'a', null],
    ['2026-01-02 11:59:59', '', 'inf'],
    ['2026-01-02 10:00:01', 'é🚀', 5],
  ],
};
const plain: AsofParams = {
  with: { source: 'quotes' },
  key: ['at', 'time'],
  by: [['share', 'symbol']],
  direction: 'backward',
  suffix: '_right',
};
const both: ExampleTable['columns'] = [
  ...trades.columns,
  ['time', 'timestamp'],
  ['n_right', 'float64'],
];

/** The trades with what was found beside each. */
function found(
  beside: readonly (readonly [string | null, string | number | null])[],
): ExampleTable {
  return {
    columns: both,
    rows: trades.rows.map((row, index) => [...row, ...(beside[index] ?? [null, null])]),
  };
}

const numbers: ExampleTable = {
  columns: [['x', 'float64']],
  rows: [['nan'], [1], ['-0.0'], ['inf'], [null], [2.5], ['-inf'], [-3]],
};
const points: ExampleTable = {
  columns: [
    ['p', 'float64'],
    ['what', 'text'],
  ],
  rows: [
    [0, 'zero'],
    [2, 'two'],
    ['nan', 'no number'],
    ['inf', 'no end'],
    [3, 'three'],
    [null, 'nothing'],
  ],
};
const onPoints = {
  ...plain,
  with: { source: 'points' },
  key: ['x', 'p'],
  by: [],
} satisfies AsofParams;

function onNumbers(
  beside: readonly (readonly [string | number | null, string | null])[],
): ExampleTable {
  return {
    columns: [...numbers.columns, ...points.columns],
    rows: numbers.rows.map((row, index) => [...row, ...(beside[index] ?? [null, null])]),
  };
}

const none = [null, null] as const;

/** Worked examples of join-asof. */
export const joinAsofExamples: readonly [Example<AsofParams>, ...Example<AsofParams>[]] = [
  {
    name: 'the last quote at or before each trade; of two at once the smaller',
    input: trades,
    sources: { quotes },
    params: plain,
    output: found([
      ['2026-01-02 10:00:04', 'nan'],
      none,
      none,
      none,
      none,
      ['2026-01-02 10:00:00', '-0.0'],
      ['2026-01-02 11:59:59', 'inf'],
    ]),
  },
  {
    name: 'the first at or after it',
    input: trades,
    sources: { quotes },
    params: { ...plain, direction: 'forward' },
    output: found([
      ['2026-01-02 10:00:07', null],
      ['2026-01-02 10:00:00', '-0.0'],
      none,
      ['2026-01-02 10:00:01', 5],
      none,
      ['2026-01-02 10:00:00', '-0.0'],
      none,
    ]),
  },
  {
    name: 'the nearest, at most two seconds away',
    input: trades,
    sources: { quotes },
    params: { ...plain, direction: 'nearest', tolerance: 2, unit: 'second' },
    output: found([
      ['2026-01-02 10:00:04', 'nan'],
      ['2026-01-02 10:00:00', '-0.0'],
      none,
      ['2026-01-02 10:00:01', 5],
      none,
      ['2026-01-02 10:00:00', '-0.0'],
      ['2026-01-02 11:59:59', 'inf'],
    ]),
  },
  {
    name: 'numbers: infinities are keys, NaN and null are none; of two as near the earlier',
    input: numbers,
    sources: { points },
    params: { ...onPoints, direction: 'nearest' },
    output: onNumbers([
      none,
      [0, 'zero'],
      [0, 'zero'],
      ['inf', 'no end'],
      none,
      [2, 'two'],
      [0, 'zero'],
      [0, 'zero'],
    ]),
  },
  {
    name: 'a tolerance between numbers',
    input: numbers,
    sources: { points },
    params: { ...onPoints, tolerance: 0.5 },
    output: onNumbers([none, none, [0, 'zero'], ['inf', 'no end'], none, [2, 'two'], none, none]),
  },
  {
    name: 'whole numbers of two widths, without loss; keys of two columns',
    input: {
      columns: [
        ['k', 'int8'],
        ['g', 'int64'],
        ['b', 'boolean'],
      ],
      rows: [
        [1, 7, true],
        [127, 7, true],
        [-128, 7, false],
      ],
    },
    sources: {
      quotes: {
        columns: [
          ['K', 'int64'],
          ['h', 'int16'],
          ['c', 'boolean'],
        ],
        rows: [
          ['9223372036854775807', 7, true],
          ['-9223372036854775808', 7, true],
          ['9223372036854775807', 7, false],
        ],
      },
    },
    params: {
      ...plain,
      key: ['k', 'K'],
      by: [
        ['g', 'h'],
        ['b', 'c'],
      ],
      direction: 'nearest',
    },
    output: {
      columns: [
        ['k', 'int8'],
        ['g', 'int64'],
        ['b', 'boolean'],
        ['K_right', 'int64'],
      ],
      rows: [
        [1, 7, true, '9223372036854775807'],
        [127, 7, true, '9223372036854775807'],
        [-128, 7, false, '9223372036854775807'],
      ],
    },
  },
  {
    name: 'days within a week',
    input: { columns: [['day', 'date']], rows: [['2026-01-08'], ['2026-01-09'], ['1969-12-31']] },
    sources: {
      quotes: { columns: [['since', 'date']], rows: [['2026-01-01'], ['1969-12-31'], [null]] },
    },
    params: { ...plain, key: ['day', 'since'], by: [], tolerance: 1, unit: 'week' },
    output: {
      columns: [
        ['day', 'date'],
        ['since', 'date'],
      ],
      rows: [
        ['2026-01-08', '2026-01-01'],
        ['2026-01-09', null],
        ['1969-12-31', '1969-12-31'],
      ],
    },
  },
  {
    name: 'an empty table there',
    input: { ...trades, rows: trades.rows.slice(0, 1) },
    sources: { quotes: { ...quotes, rows: [] } },
    params: { ...plain, direction: 'nearest' },
    output: { columns: both, rows: [['2026-01-02 10:00:05', 'a', 1, null, null]] },
  },
  {
    name: 'an empty table',
    input: { ...trades, rows: [] },
    sources: { quotes },
    params: { ...plain, direction: 'nearest', tolerance: 1, unit: 'day' },
    output: { columns: both, rows: [] },
  },
];
