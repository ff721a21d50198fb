import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly with: 'constant' | 'mean' | 'median' | 'mode';
  readonly value?: string | number | boolean | { readonly param: string } | undefined;
}

const ages: ExampleTable['columns'] = [
  ['id', 'int64'],
  ['age', 'int8'],
];
const kinds: ExampleTable['columns'] = [
  ['t', 'text'],
  ['f', 'float64'],
  ['b', 'boolean'],
  ['d', 'date'],
  ['at', 'timestamp'],
];

/** Worked examples of fill-missing. */
export const fillMissingExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'the median of whole numbers, rounded half away from zero',
    input: {
      columns: ages,
      rows: [
        [1, 41],
        [2, null],
        [3, 20],
        [4, 127],
        [5, 42],
        [6, null],
      ],
    },
    params: { columns: ['age'], with: 'median' },
    fitted: { age: 42 },
    output: {
      columns: ages,
      rows: [
        [1, 41],
        [2, 42],
        [3, 20],
        [4, 127],
        [5, 42],
        [6, 42],
      ],
    },
  },
  {
    name: 'the mean: floats as they are, whole numbers and decimals rounded',
    input: {
      columns: [
        ['i', 'int32'],
        ['big', 'int64'],
        ['f', 'float64'],
        ['s', 'float32'],
        ['p', 'decimal(10,2)'],
      ],
      rows: [
        [-1, '9223372036854775807', 0.5, 1.5, '0.01'],
        [-2, '9223372036854775807', 1, -0.25, '0.02'],
        [null, null, null, null, null],
      ],
    },
    params: { columns: ['i', 'big', 'f', 's', 'p'], with: 'mean' },
    fitted: { i: -2, big: '9223372036854775807', f: 0.75, s: 0.625, p: '0.02' },
    output: {
      columns: [
        ['i', 'int32'],
        ['big', 'int64'],
        ['f', 'float64'],
        ['s', 'float32'],
        ['p', 'decimal(10,2)'],
      ],
      rows: [
        [-1, '9223372036854775807', 0.5, 1.5, '0.01'],
        [-2, '9223372036854775807', 1, -0.25, '0.02'],
        [-2, '9223372036854775807', 0.75, 0.625, '0.02'],
      ],
    },
  },
  {
    name: 'the median of an even number of values, beside infinity and at the limits of int64',
    input: {
      columns: [
        ['f', 'float64'],
        ['big', 'int64'],
        ['p', 'decimal(38,2)'],
      ],
      rows: [
        ['inf', '-9223372036854775808', '-1.01'],
        [2, '9223372036854775807', '-1.02'],
        [1, null, null],
        [null, null, null],
        ['-inf', null, '-5.00'],
      ],
    },
    params: { columns: ['f', 'big', 'p'], with: 'median' },
    fitted: { f: 1.5, big: -1, p: '-1.02' },
    output: {
      columns: [
        ['f', 'float64'],
        ['big', 'int64'],
        ['p', 'decimal(38,2)'],
      ],
      rows: [
        ['inf', '-9223372036854775808', '-1.01'],
        [2, '9223372036854775807', '-1.02'],
        [1, -1, '-1.02'],
        [1.5, -1, '-1.02'],
        ['-inf', -1, '-5.00'],
      ],
    },
  },
  {
    name: 'the most frequent value, of a tie the smallest',
    input: {
      columns: kinds,
      rows: [
        ['b', 'nan', true, '2026-01-02', '2026-01-01 00:00:00.5'],
        ['a', 2, false, '2026-01-01', '2026-01-01 00:00:00.5'],
        ['a', 1, null, null, '2026-01-01 00:00:00'],
        ['b', null, null, null, null],
        [null, 1, null, null, null],
        ['', 2, null, null, null],
      ],
    },
    params: { columns: ['t', 'f', 'b', 'd', 'at'], with: 'mode' },
    fitted: { t: 'a', f: 1, b: false, d: '2026-01-01', at: '2026-01-01 00:00:00.5' },
    output: {
      columns: kinds,
      rows: [
        ['b', 'nan', true, '2026-01-02', '2026-01-01 00:00:00.5'],
        ['a', 2, false, '2026-01-01', '2026-01-01 00:00:00.5'],
        ['a', 1, false, '2026-01-01', '2026-01-01 00:00:00'],
        ['b', 1, false, '2026-01-01', '2026-01-01 00:00:00.5'],
        ['a', 1, false, '2026-01-01', '2026-01-01 00:00:00.5'],
        ['', 2, false, '2026-01-01', '2026-01-01 00:00:00.5'],
      ],
    },
  },
  {
    name: 'a constant; an empty text and NaN are values and stay',
    input: {
      columns: [
        ['t', 'text'],
        ['u', 'text'],
      ],
      rows: [
        [null, 'é'],
        ['', null],
      ],
    },
    params: { columns: ['t', 'u'], with: 'constant', value: 'it\'s "n/a" 🚀' },
    output: {
      columns: [
        ['t', 'text'],
        ['u', 'text'],
      ],
      rows: [
        ['it\'s "n/a" 🚀', 'é'],
        ['', 'it\'s "n/a" 🚀'],
      ],
    },
  },
  {
    name: 'a constant number beside NaN',
    input: { columns: [['x', 'float64']], rows: [['nan'], [null], ['-0.0']] },
    params: { columns: ['x'], with: 'constant', value: 0 },
    output: { columns: [['x', 'float64']], rows: [['nan'], [0], [0]] },
  },
  {
    name: 'a constant from a parameter of the recipe',
    input: { columns: [['day', 'date']], rows: [['2026-01-01'], [null]] },
    parameters: { since: ['date', '2025-12-31'] },
    params: { columns: ['day'], with: 'constant', value: { param: 'since' } },
    output: { columns: [['day', 'date']], rows: [['2026-01-01'], ['2025-12-31']] },
  },
  {
    name: 'constants of the exact types',
    input: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['q', 'decimal(20,2)'],
      ],
      rows: [
        ['999999999999999999.99', null],
        [null, '-0.50'],
      ],
    },
    params: { columns: ['p', 'q'], with: 'constant', value: '1.5' },
    output: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['q', 'decimal(20,2)'],
      ],
      rows: [
        ['999999999999999999.99', '1.50'],
        ['1.50', '-0.50'],
      ],
    },
  },
  {
    name: 'a column of nothing but nulls teaches nothing and stays',
    input: {
      columns: ages,
      rows: [
        [1, null],
        [null, null],
      ],
    },
    params: { columns: ['age', 'id'], with: 'mean' },
    fitted: { age: null, id: 1 },
    output: {
      columns: ages,
      rows: [
        [1, null],
        [1, null],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: ages, rows: [] },
    params: { columns: ['age'], with: 'mode' },
    fitted: { age: null },
    output: { columns: ages, rows: [] },
  },
  {
    name: 'the mean of decimals of 38 digits',
    input: {
      columns: [['c', 'decimal(38,2)']],
      rows: [['-999999999999999999999999999999999999.99'], [null]],
    },
    params: { columns: ['c'], with: 'mean' },
    fitted: { c: '-999999999999999999999999999999999999.99' },
    output: {
      columns: [['c', 'decimal(38,2)']],
      rows: [
        ['-999999999999999999999999999999999999.99'],
        ['-999999999999999999999999999999999999.99'],
      ],
    },
  },
];
