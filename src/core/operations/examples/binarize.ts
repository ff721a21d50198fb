import type { Example } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly threshold: number;
  readonly above: 'greater' | 'at-least';
  readonly result: 'integer' | 'boolean';
  readonly suffix?: string | undefined;
}

/** Worked examples of binarize. */
export const binarizeExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'greater than a half; NaN lies on neither side',
    input: {
      columns: [
        ['id', 'int64'],
        ['f', 'float64'],
        ['s', 'float32'],
      ],
      rows: [
        [1, 0.5, -0.5],
        [2, 0.6, 0.75],
        [3, null, 0.5],
        [4, 'nan', 'inf'],
        [5, 'inf', 'nan'],
        [6, '-inf', null],
      ],
    },
    params: { above: 'greater', result: 'integer', columns: ['f', 's'], threshold: 0.5 },
    output: {
      columns: [
        ['id', 'int64'],
        ['f', 'int8'],
        ['s', 'int8'],
      ],
      rows: [
        [1, 0, 0],
        [2, 1, 1],
        [3, null, 0],
        [4, null, 1],
        [5, 1, null],
        [6, 0, null],
      ],
    },
  },
  {
    name: 'at least 10, as booleans in new columns',
    input: {
      columns: [
        ['n', 'int8'],
        ['d', 'decimal(5,2)'],
      ],
      rows: [
        [9, '9.99'],
        [10, '10.00'],
        [null, null],
        [127, '-0.01'],
      ],
    },
    params: {
      above: 'at-least',
      result: 'boolean',
      columns: ['n', 'd'],
      threshold: 10,
      suffix: '_high',
    },
    output: {
      columns: [
        ['n', 'int8'],
        ['d', 'decimal(5,2)'],
        ['n_high', 'boolean'],
        ['d_high', 'boolean'],
      ],
      rows: [
        [9, '9.99', false, false],
        [10, '10.00', true, true],
        [null, null, null, null],
        [127, '-0.01', true, false],
      ],
    },
  },
  {
    name: 'no rows',
    input: { columns: [['x', 'int64']], rows: [] },
    params: { above: 'greater', result: 'integer', columns: ['x'], threshold: -0.5 },
    output: { columns: [['x', 'int8']], rows: [] },
  },
];
