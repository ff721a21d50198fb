import type { Example, ExampleTable } from '../define.ts';
import type { PivotParams } from '../pivoted.ts';

const sales: ExampleTable = {
  columns: [
    ['shop', 'text'],
    ['month', 'int32'],
    ['sold', 'int64'],
  ],
  rows: [
    ['a', 10, 5],
    ['a', 2, 1],
    ['a', 10, 7],
    [null, 2, null],
    [null, null, 100],
    ['', -1, '9223372036854775807'],
    ['', -1, 1],
  ],
};
const plain = { nulls: 'drop', maxColumns: 100 } as const;

/** Worked examples of pivot. */
export const pivotExamples: readonly [Example<PivotParams>, ...Example<PivotParams>[]] = [
  {
    name: 'sums by shop and month, in the order of the months',
    input: sales,
    params: {
      ...plain,
      by: ['shop'],
      column: 'month',
      cells: 'sold',
      function: 'sum',
      prefix: 'm',
    },
    fitted: { month: ['-1', '2', '10'] },
    output: {
      columns: [
        ['shop', 'text'],
        ['m-1', 'decimal(38,0)'],
        ['m2', 'decimal(38,0)'],
        ['m10', 'decimal(38,0)'],
      ],
      rows: [
        ['a', null, '1', '12'],
        [null, null, null, null],
        ['', '9223372036854775808', null, null],
      ],
    },
  },
  {
    name: 'a cross table: rows counted, null is a column',
    input: sales,
    params: { ...plain, by: ['shop'], column: 'month', function: 'count', nulls: 'column' },
    fitted: { month: ['-1', '2', '10'] },
    output: {
      columns: [
        ['shop', 'text'],
        ['-1', 'int64'],
        ['2', 'int64'],
        ['10', 'int64'],
        ['null', 'int64'],
      ],
      rows: [
        ['a', 0, 1, 2, 0],
        [null, 0, 1, 0, 1],
        ['', 2, 0, 0, 0],
      ],
    },
  },
  {
    name: 'empty cells filled; no row columns; texts are ordered by code point',
    input: {
      columns: [
        ['k', 'text'],
        ['x', 'float64'],
      ],
      rows: [
        ['é', 'nan'],
        ['B', null],
        ['a', 1.5],
        ['a', 2.5],
        ['🚀', 'inf'],
        [null, 7],
      ],
    },
    params: {
      ...plain,
      by: [],
      column: 'k',
      cells: 'x',
      function: 'mean',
      prefix: 'x_',
      fill: '-1',
    },
    fitted: { k: ['B', 'a', 'é', '🚀'] },
    output: {
      columns: [
        ['x_B', 'float64'],
        ['x_a', 'float64'],
        ['x_é', 'float64'],
        ['x_🚀', 'float64'],
      ],
      rows: [[-1, 2, 'nan', 'inf']],
    },
  },
  {
    name: 'booleans and dates; the first column is empty',
    input: {
      columns: [
        ['day', 'date'],
        ['ok', 'boolean'],
        ['note', 'text'],
      ],
      rows: [
        ['2026-01-01', true, 'b'],
        ['2026-01-01', true, 'a'],
        ['2026-01-02', false, null],
        [null, true, ''],
      ],
    },
    params: {
      ...plain,
      by: ['day'],
      column: 'ok',
      cells: 'note',
      function: 'max',
      prefix: 'ok_',
      fill: '–',
    },
    fitted: { ok: ['false', 'true'] },
    output: {
      columns: [
        ['day', 'date'],
        ['ok_false', 'text'],
        ['ok_true', 'text'],
      ],
      rows: [
        ['2026-01-01', '–', 'b'],
        ['2026-01-02', '–', '–'],
        [null, '–', ''],
      ],
    },
  },
  {
    name: 'a mode that not every group has is filled',
    input: {
      columns: [
        ['day', 'date'],
        ['n', 'int64'],
        ['note', 'text'],
      ],
      rows: [
        ['2026-01-02', null, 'a'],
        ['2026-01-01', 0, 'a'],
      ],
    },
    params: { ...plain, by: ['day'], column: 'n', cells: 'note', function: 'mode', fill: '–' },
    fitted: { n: ['0'] },
    output: {
      columns: [
        ['day', 'date'],
        ['0', 'text'],
      ],
      rows: [
        ['2026-01-01', 'a'],
        ['2026-01-02', '–'],
      ],
    },
  },
  {
    name: 'an empty table has no values',
    input: { ...sales, rows: [] },
    params: { ...plain, by: ['shop'], column: 'month', cells: 'sold', function: 'sum' },
    fitted: { month: [] },
    output: { columns: [['shop', 'text']], rows: [] },
  },
];
