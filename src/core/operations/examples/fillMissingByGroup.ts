import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly statistic: 'mean' | 'median' | 'mode' | 'min' | 'max';
  readonly group: string[];
}

const guests: ExampleTable = {
  columns: [
    ['town', 'text'],
    ['n', 'int32'],
    ['x', 'float64'],
    ['food', 'text'],
  ],
  rows: [
    ['a', 1, 0.5, 'soup'],
    ['a', null, null, null],
    [null, null, 'inf', 'é🚀'],
    ['a', 2, 'nan', 'bread'],
    ['', -3, null, null],
    [null, 7, null, null],
    ['a', null, 1.5, 'soup'],
    ['', -4, '-0.0', null],
    ['', null, null, null],
    ['b', null, null, null],
    [null, null, 4, ''],
    [null, 7, 2, ''],
  ],
};

/** The guests with these columns in the place of theirs. */
function withColumns(
  n: readonly (number | null)[],
  x: readonly (number | string | null)[],
  food: readonly (string | null)[],
): ExampleTable {
  return {
    columns: guests.columns,
    rows: guests.rows.map((row, index) => [
      row[0] ?? null,
      n[index] ?? null,
      x[index] ?? null,
      food[index] ?? null,
    ]),
  };
}

const foods = ['soup', null, 'é🚀', 'bread', null, null, 'soup', null, null, null, '', ''];

/** Worked examples of fill-missing-by-group. */
export const fillMissingByGroupExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'means of each town; whole numbers are rounded half away from zero, NaN makes the mean NaN',
    input: guests,
    params: { columns: ['n', 'x'], statistic: 'mean', group: ['town'] },
    output: withColumns(
      [1, 2, 7, 2, -3, 7, 2, -4, -4, null, 7, 7],
      [0.5, 'nan', 'inf', 'nan', '-0.0', 'inf', 1.5, '-0.0', '-0.0', null, 4, 2],
      foods,
    ),
  },
  {
    name: 'the most frequent value, of a tie the smallest; null is a group',
    input: guests,
    params: { columns: ['food', 'n'], statistic: 'mode', group: ['town'] },
    output: withColumns(
      [1, 1, 7, 2, -3, 7, 1, -4, -4, null, 7, 7],
      [0.5, null, 'inf', 'nan', null, null, 1.5, '-0.0', null, null, 4, 2],
      ['soup', 'soup', 'é🚀', 'bread', null, '', 'soup', null, null, null, '', ''],
    ),
  },
  {
    name: 'medians; NaN is greater than every number',
    input: guests,
    params: { columns: ['x'], statistic: 'median', group: ['town'] },
    output: withColumns(
      [1, null, null, 2, -3, 7, null, -4, null, null, null, 7],
      [0.5, 1.5, 'inf', 'nan', '-0.0', 4, 1.5, '-0.0', '-0.0', null, 4, 2],
      foods,
    ),
  },
  {
    name: 'the greatest and exact types: decimals, dates and large whole numbers',
    input: {
      columns: [
        ['g', 'boolean'],
        ['p', 'decimal(20,2)'],
        ['day', 'date'],
        ['big', 'int64'],
      ],
      rows: [
        [true, '1.50', null, '9223372036854775807'],
        [true, null, '2026-02-28', null],
        [null, null, '1969-12-31', '-9223372036854775808'],
        [false, null, null, null],
        [true, '-2.00', '2024-02-29', 0],
        [null, '0.00', null, null],
      ],
    },
    params: { columns: ['p', 'day', 'big'], statistic: 'max', group: ['g'] },
    output: {
      columns: [
        ['g', 'boolean'],
        ['p', 'decimal(20,2)'],
        ['day', 'date'],
        ['big', 'int64'],
      ],
      rows: [
        [true, '1.50', '2026-02-28', '9223372036854775807'],
        [true, '1.50', '2026-02-28', '9223372036854775807'],
        [null, '0.00', '1969-12-31', '-9223372036854775808'],
        [false, null, null, null],
        [true, '-2.00', '2024-02-29', 0],
        [null, '0.00', '1969-12-31', '-9223372036854775808'],
      ],
    },
  },
  {
    name: 'groups of floats and of two columns: NaN is one group, zeros are one; modes with NaN',
    input: {
      columns: [
        ['k', 'float64'],
        ['s', 'text'],
        ['v', 'float32'],
        ['b', 'boolean'],
      ],
      rows: [
        ['-0.0', '', 'nan', true],
        [0, '', null, null],
        ['nan', 'x', 1.5, null],
        ['nan', 'x', null, false],
        [0, '', 'nan', false],
        [0, '', 'inf', null],
        ['nan', 'y', null, null],
      ],
    },
    params: { columns: ['v', 'b'], statistic: 'mode', group: ['k', 's'] },
    output: {
      columns: [
        ['k', 'float64'],
        ['s', 'text'],
        ['v', 'float32'],
        ['b', 'boolean'],
      ],
      rows: [
        ['-0.0', '', 'nan', true],
        [0, '', 'nan', false],
        ['nan', 'x', 1.5, false],
        ['nan', 'x', 1.5, false],
        [0, '', 'nan', false],
        [0, '', 'inf', false],
        ['nan', 'y', null, null],
      ],
    },
  },
  {
    name: 'the smallest, in one row',
    input: {
      columns: [
        ['g', 'int8'],
        ['v', 'text'],
      ],
      rows: [[null, null]],
    },
    params: { columns: ['v'], statistic: 'min', group: ['g'] },
    output: {
      columns: [
        ['g', 'int8'],
        ['v', 'text'],
      ],
      rows: [[null, null]],
    },
  },
  {
    name: 'an empty table',
    input: { ...guests, rows: [] },
    params: { columns: ['food', 'x'], statistic: 'mode', group: ['town', 'n'] },
    output: { ...guests, rows: [] },
  },
];
