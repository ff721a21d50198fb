import type { Example } from '../define.ts';
import type { OutlierParams } from '../learnedLimits.ts';

interface Params extends OutlierParams {
  readonly columns: string[];
  readonly with: 'limit' | 'null' | 'mean' | 'median';
  readonly suffix?: string | undefined;
}

/** Worked examples of replace-outliers. */
export const replaceOutliersExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'by the limit, rounded to the digits of the type',
    input: {
      columns: [
        ['n', 'int8'],
        ['f', 'float64'],
        ['d', 'decimal(5,1)'],
      ],
      rows: [
        [1, 1, '1.0'],
        [2, 2, '2.0'],
        [3, 3, '3.0'],
        [4, 4, '4.0'],
        [5, 5, '5.0'],
        [100, 100, '100.0'],
        [null, 'nan', null],
      ],
    },
    params: { method: 'iqr', sides: 'both', with: 'limit', columns: ['n', 'f', 'd'] },
    fitted: {
      n: { lower: -1.5, upper: 8.5 },
      f: { lower: -1.5, upper: 8.5 },
      d: { lower: -1.5, upper: 8.5 },
    },
    output: {
      columns: [
        ['n', 'int8'],
        ['f', 'float64'],
        ['d', 'decimal(5,1)'],
      ],
      rows: [
        [1, 1, '1.0'],
        [2, 2, '2.0'],
        [3, 3, '3.0'],
        [4, 4, '4.0'],
        [5, 5, '5.0'],
        [9, 8.5, '8.5'],
        [null, 'nan', null],
      ],
    },
  },
  {
    name: 'by null, in a new column',
    input: { columns: [['f', 'float32']], rows: [[1], [2], [3], [4], [5], ['-inf']] },
    params: {
      method: 'quantiles',
      sides: 'both',
      with: 'null',
      columns: ['f'],
      upper: 0.75,
      suffix: '_kept',
    },
    fitted: { f: { lower: null, upper: 4 } },
    output: {
      columns: [
        ['f', 'float32'],
        ['f_kept', 'float32'],
      ],
      rows: [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, null],
        ['-inf', '-inf'],
      ],
    },
  },
  {
    name: 'by the median',
    input: {
      columns: [
        ['n', 'int8'],
        ['x', 'float64'],
      ],
      rows: [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, 5],
        [100, 100],
      ],
    },
    params: { method: 'iqr', sides: 'both', with: 'median', columns: ['n', 'x'] },
    fitted: {
      n: { lower: -1.5, upper: 8.5, value: 3.5 },
      x: { lower: -1.5, upper: 8.5, value: 3.5 },
    },
    output: {
      columns: [
        ['n', 'int8'],
        ['x', 'float64'],
      ],
      rows: [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, 5],
        [4, 3.5],
      ],
    },
  },
  {
    name: 'what lies outside a range, by the mean',
    input: { columns: [['x', 'float64']], rows: [[0], [1], [5], ['inf'], ['nan'], [null]] },
    params: { method: 'range', sides: 'both', with: 'mean', columns: ['x'], upper: 2 },
    fitted: { x: { lower: null, upper: 2, value: 2 } },
    output: { columns: [['x', 'float64']], rows: [[0], [1], [2], [2], ['nan'], [null]] },
  },
  {
    name: 'nothing to learn from',
    input: { columns: [['x', 'int64']], rows: [[null], [null]] },
    params: { method: 'deviation', sides: 'both', with: 'limit', columns: ['x'] },
    fitted: { x: null },
    output: { columns: [['x', 'int64']], rows: [[null], [null]] },
  },
  {
    name: 'no rows, and a range that needs no learning',
    input: { columns: [['x', 'int64']], rows: [] },
    params: { method: 'range', sides: 'both', with: 'limit', columns: ['x'], lower: 0.5 },
    output: { columns: [['x', 'int64']], rows: [] },
  },
];
