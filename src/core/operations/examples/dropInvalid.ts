import type { Example, ExampleTable } from '../define.ts';

type Literal = string | number | boolean;
interface Params {
  readonly columns: string[];
  readonly valid: 'type' | 'list' | 'range' | 'pattern';
  readonly type?: string | undefined;
  readonly values?: Literal[] | undefined;
  readonly least?: Literal | undefined;
  readonly most?: Literal | undefined;
  readonly matches?: string | undefined;
  readonly missing: boolean;
  readonly keep: boolean;
}

const columns: ExampleTable['columns'] = [
  ['raw', 'text'],
  ['x', 'float64'],
];
const rows: ExampleTable['rows'] = [
  ['12', 0],
  [' -7 ', 10.5],
  ['1.0', 'nan'],
  ['', '-inf'],
  [null, null],
  ['9223372036854775808', '-0.0'],
  ['2026-02-29', 100],
  ['🚀', 100.5],
];
const drop = { missing: false, keep: false };

/** Worked examples of drop-invalid. */
export const dropInvalidExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'text that is no whole number',
    input: { columns, rows },
    params: { ...drop, columns: ['raw'], valid: 'type', type: 'int64' },
    output: {
      columns,
      rows: [
        ['12', 0],
        [' -7 ', 10.5],
        [null, null],
      ],
    },
  },
  {
    name: 'numbers outside a range: both ends are in it, NaN is not, null is invalid too',
    input: { columns, rows },
    params: { columns: ['x'], valid: 'range', least: 0, most: 100, missing: true, keep: false },
    output: {
      columns,
      rows: [
        ['12', 0],
        [' -7 ', 10.5],
        ['9223372036854775808', '-0.0'],
        ['2026-02-29', 100],
      ],
    },
  },
  {
    name: 'the rows whose text is not in a list',
    input: { columns, rows },
    params: { columns: ['raw'], valid: 'list', values: ['12', '🚀'], missing: false, keep: true },
    output: {
      columns,
      rows: [
        [' -7 ', 10.5],
        ['1.0', 'nan'],
        ['', '-inf'],
        ['9223372036854775808', '-0.0'],
        ['2026-02-29', 100],
      ],
    },
  },
  {
    name: 'text in which a pattern is not found',
    input: { columns, rows },
    params: { ...drop, columns: ['raw'], valid: 'pattern', matches: '^[0-9]+$' },
    output: {
      columns,
      rows: [
        ['12', 0],
        [null, null],
        ['9223372036854775808', '-0.0'],
      ],
    },
  },
  {
    name: 'days that are none, in either column',
    input: {
      columns: [
        ['begin', 'text'],
        ['end', 'text'],
      ],
      rows: [
        ['2024-02-29', '2026-01-31'],
        ['2026-02-29', '2026-01-31'],
        ['2026-01-01', '2026-1-31'],
        [null, '0001-01-01'],
        ['2026-01-01', ''],
      ],
    },
    params: { ...drop, columns: ['begin', 'end'], valid: 'type', type: 'date' },
    output: {
      columns: [
        ['begin', 'text'],
        ['end', 'text'],
      ],
      rows: [
        ['2024-02-29', '2026-01-31'],
        [null, '0001-01-01'],
      ],
    },
  },
  {
    name: 'an open range of days, missing ones kept as invalid',
    input: { columns: [['day', 'date']], rows: [['2025-12-31'], ['2026-01-01'], [null]] },
    params: { columns: ['day'], valid: 'range', least: '2026-01-01', missing: true, keep: true },
    output: { columns: [['day', 'date']], rows: [['2025-12-31'], [null]] },
  },
  {
    name: 'an empty table',
    input: { columns, rows: [] },
    params: { ...drop, columns: ['x'], valid: 'list', values: [1, 'nan'] },
    output: { columns, rows: [] },
  },
];
