import type { Example } from '../define.ts';
import type { OutlierParams } from '../learnedLimits.ts';

interface Params extends OutlierParams {
  readonly columns: string[];
  readonly suffix: string;
}

/** Worked examples of flag-outliers. */
export const flagOutliersExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'beyond the fences of quartiles; NaN and null are none, infinity is one',
    input: {
      columns: [
        ['id', 'int64'],
        ['n', 'int8'],
        ['f', 'float64'],
      ],
      rows: [
        [1, 1, 1],
        [2, 2, 2],
        [3, 3, 3],
        [4, 4, 4],
        [5, 5, 5],
        [6, 100, 'nan'],
        [7, null, 'inf'],
      ],
    },
    params: { method: 'iqr', sides: 'both', suffix: '_outlier', columns: ['n', 'f'] },
    fitted: { n: { lower: -1.5, upper: 8.5 }, f: { lower: -1, upper: 7 } },
    output: {
      columns: [
        ['id', 'int64'],
        ['n', 'int8'],
        ['f', 'float64'],
        ['n_outlier', 'boolean'],
        ['f_outlier', 'boolean'],
      ],
      rows: [
        [1, 1, 1, false, false],
        [2, 2, 2, false, false],
        [3, 3, 3, false, false],
        [4, 4, 4, false, false],
        [5, 5, 5, false, false],
        [6, 100, 'nan', true, false],
        [7, null, 'inf', null, true],
      ],
    },
  },
  {
    name: 'standard deviations from the mean',
    input: {
      columns: [
        ['x', 'decimal(4,1)'],
        ['n', 'float64'],
      ],
      rows: [
        ['2.0', null],
        ['4.0', null],
        ['6.0', null],
        [null, null],
      ],
    },
    params: {
      method: 'deviation',
      sides: 'both',
      suffix: '_far',
      columns: ['x', 'n'],
      threshold: 0.5,
    },
    fitted: { x: { lower: 3, upper: 5 }, n: null },
    output: {
      columns: [
        ['x', 'decimal(4,1)'],
        ['n', 'float64'],
        ['x_far', 'boolean'],
        ['n_far', 'boolean'],
      ],
      rows: [
        ['2.0', null, true, false],
        ['4.0', null, false, false],
        ['6.0', null, true, false],
        [null, null, null, false],
      ],
    },
  },
  {
    name: 'robust deviations, high ones only',
    input: { columns: [['x', 'float32']], rows: [[1], [2], [3], [4], [50], ['-inf']] },
    params: {
      method: 'robust',
      sides: 'high',
      suffix: '_outlier',
      columns: ['x'],
      threshold: 0.6745,
    },
    fitted: { x: { lower: null, upper: 4 } },
    output: {
      columns: [
        ['x', 'float32'],
        ['x_outlier', 'boolean'],
      ],
      rows: [
        [1, false],
        [2, false],
        [3, false],
        [4, false],
        [50, true],
        ['-inf', false],
      ],
    },
  },
  {
    name: 'where the median deviation is 0, the mean one counts',
    input: { columns: [['x', 'int64']], rows: [[5], [5], [5], [5], [9], [8]] },
    params: { method: 'robust', sides: 'both', suffix: '_outlier', columns: ['x'], threshold: 1 },
    fitted: { x: { lower: 3.537800333333333, upper: 6.462199666666667 } },
    output: {
      columns: [
        ['x', 'int64'],
        ['x_outlier', 'boolean'],
      ],
      rows: [
        [5, false],
        [5, false],
        [5, false],
        [5, false],
        [9, true],
        [8, true],
      ],
    },
  },
  {
    name: 'beyond quantiles',
    input: {
      columns: [['x', 'int64']],
      rows: [[0], [1], [2], [3], [4], [5], [6], [7], [8], [9], [10]],
    },
    params: {
      method: 'quantiles',
      sides: 'both',
      suffix: '_outlier',
      columns: ['x'],
      lower: 0.1,
      upper: 0.9,
    },
    fitted: { x: { lower: 1, upper: 9 } },
    output: {
      columns: [
        ['x', 'int64'],
        ['x_outlier', 'boolean'],
      ],
      rows: [
        [0, true],
        [1, false],
        [2, false],
        [3, false],
        [4, false],
        [5, false],
        [6, false],
        [7, false],
        [8, false],
        [9, false],
        [10, true],
      ],
    },
  },
  {
    name: 'outside a range with one end',
    input: {
      columns: [['x', 'float64']],
      rows: [[-40.5], [60.5], ['-inf'], ['nan'], [null], [-0.0]],
    },
    params: { method: 'range', sides: 'both', suffix: '_outlier', columns: ['x'], lower: 0 },
    output: {
      columns: [
        ['x', 'float64'],
        ['x_outlier', 'boolean'],
      ],
      rows: [
        [-40.5, true],
        [60.5, false],
        ['-inf', true],
        ['nan', false],
        [null, null],
        [-0.0, false],
      ],
    },
  },
  {
    name: 'no rows',
    input: { columns: [['x', 'float64']], rows: [] },
    params: { method: 'deviation', sides: 'both', suffix: '_outlier', columns: ['x'] },
    fitted: { x: null },
    output: {
      columns: [
        ['x', 'float64'],
        ['x_outlier', 'boolean'],
      ],
      rows: [],
    },
  },
];
