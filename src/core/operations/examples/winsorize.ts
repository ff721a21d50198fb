import type { Example } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly lower: number;
  readonly upper: number;
  readonly suffix?: string | undefined;
}

/** Worked examples of winsorize. */
export const winsorizeExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'to the first and the last tenth',
    input: {
      columns: [
        ['n', 'int8'],
        ['f', 'float64'],
        ['d', 'decimal(4,1)'],
      ],
      rows: [
        [0, 0, '0.0'],
        [1, 1, '1.0'],
        [2, 2, '2.0'],
        [3, 3, '3.0'],
        [4, 4, '4.0'],
        [5, 5, '5.0'],
        [6, 6, '6.0'],
        [7, 7, '7.0'],
        [8, 8, '8.0'],
        [9, 9, '9.0'],
        [10, 10, '10.0'],
        [null, 'inf', null],
        [null, 'nan', null],
        [null, '-inf', null],
      ],
    },
    params: { lower: 0.1, upper: 0.9, columns: ['n', 'f', 'd'] },
    fitted: { n: { lower: 1, upper: 9 }, f: { lower: 1, upper: 9 }, d: { lower: 1, upper: 9 } },
    output: {
      columns: [
        ['n', 'int8'],
        ['f', 'float64'],
        ['d', 'decimal(4,1)'],
      ],
      rows: [
        [1, 1, '1.0'],
        [1, 1, '1.0'],
        [2, 2, '2.0'],
        [3, 3, '3.0'],
        [4, 4, '4.0'],
        [5, 5, '5.0'],
        [6, 6, '6.0'],
        [7, 7, '7.0'],
        [8, 8, '8.0'],
        [9, 9, '9.0'],
        [9, 9, '9.0'],
        [null, 9, null],
        [null, 'nan', null],
        [null, 1, null],
      ],
    },
  },
  {
    name: 'a quantile between whole numbers is rounded, in a new column',
    input: { columns: [['n', 'int32']], rows: [[1], [2], [3], [10]] },
    params: { lower: 0, upper: 0.5, columns: ['n'], suffix: '_w' },
    fitted: { n: { lower: 1, upper: 2.5 } },
    output: {
      columns: [
        ['n', 'int32'],
        ['n_w', 'int32'],
      ],
      rows: [
        [1, 1],
        [2, 2],
        [3, 3],
        [10, 3],
      ],
    },
  },
  {
    name: 'one row, and nothing to learn from',
    input: {
      columns: [
        ['n', 'int64'],
        ['x', 'float64'],
      ],
      rows: [[5, 'nan']],
    },
    params: { lower: 0.1, upper: 0.9, columns: ['n', 'x'] },
    fitted: { n: { lower: 5, upper: 5 }, x: null },
    output: {
      columns: [
        ['n', 'int64'],
        ['x', 'float64'],
      ],
      rows: [[5, 'nan']],
    },
  },
  {
    name: 'no rows',
    input: { columns: [['x', 'float32']], rows: [] },
    params: { lower: 0.1, upper: 0.9, columns: ['x'] },
    fitted: { x: null },
    output: { columns: [['x', 'float32']], rows: [] },
  },
];
