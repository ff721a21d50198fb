import type { Example } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly method: 'standard' | 'min-max' | 'robust' | 'max-abs' | 'mean';
  readonly from: number;
  readonly to: number;
  readonly clip: boolean;
  readonly suffix?: string | undefined;
}

/** Worked examples of scale-numbers. */
export const scaleNumbersExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'standard: divided by the deviation over n; a constant column gives 0',
    input: {
      columns: [
        ['x', 'float64'],
        ['c', 'int8'],
        ['n', 'float64'],
      ],
      rows: [
        [2, 3, null],
        [4, 3, null],
        [4, 3, null],
        [4, 3, null],
        [5, 3, null],
        [5, 3, null],
        [7, 3, null],
        [9, 3, null],
        [null, 3, null],
        ['nan', 3, null],
        ['inf', null, null],
      ],
    },
    params: { columns: ['x', 'c', 'n'], method: 'standard', from: 0, to: 1, clip: false },
    fitted: { x: { centre: 5, width: 2 }, c: { centre: 3, width: 0 }, n: null },
    output: {
      columns: [
        ['x', 'float64'],
        ['c', 'float64'],
        ['n', 'float64'],
      ],
      rows: [
        [-1.5, 0, null],
        [-0.5, 0, null],
        [-0.5, 0, null],
        [-0.5, 0, null],
        [0, 0, null],
        [0, 0, null],
        [1, 0, null],
        [2, 0, null],
        [null, 0, null],
        ['nan', 0, null],
        ['inf', null, null],
      ],
    },
  },
  {
    name: 'to the range from 0 to 1, in new columns',
    input: {
      columns: [
        ['id', 'int64'],
        ['d', 'decimal(6,2)'],
        ['s', 'float32'],
      ],
      rows: [
        [1, '-10.00', 1.5],
        [2, '0.00', 0.5],
        [3, '10.00', 'nan'],
        [4, null, '-inf'],
      ],
    },
    params: {
      columns: ['d', 's'],
      method: 'min-max',
      from: 0,
      to: 1,
      clip: false,
      suffix: '_scaled',
    },
    fitted: { d: { centre: -10, width: 20 }, s: { centre: 0.5, width: 1 } },
    output: {
      columns: [
        ['id', 'int64'],
        ['d', 'decimal(6,2)'],
        ['s', 'float32'],
        ['d_scaled', 'float64'],
        ['s_scaled', 'float64'],
      ],
      rows: [
        [1, '-10.00', 1.5, 0, 1],
        [2, '0.00', 0.5, 0.5, 0],
        [3, '10.00', 'nan', 1, 'nan'],
        [4, null, '-inf', null, '-inf'],
      ],
    },
  },
  {
    name: 'clipped to a range',
    input: {
      columns: [['x', 'float64']],
      rows: [[0], [5], [10], [20], ['inf'], ['-inf'], ['nan'], [null]],
    },
    params: { columns: ['x'], method: 'min-max', from: -1, to: 1, clip: true },
    fitted: { x: { centre: 0, width: 20 } },
    output: {
      columns: [['x', 'float64']],
      rows: [[-1], [-0.5], [0], [1], [1], [-1], ['nan'], [null]],
    },
  },
  {
    name: 'robust: median and IQR',
    input: { columns: [['x', 'int64']], rows: [[1], [2], [3], [4], [100], [null]] },
    params: { columns: ['x'], method: 'robust', from: 0, to: 1, clip: false },
    fitted: { x: { centre: 3, width: 2 } },
    output: { columns: [['x', 'float64']], rows: [[-1], [-0.5], [0], [0.5], [48.5], [null]] },
  },
  {
    name: 'by the greatest absolute value',
    input: {
      columns: [
        ['x', 'int8'],
        ['zero', 'float64'],
      ],
      rows: [
        [-4, 0],
        [2, 0],
        [0, -0.0],
        [null, null],
      ],
    },
    params: { columns: ['x', 'zero'], method: 'max-abs', from: 0, to: 1, clip: false },
    fitted: { x: { centre: 0, width: 4 }, zero: { centre: 0, width: 0 } },
    output: {
      columns: [
        ['x', 'float64'],
        ['zero', 'float64'],
      ],
      rows: [
        [-1, 0],
        [0.5, 0],
        [0, 0],
        [null, null],
      ],
    },
  },
  {
    name: 'mean normalisation',
    input: { columns: [['x', 'float64']], rows: [[0], [5], [10], [5]] },
    params: { columns: ['x'], method: 'mean', from: 0, to: 1, clip: false },
    fitted: { x: { centre: 5, width: 10 } },
    output: { columns: [['x', 'float64']], rows: [[-0.5], [0], [0.5], [0]] },
  },
  {
    name: 'the deviation of large values that lie close together',
    input: { columns: [['x', 'int64']], rows: [[999999999], [1000000001]] },
    params: { columns: ['x'], method: 'standard', from: 0, to: 1, clip: false },
    fitted: { x: { centre: 1000000000, width: 1 } },
    output: { columns: [['x', 'float64']], rows: [[-1], [1]] },
  },
  {
    name: 'no rows, so nothing is learned',
    input: { columns: [['x', 'int64']], rows: [] },
    params: { columns: ['x'], method: 'standard', from: 0, to: 1, clip: false },
    fitted: { x: null },
    output: { columns: [['x', 'float64']], rows: [] },
  },
  {
    name: 'one row, and only values that nothing is learned from',
    input: {
      columns: [
        ['x', 'int64'],
        ['y', 'float64'],
      ],
      rows: [[7, 'inf']],
    },
    params: { columns: ['x', 'y'], method: 'standard', from: 0, to: 1, clip: false },
    fitted: { x: { centre: 7, width: 0 }, y: null },
    output: {
      columns: [
        ['x', 'float64'],
        ['y', 'float64'],
      ],
      rows: [[0, 'inf']],
    },
  },
];
