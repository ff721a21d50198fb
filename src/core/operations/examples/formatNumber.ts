import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly digits: number;
  readonly thousands: ',' | '.' | ' ' | "'" | '_' | 'none';
  readonly decimal: '.' | ',';
  readonly before: string;
  readonly after: string;
  readonly suffix?: string | undefined;
}

const amounts: ExampleTable['columns'] = [
  ['x', 'float64'],
  ['d', 'decimal(12,3)'],
  ['n', 'int32'],
];

/** Worked examples of format-number. */
export const formatNumberExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'dollars',
    input: {
      columns: amounts,
      rows: [
        [1234567.891, '1234.565', 1234567],
        [-1234.5, '-0.005', -1],
        [0, '0.000', 999],
        [-0.001, '-0.004', 1000],
        ['nan', null, null],
        ['-inf', '999999999.999', -2147483648],
        [null, '1.000', 0],
      ],
    },
    params: {
      columns: ['x', 'd', 'n'],
      digits: 2,
      thousands: ',',
      decimal: '.',
      before: '$',
      after: '',
    },
    output: {
      columns: [
        ['x', 'text'],
        ['d', 'text'],
        ['n', 'text'],
      ],
      rows: [
        ['$1,234,567.89', '$1,234.57', '$1,234,567.00'],
        ['-$1,234.50', '-$0.01', '-$1.00'],
        ['$0.00', '$0.00', '$999.00'],
        ['$0.00', '$0.00', '$1,000.00'],
        [null, null, null],
        [null, '$1,000,000,000.00', '-$2,147,483,648.00'],
        [null, '$1.00', '$0.00'],
      ],
    },
  },
  {
    name: 'no digits but those of the shortest text',
    input: {
      columns: [['x', 'float64']],
      rows: [
        ['0.30000000000000004'],
        [1234567.891],
        ['1e22'],
        ['-123456789012345680'],
        ['4.35e-14'],
        ['1e23'],
        ['-0.0'],
      ],
    },
    params: {
      columns: ['x'],
      digits: 15,
      thousands: ',',
      decimal: '.',
      before: '',
      after: '',
    },
    output: {
      columns: [['x', 'text']],
      rows: [
        ['0.300000000000000'],
        ['1,234,567.891000000000000'],
        ['10,000,000,000,000,000,000,000.000000000000000'],
        ['-123,456,789,012,345,680.000000000000000'],
        ['0.000000000000044'],
        [null],
        ['0.000000000000000'],
      ],
    },
  },
  {
    name: 'a decimal comma in a new column',
    input: { columns: [['x', 'float32']], rows: [[1234.5], [-0.25], [null]] },
    params: {
      columns: ['x'],
      digits: 1,
      thousands: '.',
      decimal: ',',
      before: '',
      after: ' €',
      suffix: '_text',
    },
    output: {
      columns: [
        ['x', 'float32'],
        ['x_text', 'text'],
      ],
      rows: [
        [1234.5, '1.234,5 €'],
        [-0.25, '-0,3 €'],
        [null, null],
      ],
    },
  },
  {
    name: 'whole numbers without separators',
    input: {
      columns: [['n', 'int64']],
      rows: [['9223372036854775807'], ['-9223372036854775808'], [0], [null]],
    },
    params: {
      columns: ['n'],
      digits: 0,
      thousands: 'none',
      decimal: '.',
      before: '№ ',
      after: "'%",
    },
    output: {
      columns: [['n', 'text']],
      rows: [["№ 9223372036854775807'%"], ["-№ 9223372036854775808'%"], ["№ 0'%"], [null]],
    },
  },
  {
    name: 'an empty table',
    input: { columns: [['n', 'int8']], rows: [] },
    params: {
      columns: ['n'],
      digits: 3,
      thousands: ' ',
      decimal: ',',
      before: '',
      after: '',
    },
    output: { columns: [['n', 'text']], rows: [] },
  },
];
