import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly texts: string[];
  readonly numbers: number[];
  readonly days: string[];
}

const columns: ExampleTable['columns'] = [
  ['name', 'text'],
  ['x', 'float64'],
  ['n', 'int8'],
  ['day', 'date'],
  ['ok', 'boolean'],
];
const usual = {
  texts: ['', '?', 'N/A', ' null '],
  numbers: [-999, -1],
  days: ['0001-01-01', '9999-12-31'],
};

/** Worked examples of disguised-missing. */
export const disguisedMissingExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'in all columns, each by the list of its type',
    input: {
      columns,
      rows: [
        ['n/a', -999, -1, '9999-12-31', true],
        ['  N/A ', -1, -128, '0001-01-01', false],
        ['', 'nan', 127, '2026-01-31', null],
        ['   ', '-inf', null, null, null],
        ['NULL', 999, 1, '9999-12-30', null],
        ['?!', '-0.0', 0, null, null],
        [null, null, null, null, null],
        ['🚀', 0, 0, null, null],
      ],
    },
    params: { columns: [], ...usual },
    output: {
      columns,
      rows: [
        [null, null, null, null, true],
        [null, null, -128, null, false],
        [null, 'nan', 127, '2026-01-31', null],
        [null, '-inf', null, null, null],
        [null, 999, 1, '9999-12-30', null],
        ['?!', '-0.0', 0, null, null],
        [null, null, null, null, null],
        ['🚀', 0, 0, null, null],
      ],
    },
  },
  {
    name: 'one column; decimals and timestamps by value',
    input: {
      columns: [
        ['price', 'decimal(6,2)'],
        ['seen', 'timestamp'],
        ['note', 'text'],
      ],
      rows: [
        ['-999.00', '9999-12-31 00:00:00', '?'],
        ['-999.01', '9999-12-31 00:00:00.000001', '?'],
        [null, null, null],
      ],
    },
    params: { columns: ['price', 'seen'], ...usual },
    output: {
      columns: [
        ['price', 'decimal(6,2)'],
        ['seen', 'timestamp'],
        ['note', 'text'],
      ],
      rows: [
        [null, null, '?'],
        ['-999.01', '9999-12-31 00:00:00.000001', '?'],
        [null, null, null],
      ],
    },
  },
  {
    name: 'empty lists change nothing',
    input: { columns: [['name', 'text']], rows: [['?']] },
    params: { columns: ['name'], texts: [], numbers: [], days: [] },
    output: { columns: [['name', 'text']], rows: [['?']] },
  },
  {
    name: 'an empty table',
    input: { columns, rows: [] },
    params: { columns: ['name', 'x'], ...usual },
    output: { columns, rows: [] },
  },
];
