import type { Example, ExampleTable } from '../define.ts';
import type { RoundParams } from '../rounding.ts';

interface Params extends RoundParams {
  readonly columns: string[];
  readonly suffix?: string | undefined;
}

const price: ExampleTable['columns'] = [
  ['id', 'int64'],
  ['price', 'float64'],
];
const exact: ExampleTable['columns'] = [
  ['i', 'int64'],
  ['d', 'decimal(5,2)'],
];
const exactRows: ExampleTable['rows'] = [
  [15, '1.25'],
  [25, '-1.25'],
  [-15, '1.35'],
  [-25, '0.04'],
  [14, '-0.05'],
  [-16, '999.99'],
  [null, null],
];

/** Worked examples of round-numbers. */
export const roundNumbersExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'two digits after the point, halves away from zero',
    input: {
      columns: price,
      rows: [
        [1, 2.344],
        [2, -0.125],
        [3, 0.125],
        [4, 'nan'],
        [5, '-inf'],
        [6, null],
        [7, 1e300],
        [8, -0.001],
      ],
    },
    params: { columns: ['price'], method: 'half-away', digits: 2 },
    output: {
      columns: price,
      rows: [
        [1, 2.34],
        [2, -0.13],
        [3, 0.13],
        [4, 'nan'],
        [5, '-inf'],
        [6, null],
        [7, 1e300],
        [8, 0],
      ],
    },
  },
  {
    name: 'new columns, halves to even, and small types',
    input: {
      columns: [
        ['f', 'float64'],
        ['s', 'float32'],
        ['n', 'int8'],
      ],
      rows: [
        [0.5, 1.5, 5],
        [1.5, 2.5, 127],
        [-2.5, -0.5, -128],
        ['inf', 'nan', null],
      ],
    },
    params: { columns: ['f', 's', 'n'], method: 'half-even', digits: 0, suffix: '_rounded' },
    output: {
      columns: [
        ['f', 'float64'],
        ['s', 'float32'],
        ['n', 'int8'],
        ['f_rounded', 'float64'],
        ['s_rounded', 'float32'],
        ['n_rounded', 'int8'],
      ],
      rows: [
        [0.5, 1.5, 5, 0, 2, 5],
        [1.5, 2.5, 127, 2, 2, 127],
        [-2.5, -0.5, -128, -2, 0, -128],
        ['inf', 'nan', null, 'inf', 'nan', null],
      ],
    },
  },
  {
    name: 'tens of whole numbers; what no longer fits the type is null',
    input: {
      columns: [
        ['n', 'int8'],
        ['big', 'int64'],
      ],
      rows: [
        [5, '9223372036854775807'],
        [-5, '-9223372036854775808'],
        [4, '9223372036854775804'],
        [125, 15],
        [null, null],
      ],
    },
    params: { columns: ['n', 'big'], method: 'half-away', digits: -1 },
    output: {
      columns: [
        ['n', 'int8'],
        ['big', 'int64'],
      ],
      rows: [
        [10, null],
        [-10, null],
        [0, '9223372036854775800'],
        [null, 20],
        [null, null],
      ],
    },
  },
  {
    name: 'half even on whole numbers, to a multiple',
    input: { columns: exact.slice(0, 1), rows: exactRows.map((row) => row.slice(0, 1)) },
    params: { columns: ['i'], method: 'half-even', digits: 0, multiple: 10 },
    output: {
      columns: exact.slice(0, 1),
      rows: [[20], [20], [-20], [-20], [10], [-20], [null]],
    },
  },
  {
    name: 'down on whole numbers and decimals',
    input: { columns: exact.slice(1), rows: exactRows.map((row) => row.slice(1)) },
    params: { columns: ['d'], method: 'down', digits: 1 },
    output: {
      columns: exact.slice(1),
      rows: [['1.20'], ['-1.30'], ['1.30'], ['0.00'], ['-0.10'], ['999.90'], [null]],
    },
  },
  {
    name: 'decimals to the nearest tenth; 1000.00 has too many digits',
    input: { columns: exact.slice(1), rows: exactRows.map((row) => row.slice(1)) },
    params: { columns: ['d'], method: 'half-away', digits: 1 },
    output: {
      columns: exact.slice(1),
      rows: [['1.30'], ['-1.30'], ['1.40'], ['0.00'], ['-0.10'], [null], [null]],
    },
  },
  {
    name: 'decimals half to even',
    input: { columns: exact.slice(1), rows: exactRows.map((row) => row.slice(1)) },
    params: { columns: ['d'], method: 'half-even', digits: 1 },
    output: {
      columns: exact.slice(1),
      rows: [['1.20'], ['-1.20'], ['1.40'], ['0.00'], ['0.00'], [null], [null]],
    },
  },
  {
    name: 'up to a multiple of 0.05',
    input: {
      columns: [
        ['d', 'decimal(5,2)'],
        ['f', 'float64'],
      ],
      rows: [
        ['1.21', 1.21],
        ['-1.21', -1.21],
        ['1.25', 0],
        ['0.00', 'nan'],
        [null, null],
        ['0.01', 1e300],
      ],
    },
    params: { columns: ['d', 'f'], method: 'up', digits: 0, multiple: 0.05 },
    output: {
      columns: [
        ['d', 'decimal(5,2)'],
        ['f', 'float64'],
      ],
      rows: [
        ['1.25', 1.25],
        ['-1.20', -1.2],
        ['1.25', 0],
        ['0.00', 'nan'],
        [null, null],
        ['0.05', 1e300],
      ],
    },
  },
  {
    name: 'towards zero, by a multiple that is no power of ten',
    input: {
      columns: [
        ['f', 'float64'],
        ['i', 'int32'],
      ],
      rows: [
        [29.9, 29],
        [-29.9, -29],
        ['-inf', 15],
        [null, null],
      ],
    },
    params: { columns: ['f', 'i'], method: 'towards-zero', digits: 0, multiple: 15 },
    output: {
      columns: [
        ['f', 'float64'],
        ['i', 'int32'],
      ],
      rows: [
        [15, 15],
        [-15, -15],
        ['-inf', 15],
        [null, null],
      ],
    },
  },
  {
    name: 'up and down before and after the point, of no rows',
    input: { columns: [['f', 'float64']], rows: [] },
    params: { columns: ['f'], method: 'up', digits: -2 },
    output: { columns: [['f', 'float64']], rows: [] },
  },
  {
    name: 'floats down to tenths',
    input: { columns: [['f', 'float64']], rows: [[0.19], [-0.11], [250], [null], ['inf']] },
    params: { columns: ['f'], method: 'down', digits: 1 },
    output: { columns: [['f', 'float64']], rows: [[0.1], [-0.2], [250], [null], ['inf']] },
  },
  {
    name: 'floats up to hundreds',
    input: { columns: [['f', 'float64']], rows: [[101], [-101], [0.001]] },
    params: { columns: ['f'], method: 'up', digits: -2 },
    output: { columns: [['f', 'float64']], rows: [[200], [-100], [100]] },
  },
];
