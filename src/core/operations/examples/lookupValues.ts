import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface LookupParams {
  column: string;
  with: { readonly source: string };
  key: string;
  result: string;
  missing: 'null' | 'default' | 'keep';
  as?: string | undefined;
  default?: string | undefined;
}

const orders: ExampleTable = {
  columns: [
    ['id', 'int64'],
    ['land', 'text'],
    ['n', 'float64'],
  ],
  rows: [
    [1, 'de', 'nan'],
    [2, 'fr', null],
    [3, null, 1],
    [4, '', '-0.0'],
    [5, 'de', 2],
    [6, 'xx', 3],
    [7, 'DE', 4],
  ],
};
const lands: ExampleTable = {
  columns: [
    ['code', 'text'],
    ['area', 'int32'],
    ['label', 'text'],
  ],
  rows: [
    ['de', 357, 'Germany'],
    ['fr', 644, 'France'],
    ['fr', 549, null],
    [null, 1, 'nobody'],
    ['', 2147483647, 'é🚀'],
    ['xx', null, null],
    ['de', 358, 'Deutschland'],
    ['zz', 9, 'never'],
  ],
};
const plain = { column: 'land', with: { source: 'lands' }, key: 'code', missing: 'null' } as const;

/** Worked examples of lookup-values. */
export const lookupValuesExamples: readonly [Example<LookupParams>, ...Example<LookupParams>[]] = [
  {
    name: 'into a new column; of several results the smallest',
    input: orders,
    sources: { lands },
    params: { ...plain, result: 'label', as: 'country' },
    output: {
      columns: [...orders.columns, ['country', 'text']],
      rows: [
        [1, 'de', 'nan', 'Deutschland'],
        [2, 'fr', null, 'France'],
        [3, null, 1, null],
        [4, '', '-0.0', 'é🚀'],
        [5, 'de', 2, 'Deutschland'],
        [6, 'xx', 3, null],
        [7, 'DE', 4, null],
      ],
    },
  },
  {
    name: 'in place, with a default; the type is the result’s',
    input: orders,
    sources: { lands },
    params: { ...plain, result: 'area', missing: 'default', default: '-1' },
    output: {
      columns: [
        ['id', 'int64'],
        ['land', 'int32'],
        ['n', 'float64'],
      ],
      rows: [
        [1, 357, 'nan'],
        [2, 549, null],
        [3, -1, 1],
        [4, 2147483647, '-0.0'],
        [5, 357, 2],
        [6, -1, 3],
        [7, -1, 4],
      ],
    },
  },
  {
    name: 'what is not found stays; keys of two widths',
    input: {
      columns: [['k', 'int8']],
      rows: [[1], [2], [null], [-128], [1]],
    },
    sources: {
      lands: {
        columns: [
          ['old', 'int64'],
          ['new', 'int64'],
        ],
        rows: [
          [1, '9223372036854775807'],
          ['9223372036854775807', 5],
          [2, null],
        ],
      },
    },
    params: {
      column: 'k',
      with: { source: 'lands' },
      key: 'old',
      result: 'new',
      missing: 'keep',
    },
    output: {
      columns: [['k', 'int64']],
      rows: [['9223372036854775807'], [2], [null], [-128], ['9223372036854775807']],
    },
  },
  {
    name: 'dates as keys; results that are NaN',
    input: { columns: [['d', 'date']], rows: [['2026-02-28'], ['1969-12-31'], [null]] },
    sources: {
      lands: {
        columns: [
          ['day', 'date'],
          ['x', 'float64'],
        ],
        rows: [
          ['2026-02-28', 'nan'],
          ['2026-02-28', 'inf'],
          ['1969-12-31', 'nan'],
        ],
      },
    },
    params: {
      column: 'd',
      with: { source: 'lands' },
      key: 'day',
      result: 'x',
      as: 'x',
      missing: 'default',
      default: '0',
    },
    output: {
      columns: [
        ['d', 'date'],
        ['x', 'float64'],
      ],
      rows: [
        ['2026-02-28', 'inf'],
        ['1969-12-31', 'nan'],
        [null, 0],
      ],
    },
  },
  {
    name: 'an empty table with an empty one',
    input: { ...orders, rows: [] },
    sources: { lands: { ...lands, rows: [] } },
    params: { ...plain, result: 'label', as: 'found' },
    output: { columns: [...orders.columns, ['found', 'text']], rows: [] },
  },
  {
    name: 'nothing in the other table',
    input: { columns: [['b', 'boolean']], rows: [[true], [null]] },
    sources: {
      lands: {
        columns: [
          ['k', 'boolean'],
          ['p', 'decimal(4,1)'],
        ],
        rows: [],
      },
    },
    params: {
      column: 'b',
      with: { source: 'lands' },
      key: 'k',
      result: 'p',
      as: 'p',
      missing: 'default',
      default: '-0.5',
    },
    output: {
      columns: [
        ['b', 'boolean'],
        ['p', 'decimal(4,1)'],
      ],
      rows: [
        [true, '-0.5'],
        [null, '-0.5'],
      ],
    },
  },
];
