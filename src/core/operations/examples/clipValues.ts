import type { Example } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly lower?: number | string | undefined;
  readonly upper?: number | string | undefined;
  readonly outside: 'bound' | 'null';
  readonly suffix?: string | undefined;
}

/** Worked examples of clip-values. */
export const clipValuesExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'between 0 and 100',
    input: {
      columns: [
        ['id', 'int64'],
        ['n', 'int8'],
        ['f', 'float64'],
        ['s', 'float32'],
        ['d', 'decimal(5,2)'],
      ],
      rows: [
        [1, -128, '-inf', -0.5, '-0.01'],
        [2, 127, 'inf', 100.5, '100.01'],
        [3, 100, 'nan', 'nan', '100.00'],
        [4, 5, -0.0, 0.25, '0.00'],
        [5, null, null, null, null],
      ],
    },
    params: { columns: ['n', 'f', 's', 'd'], lower: 0, upper: 100, outside: 'bound' },
    output: {
      columns: [
        ['id', 'int64'],
        ['n', 'int8'],
        ['f', 'float64'],
        ['s', 'float32'],
        ['d', 'decimal(5,2)'],
      ],
      rows: [
        [1, 0, 0, 0, '0.00'],
        [2, 100, 100, 100, '100.00'],
        [3, 100, 'nan', 'nan', '100.00'],
        [4, 5, 0, 0.25, '0.00'],
        [5, null, null, null, null],
      ],
    },
  },
  {
    name: 'outside becomes missing, in new columns, with one bound',
    input: {
      columns: [
        ['f', 'float64'],
        ['i', 'int64'],
      ],
      rows: [
        [0.5, 1],
        ['inf', '9223372036854775807'],
        ['nan', null],
        [-0.5, '-9223372036854775808'],
        [null, 0],
      ],
    },
    params: { columns: ['f', 'i'], upper: 0, outside: 'null', suffix: '_clipped' },
    output: {
      columns: [
        ['f', 'float64'],
        ['i', 'int64'],
        ['f_clipped', 'float64'],
        ['i_clipped', 'int64'],
      ],
      rows: [
        [0.5, 1, null, null],
        ['inf', '9223372036854775807', null, null],
        ['nan', null, 'nan', null],
        [-0.5, '-9223372036854775808', -0.5, '-9223372036854775808'],
        [null, 0, null, 0],
      ],
    },
  },
  {
    name: 'whole numbers and decimals beyond 2^53 are bounds as text',
    input: {
      columns: [
        ['i', 'int64'],
        ['d', 'decimal(38,1)'],
      ],
      rows: [
        ['9007199254740993', '9007199254740993.1'],
        ['9223372036854775807', '1234567890123456789012345678901234567.5'],
        [-1, '-0.1'],
        [null, null],
      ],
    },
    params: { columns: ['i', 'd'], upper: '9007199254740993', outside: 'bound' },
    output: {
      columns: [
        ['i', 'int64'],
        ['d', 'decimal(38,1)'],
      ],
      rows: [
        ['9007199254740993', '9007199254740993.0'],
        ['9007199254740993', '9007199254740993.0'],
        [-1, '-0.1'],
        [null, null],
      ],
    },
  },
  {
    name: 'dates',
    input: { columns: [['day', 'date']], rows: [['1899-12-31'], ['2026-05-01'], [null]] },
    params: { columns: ['day'], lower: '1900-01-01', outside: 'bound' },
    output: { columns: [['day', 'date']], rows: [['1900-01-01'], ['2026-05-01'], [null]] },
  },
  {
    name: 'no rows',
    input: { columns: [['f', 'float64']], rows: [] },
    params: { columns: ['f'], lower: -1.5, outside: 'bound' },
    output: { columns: [['f', 'float64']], rows: [] },
  },
];
