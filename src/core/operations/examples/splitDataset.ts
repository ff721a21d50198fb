import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly parts: Record<string, number>;
  readonly key: string[];
  readonly seed: number;
  readonly as: string;
}

const columns: ExampleTable['columns'] = [
  ['name', 'text'],
  ['ok', 'boolean'],
  ['day', 'date'],
];

/** Worked examples of split-dataset; the parts were worked out with Python's hashlib. */
export const splitDatasetExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'rows with equal keys land in one part',
    input: {
      columns: [
        ['user_id', 'int64'],
        ['x', 'float64'],
      ],
      rows: [
        [1, 0.5],
        [2, 'nan'],
        [3, null],
        [1, 1],
        [null, 2],
        ['-9223372036854775808', 3],
        ['9223372036854775807', 4],
      ],
    },
    params: { parts: { train: 0.7, validation: 0.3 }, key: ['user_id'], seed: 7, as: 'part' },
    output: {
      columns: [
        ['user_id', 'int64'],
        ['x', 'float64'],
        ['part', 'text'],
      ],
      rows: [
        [1, 0.5, 'train'],
        [2, 'nan', 'train'],
        [3, null, 'validation'],
        [1, 1, 'train'],
        [null, 2, 'train'],
        ['-9223372036854775808', 3, 'validation'],
        ['9223372036854775807', 4, 'train'],
      ],
    },
  },
  {
    name: 'three parts by a key of text, boolean and date',
    input: {
      columns,
      rows: [
        ['a', true, '2026-01-31'],
        ['a', false, '2026-01-31'],
        ['', true, '0001-01-01'],
        ['é', null, '2026-01-31'],
        ['🚀', false, '0001-01-01'],
        [null, null, null],
        [null, true, null],
      ],
    },
    params: {
      parts: { train: 0.7, validation: 0.2, test: 0.1 },
      key: ['name', 'ok', 'day'],
      seed: 3,
      as: 'which part',
    },
    output: {
      columns: [...columns, ['which part', 'text']],
      rows: [
        ['a', true, '2026-01-31', 'train'],
        ['a', false, '2026-01-31', 'validation'],
        ['', true, '0001-01-01', 'train'],
        ['é', null, '2026-01-31', 'train'],
        ['🚀', false, '0001-01-01', 'validation'],
        [null, null, null, 'validation'],
        [null, true, null, 'train'],
      ],
    },
  },
  {
    name: 'without a key each row of the source is dealt by its place (data.parquet:0, :1, …)',
    input: {
      columns: [['n', 'int8']],
      rows: [[10], [10], [10], [null], [10], [10], [10], [10]],
    },
    params: { parts: { train: 0.5, test: 0.5 }, key: [], seed: 0, as: 'part' },
    output: {
      columns: [
        ['n', 'int8'],
        ['part', 'text'],
      ],
      rows: [
        [10, 'test'],
        [10, 'train'],
        [10, 'train'],
        [null, 'test'],
        [10, 'train'],
        [10, 'train'],
        [10, 'test'],
        [10, 'train'],
      ],
    },
  },
  {
    name: 'one part takes all',
    input: { columns: [['n', 'int16']], rows: [[1], [null]] },
    params: { parts: { all: 1 }, key: ['n'], seed: -1, as: 'part' },
    output: {
      columns: [
        ['n', 'int16'],
        ['part', 'text'],
      ],
      rows: [
        [1, 'all'],
        [null, 'all'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: [['n', 'int16']], rows: [] },
    params: { parts: { train: 0.8, validation: 0.2 }, key: ['n'], seed: 7, as: 'part' },
    output: {
      columns: [
        ['n', 'int16'],
        ['part', 'text'],
      ],
      rows: [],
    },
  },
];
