import type { Example } from '../define.ts';
import type { OutlierParams } from '../learnedLimits.ts';

interface Params extends OutlierParams {
  readonly columns: string[];
}

/** Worked examples of remove-outliers. */
export const removeOutliersExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'rows with an outlier in one of two columns; null and NaN stay',
    input: {
      columns: [
        ['n', 'int8'],
        ['f', 'float64'],
        ['g', 'int32'],
      ],
      rows: [
        [1, 1, 6],
        [2, 2, 7],
        [3, 3, 7],
        [4, 4, -50],
        [5, 5, 8],
        [100, 3, 7],
        [null, 'nan', null],
      ],
    },
    params: { method: 'iqr', sides: 'both', columns: ['n', 'g'] },
    fitted: { n: { lower: -1.5, upper: 8.5 }, g: { lower: 5.125, upper: 8.125 } },
    output: {
      columns: [
        ['n', 'int8'],
        ['f', 'float64'],
        ['g', 'int32'],
      ],
      rows: [
        [1, 1, 6],
        [2, 2, 7],
        [3, 3, 7],
        [5, 5, 8],
        [null, 'nan', null],
      ],
    },
  },
  {
    name: 'standard deviations from the mean, low ones only',
    input: {
      columns: [['x', 'float64']],
      rows: [[2], [4], [6], ['nan'], ['-inf'], ['inf'], [null]],
    },
    params: { method: 'deviation', sides: 'low', columns: ['x'], threshold: 0.5 },
    fitted: { x: { lower: 3, upper: null } },
    output: { columns: [['x', 'float64']], rows: [[4], [6], ['nan'], ['inf'], [null]] },
  },
  {
    name: 'outside a range',
    input: {
      columns: [['x', 'decimal(5,2)']],
      rows: [['-0.01'], ['0.00'], ['1.00'], ['1.01'], [null]],
    },
    params: { method: 'range', sides: 'both', columns: ['x'], lower: 0, upper: 1 },
    output: { columns: [['x', 'decimal(5,2)']], rows: [['0.00'], ['1.00'], [null]] },
  },
  {
    name: 'nothing to learn from, so nothing goes',
    input: { columns: [['x', 'float64']], rows: [[null], ['nan'], ['inf']] },
    params: { method: 'robust', sides: 'both', columns: ['x'] },
    fitted: { x: null },
    output: { columns: [['x', 'float64']], rows: [[null], ['nan'], ['inf']] },
  },
  {
    name: 'no rows',
    input: { columns: [['x', 'int8']], rows: [] },
    params: { method: 'iqr', sides: 'both', columns: ['x'] },
    fitted: { x: null },
    output: { columns: [['x', 'int8']], rows: [] },
  },
];
