import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly column: string;
  readonly as: string;
  readonly group: string[];
}

const sales: ExampleTable['columns'] = [
  ['shop', 'text'],
  ['sold', 'int64'],
];
const floats: ExampleTable['columns'] = [
  ['g', 'int8'],
  ['x', 'float64'],
];

/** Worked examples of share-of-total. */
export const shareOfTotalExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'each row’s share of its shop; a sum of 0 gives null',
    input: {
      columns: sales,
      rows: [
        ['a', 1],
        ['b', 5],
        ['a', 3],
        [null, -2],
        ['b', -5],
        ['a', null],
        [null, 4],
        ['', null],
      ],
    },
    params: { column: 'sold', as: 'share', group: ['shop'] },
    output: {
      columns: [...sales, ['share', 'float64']],
      rows: [
        ['a', 1, 0.25],
        ['b', 5, null],
        ['a', 3, 0.75],
        [null, -2, -1],
        ['b', -5, null],
        ['a', null, null],
        [null, 4, 2],
        ['', null, null],
      ],
    },
  },
  {
    name: 'of the whole table, where the sum is no int64',
    input: {
      columns: sales,
      rows: [
        ['a', '9000000000000000000'],
        ['a', '9000000000000000000'],
        ['b', '2000000000000000000'],
      ],
    },
    params: { column: 'sold', as: 'share', group: [] },
    output: {
      columns: [...sales, ['share', 'float64']],
      rows: [
        ['a', '9000000000000000000', 0.45],
        ['a', '9000000000000000000', 0.45],
        ['b', '2000000000000000000', 0.1],
      ],
    },
  },
  {
    name: 'NaN, infinities and nothing but nulls',
    input: {
      columns: floats,
      rows: [
        [1, 'nan'],
        [1, 2],
        [2, 'inf'],
        [2, 1],
        [3, null],
        [4, '-0.0'],
        [4, '0.0'],
        [5, 0.5],
      ],
    },
    params: { column: 'x', as: 'share', group: ['g'] },
    output: {
      columns: [...floats, ['share', 'float64']],
      rows: [
        [1, 'nan', 'nan'],
        [1, 2, 'nan'],
        [2, 'inf', 'nan'],
        [2, 1, 0],
        [3, null, null],
        [4, '-0.0', null],
        [4, '0.0', null],
        [5, 0.5, 1],
      ],
    },
  },
  {
    name: 'decimals',
    input: {
      columns: [['p', 'decimal(20,2)']],
      rows: [['0.25'], ['0.75'], ['1.00']],
    },
    params: { column: 'p', as: 'share', group: [] },
    output: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['share', 'float64'],
      ],
      rows: [
        ['0.25', 0.125],
        ['0.75', 0.375],
        ['1.00', 0.5],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: sales, rows: [] },
    params: { column: 'sold', as: 'share', group: ['shop'] },
    output: { columns: [...sales, ['share', 'float64']], rows: [] },
  },
];
