import type { Example, ExampleTable } from '../define.ts';
import type { OneHotParams } from '../oneHotColumns.ts';

const defaults: Omit<OneHotParams, 'columns'> = {
  maxCategories: 50,
  unseen: 'zeros',
  nulls: 'zeros',
  dropFirst: false,
  keep: false,
};
const towns: ExampleTable = {
  columns: [
    ['id', 'int64'],
    ['town', 'text'],
  ],
  rows: [
    [1, 'b'],
    [2, 'a'],
    [3, ''],
    [4, null],
    [5, 'é'],
    [6, 'Z'],
    [7, 'a'],
  ],
};

/** Worked examples of one-hot-encode. */
export const oneHotEncodeExamples: readonly [Example<OneHotParams>, ...Example<OneHotParams>[]] = [
  {
    name: 'categories in byte order, null gives zeros',
    input: towns,
    params: { ...defaults, columns: ['town'] },
    fitted: { town: ['', 'Z', 'a', 'b', 'é'] },
    output: {
      columns: [
        ['id', 'int64'],
        ['town_', 'int8'],
        ['town_Z', 'int8'],
        ['town_a', 'int8'],
        ['town_b', 'int8'],
        ['town_é', 'int8'],
      ],
      rows: [
        [1, 0, 0, 0, 1, 0],
        [2, 0, 0, 1, 0, 0],
        [3, 1, 0, 0, 0, 0],
        [4, 0, 0, 0, 0, 0],
        [5, 0, 0, 0, 0, 1],
        [6, 0, 1, 0, 0, 0],
        [7, 0, 0, 1, 0, 0],
      ],
    },
  },
  {
    name: 'a column for nulls and one for others, the first left out, the source kept',
    input: {
      columns: [['n', 'int16']],
      rows: [[10], [9], [null], [-1], [32767]],
    },
    params: {
      columns: ['n'],
      maxCategories: 4,
      unseen: 'other',
      nulls: 'column',
      dropFirst: true,
      keep: true,
    },
    fitted: { n: ['-1', '10', '32767', '9'] },
    output: {
      columns: [
        ['n', 'int16'],
        ['n_10', 'int8'],
        ['n_32767', 'int8'],
        ['n_9', 'int8'],
        ['n_other', 'int8'],
        ['n_null', 'int8'],
      ],
      rows: [
        [10, 1, 0, 0, 0, 0],
        [9, 0, 0, 1, 0, 0],
        [null, 0, 0, 0, 0, 1],
        [-1, 0, 0, 0, 0, 0],
        [32767, 0, 1, 0, 0, 0],
      ],
    },
  },
  {
    name: 'two columns: booleans and dates; an error for what was not seen',
    input: {
      columns: [
        ['ok', 'boolean'],
        ['day', 'date'],
      ],
      rows: [
        [true, '2026-01-31'],
        [false, null],
        [null, '0001-01-01'],
      ],
    },
    params: { ...defaults, columns: ['ok', 'day'], unseen: 'error' },
    fitted: { ok: ['false', 'true'], day: ['0001-01-01', '2026-01-31'] },
    output: {
      columns: [
        ['ok_false', 'int8'],
        ['ok_true', 'int8'],
        ['day_0001-01-01', 'int8'],
        ['day_2026-01-31', 'int8'],
      ],
      rows: [
        [0, 1, 0, 1],
        [1, 0, 0, 0],
        [0, 0, 1, 0],
      ],
    },
  },
  {
    name: 'integers beyond 2^53 and decimals stay exact',
    input: {
      columns: [
        ['id', 'int64'],
        ['price', 'decimal(20,2)'],
      ],
      rows: [
        ['9007199254740993', '1.50'],
        ['9007199254740992', '1.05'],
        [null, '-0.50'],
      ],
    },
    params: { ...defaults, columns: ['id', 'price'] },
    fitted: {
      id: ['9007199254740992', '9007199254740993'],
      price: ['-0.50', '1.05', '1.50'],
    },
    output: {
      columns: [
        ['id_9007199254740992', 'int8'],
        ['id_9007199254740993', 'int8'],
        ['price_-0.50', 'int8'],
        ['price_1.05', 'int8'],
        ['price_1.50', 'int8'],
      ],
      rows: [
        [0, 1, 0, 0, 1],
        [1, 0, 0, 1, 0],
        [0, 0, 1, 0, 0],
      ],
    },
  },
  {
    name: 'a column of nothing but nulls has no category',
    input: {
      columns: [
        ['id', 'int64'],
        ['town', 'text'],
      ],
      rows: [[1, null]],
    },
    params: { ...defaults, columns: ['town'], unseen: 'other' },
    fitted: { town: [] },
    output: {
      columns: [
        ['id', 'int64'],
        ['town_other', 'int8'],
      ],
      rows: [[1, 0]],
    },
  },
  {
    name: 'an empty table',
    input: { columns: towns.columns, rows: [] },
    params: { ...defaults, columns: ['town'], nulls: 'column' },
    fitted: { town: [] },
    output: {
      columns: [
        ['id', 'int64'],
        ['town_null', 'int8'],
      ],
      rows: [],
    },
  },
  {
    name: 'unseen values are an error, in a column whose name polars reads as a pattern',
    input: { columns: [['^d$', 'int8']], rows: [[3], [null]] },
    params: { ...defaults, columns: ['^d$'], unseen: 'error' },
    fitted: { '^d$': ['3'] },
    output: { columns: [['^d$_3', 'int8']], rows: [[1], [0]] },
  },
];
