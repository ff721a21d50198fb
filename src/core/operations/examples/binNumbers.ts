import type { Example } from '../define.ts';
import type { BinParams } from '../bins.ts';

interface Params extends BinParams {
  readonly columns: string[];
  readonly method: 'width' | 'quantile' | 'edges';
  readonly bins: number;
  readonly edges?: number[] | undefined;
  readonly names?: string[] | undefined;
  readonly suffix?: string | undefined;
}

/** Worked examples of bin-numbers. */
export const binNumbersExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'two bins of one width; what is not finite is left out of learning',
    input: {
      columns: [
        ['id', 'int64'],
        ['f', 'float64'],
      ],
      rows: [
        [1, 0],
        [2, 2],
        [3, 5],
        [4, 9],
        [5, 10],
        [6, 'inf'],
        [7, 'nan'],
        [8, null],
      ],
    },
    params: {
      method: 'width',
      bins: 2,
      closed: 'right',
      labels: 'ranges',
      outside: 'missing',
      columns: ['f'],
    },
    fitted: { f: [0, 5, 10] },
    output: {
      columns: [
        ['id', 'int64'],
        ['f', 'text'],
      ],
      rows: [
        [1, '[0, 5]'],
        [2, '[0, 5]'],
        [3, '[0, 5]'],
        [4, '(5, 10]'],
        [5, '(5, 10]'],
        [6, null],
        [7, null],
        [8, null],
      ],
    },
  },
  {
    name: 'quantiles, numbered, in a new column; values outside go to the nearest bin',
    input: {
      columns: [['f', 'float64']],
      rows: [[1], [2], [3], [4], ['inf'], ['-inf'], [null], ['nan']],
    },
    params: {
      method: 'quantile',
      bins: 2,
      closed: 'left',
      labels: 'numbers',
      outside: 'clamp',
      columns: ['f'],
      suffix: '_bin',
    },
    fitted: { f: [1, 2.5, 4] },
    output: {
      columns: [
        ['f', 'float64'],
        ['f_bin', 'int64'],
      ],
      rows: [
        [1, 1],
        [2, 1],
        [3, 2],
        [4, 2],
        ['inf', 2],
        ['-inf', 1],
        [null, null],
        ['nan', null],
      ],
    },
  },
  {
    name: 'given edges and names; a value on an edge belongs to the bin above',
    input: {
      columns: [['age', 'float64']],
      rows: [[-1], [0], [17.5], [18], [65], [66], ['inf'], ['nan'], [null]],
    },
    params: {
      method: 'edges',
      bins: 5,
      closed: 'left',
      labels: 'names',
      outside: 'outer',
      columns: ['age'],
      edges: [0, 18, 65],
      names: ['child', 'grown up'],
    },
    output: {
      columns: [['age', 'text']],
      rows: [
        ['< 0'],
        ['child'],
        ['child'],
        ['grown up'],
        ['grown up'],
        ['> 65'],
        ['> 65'],
        [null],
        [null],
      ],
    },
  },
  {
    name: 'outer bins are 0 and the number after the last',
    input: { columns: [['n', 'int8']], rows: [[-1], [0], [10], [11], [20], [21], [null]] },
    params: {
      method: 'edges',
      bins: 5,
      closed: 'right',
      labels: 'numbers',
      outside: 'outer',
      columns: ['n'],
      edges: [0, 10, 20],
    },
    output: { columns: [['n', 'int64']], rows: [[0], [1], [1], [2], [2], [3], [null]] },
  },
  {
    name: 'equal quantiles become one edge',
    input: {
      columns: [
        ['n', 'int32'],
        ['m', 'int32'],
      ],
      rows: [
        [7, 1],
        [7, 1],
        [7, 1],
        [7, 2],
      ],
    },
    params: {
      method: 'quantile',
      bins: 2,
      closed: 'right',
      labels: 'ranges',
      outside: 'missing',
      columns: ['n', 'm'],
    },
    fitted: { n: [7, 7], m: [1, 2] },
    output: {
      columns: [
        ['n', 'text'],
        ['m', 'text'],
      ],
      rows: [
        ['[7, 7]', '[1, 2]'],
        ['[7, 7]', '[1, 2]'],
        ['[7, 7]', '[1, 2]'],
        ['[7, 7]', '[1, 2]'],
      ],
    },
  },
  {
    name: 'learned edges in few digits',
    input: { columns: [['f', 'float64']], rows: [[0], [0.5], [1], [0.3333333333333333]] },
    params: {
      method: 'width',
      bins: 3,
      closed: 'right',
      labels: 'ranges',
      outside: 'missing',
      columns: ['f'],
    },
    fitted: { f: [0, 0.3333333333333333, 0.6666666666666666, 1] },
    output: {
      columns: [['f', 'text']],
      rows: [['[0, 0.3333]'], ['(0.3333, 0.6667]'], ['(0.6667, 1]'], ['[0, 0.3333]']],
    },
  },
  {
    name: 'decimals, clamped to ranges that are closed on the left',
    input: {
      columns: [['d', 'decimal(4,1)']],
      rows: [['-0.6'], ['-0.5'], ['0.0'], ['0.5'], ['0.6'], [null]],
    },
    params: {
      method: 'edges',
      bins: 5,
      closed: 'left',
      labels: 'ranges',
      outside: 'clamp',
      columns: ['d'],
      edges: [-0.5, 0, 0.5],
    },
    output: {
      columns: [['d', 'text']],
      rows: [['[-0.5, 0)'], ['[-0.5, 0)'], ['[0, 0.5]'], ['[0, 0.5]'], ['[0, 0.5]'], [null]],
    },
  },
  {
    name: 'nothing to learn from',
    input: {
      columns: [
        ['f', 'float64'],
        ['n', 'int64'],
      ],
      rows: [
        [null, null],
        ['nan', null],
      ],
    },
    params: {
      method: 'width',
      bins: 5,
      closed: 'right',
      labels: 'ranges',
      outside: 'missing',
      columns: ['f', 'n'],
    },
    fitted: { f: null, n: null },
    output: {
      columns: [
        ['f', 'text'],
        ['n', 'text'],
      ],
      rows: [
        [null, null],
        [null, null],
      ],
    },
  },
  {
    name: 'no rows',
    input: { columns: [['f', 'float32']], rows: [] },
    params: {
      method: 'width',
      bins: 5,
      closed: 'right',
      labels: 'numbers',
      outside: 'missing',
      columns: ['f'],
    },
    fitted: { f: null },
    output: { columns: [['f', 'int64']], rows: [] },
  },
];
