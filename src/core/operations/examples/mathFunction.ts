import type { Example } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly function:
    | 'ln'
    | 'log10'
    | 'log2'
    | 'log1p'
    | 'exp'
    | 'expm1'
    | 'sqrt'
    | 'cbrt'
    | 'square'
    | 'power'
    | 'reciprocal'
    | 'negate'
    | 'sign';
  readonly exponent?: number | undefined;
  readonly suffix?: string | undefined;
}

/** Worked examples of math-function. */
export const mathFunctionExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'logarithm to base 10, null outside of where it is defined',
    input: {
      columns: [
        ['f', 'float64'],
        ['n', 'int8'],
        ['d', 'decimal(5,2)'],
      ],
      rows: [
        [1, 1, '1.00'],
        [0, 10, '0.10'],
        [-1, 100, '0.00'],
        ['inf', 0, '-1.00'],
        ['nan', -1, '100.00'],
        [null, null, null],
        [-0.0, 127, '0.01'],
        ['-inf', -128, '10.00'],
      ],
    },
    params: { columns: ['f', 'n', 'd'], function: 'log10' },
    output: {
      columns: [
        ['f', 'float64'],
        ['n', 'float64'],
        ['d', 'float64'],
      ],
      rows: [
        [0, 0, 0],
        [null, 1, -1],
        [null, 2, null],
        ['inf', null, null],
        ['nan', null, 2],
        [null, null, null],
        [null, 2.103803720955957, -2],
        [null, null, 1],
      ],
    },
  },
  {
    name: 'ln(1 + x) in a new column',
    input: {
      columns: [['x', 'float64']],
      rows: [[0], [1.718281828459045], [-1], ['inf'], ['nan'], [null]],
    },
    params: { columns: ['x'], function: 'log1p', suffix: '_log' },
    output: {
      columns: [
        ['x', 'float64'],
        ['x_log', 'float64'],
      ],
      rows: [
        [0, 0],
        [1.718281828459045, 1],
        [-1, null],
        ['inf', 'inf'],
        ['nan', 'nan'],
        [null, null],
      ],
    },
  },
  {
    name: 'reciprocal: 1/0 is null',
    input: {
      columns: [
        ['f', 'float64'],
        ['n', 'int8'],
        ['d', 'decimal(5,2)'],
      ],
      rows: [
        [1, 1, '1.00'],
        [0, 10, '0.10'],
        [-1, 100, '0.00'],
        ['inf', 0, '-1.00'],
        ['nan', -1, '100.00'],
        [null, null, null],
        [-0.0, 127, '0.01'],
        ['-inf', -128, '10.00'],
      ],
    },
    params: { columns: ['f', 'n', 'd'], function: 'reciprocal' },
    output: {
      columns: [
        ['f', 'float64'],
        ['n', 'float64'],
        ['d', 'float64'],
      ],
      rows: [
        [1, 1, 1],
        [null, 0.1, 10],
        [-1, 0.01, null],
        [0, null, -1],
        ['nan', -1, 0.01],
        [null, null, null],
        [null, 0.007874015748031496, 100],
        [0, -0.0078125, 0.1],
      ],
    },
  },
  {
    name: 'the third power',
    input: {
      columns: [
        ['f', 'float64'],
        ['n', 'int8'],
        ['d', 'decimal(5,2)'],
      ],
      rows: [
        [1, 1, '1.00'],
        [0, 10, '0.10'],
        [-1, 100, '0.00'],
        ['inf', 0, '-1.00'],
        ['nan', -1, '100.00'],
        [null, null, null],
        [-0.0, 127, '0.01'],
        ['-inf', -128, '10.00'],
      ],
    },
    params: { columns: ['f', 'n', 'd'], function: 'power', exponent: 3 },
    output: {
      columns: [
        ['f', 'float64'],
        ['n', 'float64'],
        ['d', 'float64'],
      ],
      rows: [
        [1, 1, 1],
        [0, 1000, 0.001],
        [-1, 1000000, 0],
        ['inf', 0, -1],
        ['nan', -1, 1000000],
        [null, null, null],
        [0, 2048383, 1e-6],
        ['-inf', -2097152, 1000],
      ],
    },
  },
  {
    name: 'square root',
    input: {
      columns: [
        ['f', 'float64'],
        ['n', 'int8'],
        ['d', 'decimal(5,2)'],
      ],
      rows: [
        [1, 1, '1.00'],
        [0, 10, '0.10'],
        [-1, 100, '0.00'],
        ['inf', 0, '-1.00'],
        ['nan', -1, '100.00'],
        [null, null, null],
        [-0.0, 127, '0.01'],
        ['-inf', -128, '10.00'],
      ],
    },
    params: { columns: ['f', 'n', 'd'], function: 'sqrt' },
    output: {
      columns: [
        ['f', 'float64'],
        ['n', 'float64'],
        ['d', 'float64'],
      ],
      rows: [
        [1, 1, 1],
        [0, 3.1622776601683795, 0.31622776601683794],
        [null, 10, 0],
        ['inf', 0, null],
        ['nan', null, 10],
        [null, null, null],
        [0, 11.269427669584644, 0.1],
        [null, null, 3.1622776601683795],
      ],
    },
  },
  {
    name: 'square',
    input: {
      columns: [
        ['f', 'float64'],
        ['n', 'int8'],
        ['d', 'decimal(5,2)'],
      ],
      rows: [
        [1, 1, '1.00'],
        [0, 10, '0.10'],
        [-1, 100, '0.00'],
        ['inf', 0, '-1.00'],
        ['nan', -1, '100.00'],
        [null, null, null],
        [-0.0, 127, '0.01'],
        ['-inf', -128, '10.00'],
      ],
    },
    params: { columns: ['f', 'n', 'd'], function: 'square' },
    output: {
      columns: [
        ['f', 'float64'],
        ['n', 'float64'],
        ['d', 'float64'],
      ],
      rows: [
        [1, 1, 1],
        [0, 100, 0.01],
        [1, 10000, 0],
        ['inf', 0, 1],
        ['nan', 1, 10000],
        [null, null, null],
        [0, 16129, 0.0001],
        ['inf', 16384, 100],
      ],
    },
  },
  {
    name: 'negative, in the same type',
    input: {
      columns: [
        ['f', 'float64'],
        ['n', 'int8'],
        ['d', 'decimal(5,2)'],
      ],
      rows: [
        [1, 1, '1.00'],
        [0, 10, '0.10'],
        [-1, 100, '0.00'],
        ['inf', 0, '-1.00'],
        ['nan', -1, '100.00'],
        [null, null, null],
        [-0.0, 127, '0.01'],
        ['-inf', -128, '10.00'],
      ],
    },
    params: { columns: ['f', 'n', 'd'], function: 'negate' },
    output: {
      columns: [
        ['f', 'float64'],
        ['n', 'int8'],
        ['d', 'decimal(5,2)'],
      ],
      rows: [
        [-1, -1, '-1.00'],
        [0, -10, '-0.10'],
        [1, -100, '0.00'],
        ['-inf', 0, '1.00'],
        ['nan', 1, '-100.00'],
        [null, null, null],
        [0, -127, '-0.01'],
        ['inf', null, '-10.00'],
      ],
    },
  },
  {
    name: 'sign',
    input: {
      columns: [
        ['f', 'float64'],
        ['n', 'int8'],
        ['d', 'decimal(5,2)'],
      ],
      rows: [
        [1, 1, '1.00'],
        [0, 10, '0.10'],
        [-1, 100, '0.00'],
        ['inf', 0, '-1.00'],
        ['nan', -1, '100.00'],
        [null, null, null],
        [-0.0, 127, '0.01'],
        ['-inf', -128, '10.00'],
      ],
    },
    params: { columns: ['f', 'n', 'd'], function: 'sign' },
    output: {
      columns: [
        ['f', 'int8'],
        ['n', 'int8'],
        ['d', 'int8'],
      ],
      rows: [
        [1, 1, 1],
        [0, 1, 1],
        [-1, 1, 0],
        [1, 0, -1],
        [1, -1, 1],
        [null, null, null],
        [0, 1, 1],
        [-1, -1, 1],
      ],
    },
  },
  {
    name: 'e to the power of x',
    input: {
      columns: [['x', 'float64']],
      rows: [[0], [1], [-1000], [1000], ['-inf'], [null], ['nan']],
    },
    params: { columns: ['x'], function: 'exp' },
    output: {
      columns: [['x', 'float64']],
      rows: [[1], [2.718281828459045], [0], ['inf'], [0], [null], ['nan']],
    },
  },
  {
    name: 'e to the power of x, less 1',
    input: { columns: [['x', 'float64']], rows: [[0], [1], ['-inf'], [null], ['nan']] },
    params: { columns: ['x'], function: 'expm1' },
    output: {
      columns: [['x', 'float64']],
      rows: [[0], [1.718281828459045], [-1], [null], ['nan']],
    },
  },
  {
    name: 'cube root',
    input: { columns: [['x', 'float64']], rows: [[27], [-8], [0], ['-inf'], ['nan'], [null]] },
    params: { columns: ['x'], function: 'cbrt' },
    output: { columns: [['x', 'float64']], rows: [[3], [-2], [0], ['-inf'], ['nan'], [null]] },
  },
  {
    name: 'logarithm to base 2',
    input: { columns: [['x', 'float64']], rows: [[8], [0.25], [0], [-1], ['nan'], [null]] },
    params: { columns: ['x'], function: 'log2' },
    output: { columns: [['x', 'float64']], rows: [[3], [-2], [null], [null], ['nan'], [null]] },
  },
  {
    name: 'natural logarithm of no rows',
    input: { columns: [['x', 'int64']], rows: [] },
    params: { columns: ['x'], function: 'ln' },
    output: { columns: [['x', 'float64']], rows: [] },
  },
];
