import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly to: 'float64' | 'int64' | 'decimal';
  readonly digits?: number;
  readonly decimal: '.' | ',';
  readonly thousands: ',' | '.' | ' ' | "'" | '_' | 'none';
  readonly currency: boolean;
  readonly brackets: boolean;
  readonly percent: 'divide' | 'ignore' | 'refuse';
}

const texts: ExampleTable['columns'] = [['a', 'text']];
const plain = {
  columns: ['a'],
  to: 'float64',
  decimal: '.',
  thousands: ',',
  currency: true,
  brackets: true,
  percent: 'divide',
} as const;
const params = (more: Partial<Params>): Params => ({ ...plain, columns: ['a'], ...more });

/** Worked examples of parse-number. */
export const parseNumberExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'separators, signs, currencies, brackets and percent',
    input: {
      columns: [
        ['a', 'text'],
        ['n', 'int64'],
      ],
      rows: [
        ['1,234,567.5', 1],
        [' $ -1,234 ', 2],
        ['(12.50 EUR)', 3],
        ['5%', 4],
        ['12-', 5],
        ['-€.5', 6],
        ['\u22121e3', 7],
        ['1,23', 8],
        ['--1', 9],
        ['(-1)', 10],
        ['(1', 11],
        ['n/a', 12],
        ['', 13],
        [null, 14],
      ],
    },
    params: params({}),
    output: {
      columns: [
        ['a', 'float64'],
        ['n', 'int64'],
      ],
      rows: [
        [1234567.5, 1],
        [-1234, 2],
        [-12.5, 3],
        [0.05, 4],
        [-12, 5],
        [-0.5, 6],
        [-1000, 7],
        [null, 8],
        [null, 9],
        [null, 10],
        [null, 11],
        [null, 12],
        [null, 13],
        [null, 14],
      ],
    },
  },
  {
    name: 'points for thousands and a decimal comma, as decimals',
    input: { columns: texts, rows: [['1.234,565'], ['-,5'], ['1.234'], ['1,5 %'], ['x'], [null]] },
    params: params({
      to: 'decimal',
      digits: 2,
      decimal: ',',
      thousands: '.',
      percent: 'ignore',
    }),
    output: {
      columns: [['a', 'decimal(18,2)']],
      rows: [['1234.57'], ['-0.50'], ['1234.00'], ['1.50'], [null], [null]],
    },
  },
  {
    name: 'whole numbers with spaces, without currencies, brackets and percent',
    input: {
      columns: texts,
      rows: [
        ['9 223 372 036 854\u202f775\u00a0807'],
        ['9 223 372 036 854 775 808'],
        ['+7'],
        ['1 €'],
        ['(1)'],
        ['1%'],
        ['1 2'],
      ],
    },
    params: params({
      to: 'int64',
      thousands: ' ',
      currency: false,
      brackets: false,
      percent: 'refuse',
    }),
    output: {
      columns: [['a', 'int64']],
      rows: [['9223372036854775807'], [null], [7], [null], [null], [null], [null]],
    },
  },
  {
    name: 'no thousands',
    input: { columns: texts, rows: [['1234.5'], ['1,234'], ['1e400']] },
    params: params({ thousands: 'none' }),
    output: { columns: [['a', 'float64']], rows: [[1234.5], [null], [null]] },
  },
  {
    name: 'an empty table',
    input: { columns: texts, rows: [] },
    params: params({}),
    output: { columns: [['a', 'float64']], rows: [] },
  },
];
