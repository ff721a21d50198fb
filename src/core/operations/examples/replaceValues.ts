import type { Example, ExampleTable } from '../define.ts';

type Literal = string | number | boolean;
interface Params {
  readonly columns: string[];
  readonly map: { readonly from: Literal; readonly to?: Literal | undefined }[];
  readonly others: 'keep' | 'missing' | 'default';
  readonly default?: Literal | undefined;
}

const sizes: ExampleTable['columns'] = [
  ['size', 'text'],
  ['fit', 'text'],
];

/** Worked examples of replace-values. */
export const replaceValuesExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'texts in two columns, the others stay',
    input: {
      columns: sizes,
      rows: [
        ['S', 'L'],
        ['s', ''],
        [null, '🚀'],
        ['L', "it's"],
      ],
    },
    params: {
      columns: ['size', 'fit'],
      map: [
        { from: 'S', to: 'small' },
        { from: 'L', to: 'S' },
        { from: '', to: 'none' },
        { from: '🚀' },
        { from: "it's", to: 'é"' },
      ],
      others: 'keep',
    },
    output: {
      columns: sizes,
      rows: [
        ['small', 'S'],
        ['s', 'none'],
        [null, null],
        ['S', 'é"'],
      ],
    },
  },
  {
    name: 'floats: NaN, zero of either sign, infinity; others become a default, null stays',
    input: {
      columns: [['x', 'float64']],
      rows: [['nan'], ['-0.0'], [0], ['inf'], [null], [1e300], [1.5]],
    },
    params: {
      columns: ['x'],
      map: [
        { from: 'nan', to: 1 },
        { from: 0, to: 2 },
        { from: 'inf', to: 'nan' },
        { from: 1.5, to: '-inf' },
      ],
      others: 'default',
      default: -7,
    },
    output: {
      columns: [['x', 'float64']],
      rows: [[1], [2], [2], ['nan'], [null], [-7], ['-inf']],
    },
  },
  {
    name: 'small whole numbers keep their type, others become missing',
    input: { columns: [['n', 'int8']], rows: [[-128], [127], [0], [null]] },
    params: {
      columns: ['n'],
      map: [
        { from: -128, to: 127 },
        { from: 127, to: -128 },
      ],
      others: 'missing',
    },
    output: { columns: [['n', 'int8']], rows: [[127], [-128], [null], [null]] },
  },
  {
    name: 'whole numbers beyond 2^53',
    input: {
      columns: [['n', 'int64']],
      rows: [['9223372036854775807'], ['9223372036854775806'], ['-9223372036854775808']],
    },
    params: {
      columns: ['n'],
      map: [{ from: '9223372036854775807', to: '-9007199254740993' }],
      others: 'keep',
    },
    output: {
      columns: [['n', 'int64']],
      rows: [['-9007199254740993'], ['9223372036854775806'], ['-9223372036854775808']],
    },
  },
  {
    name: 'decimals and float32',
    input: {
      columns: [
        ['d', 'decimal(10,2)'],
        ['f', 'float32'],
      ],
      rows: [
        ['1.50', 1.5],
        ['-0.01', 2],
        [null, null],
      ],
    },
    params: { columns: ['d', 'f'], map: [{ from: 1.5, to: 9 }], others: 'keep' },
    output: {
      columns: [
        ['d', 'decimal(10,2)'],
        ['f', 'float32'],
      ],
      rows: [
        ['9.00', 9],
        ['-0.01', 2],
        [null, null],
      ],
    },
  },
  {
    name: 'dates',
    input: { columns: [['day', 'date']], rows: [['1900-01-01'], ['2026-01-31'], [null]] },
    params: {
      columns: ['day'],
      map: [{ from: '1900-01-01' }, { from: '2026-01-31', to: '9999-12-31' }],
      others: 'keep',
    },
    output: { columns: [['day', 'date']], rows: [[null], ['9999-12-31'], [null]] },
  },
  {
    name: 'booleans',
    input: { columns: [['ok', 'boolean']], rows: [[true], [false], [null]] },
    params: { columns: ['ok'], map: [{ from: false }], others: 'keep' },
    output: { columns: [['ok', 'boolean']], rows: [[true], [null], [null]] },
  },
  {
    name: 'an empty table',
    input: { columns: sizes, rows: [] },
    params: { columns: ['fit'], map: [{ from: 'S', to: 'M' }], others: 'missing' },
    output: { columns: sizes, rows: [] },
  },
];
