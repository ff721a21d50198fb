import type { Example, ExampleTable } from '../define.ts';
import type { MissingParams } from '../missingCells.ts';

interface Params extends MissingParams {
  readonly how: 'any' | 'all' | 'at-least';
  readonly count?: number | undefined;
  readonly keep: boolean;
}

const columns: ExampleTable['columns'] = [
  ['name', 'text'],
  ['x', 'float64'],
  ['day', 'date'],
];
const rows: ExampleTable['rows'] = [
  ['ann', 1, '2026-01-01'],
  ['', 'nan', '2026-01-02'],
  ['  ', 2, null],
  [null, null, null],
  ['🚀', null, '0001-01-01'],
  [null, 'inf', '9999-12-31'],
  ['\u00a0', '-0.0', null],
];
const plain = { nan: false, blank: false, how: 'any', keep: false } as const;

/** Worked examples of drop-missing. */
export const dropMissingExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'any null in two columns drops the row, NaN and empty text are values',
    input: { columns, rows },
    params: { ...plain, columns: ['name', 'x'] },
    output: {
      columns,
      rows: [
        ['ann', 1, '2026-01-01'],
        ['', 'nan', '2026-01-02'],
        ['  ', 2, null],
        ['\u00a0', '-0.0', null],
      ],
    },
  },
  {
    name: 'NaN and blank text are missing too, in all columns',
    input: { columns, rows },
    params: { ...plain, columns: [], nan: true, blank: true },
    output: { columns, rows: [['ann', 1, '2026-01-01']] },
  },
  {
    name: 'rows of which nothing is left',
    input: { columns, rows },
    params: { ...plain, columns: [], how: 'all' },
    output: { columns, rows: rows.filter((row) => !row.every((cell) => cell === null)) },
  },
  {
    name: 'at least two missing cells, with NaN and blanks',
    input: { columns, rows },
    params: { ...plain, columns: [], how: 'at-least', count: 2, nan: true, blank: true },
    output: {
      columns,
      rows: [
        ['ann', 1, '2026-01-01'],
        ['🚀', null, '0001-01-01'],
        [null, 'inf', '9999-12-31'],
        ['\u00a0', '-0.0', null],
      ],
    },
  },
  {
    name: 'only the rows with a missing name or number are kept',
    input: { columns, rows },
    params: { ...plain, columns: ['name', 'x'], keep: true },
    output: {
      columns,
      rows: [
        [null, null, null],
        ['🚀', null, '0001-01-01'],
        [null, 'inf', '9999-12-31'],
      ],
    },
  },
  {
    name: 'at least two, kept',
    input: { columns, rows },
    params: { ...plain, columns: [], how: 'at-least', count: 2, keep: true },
    output: { columns, rows: [[null, null, null]] },
  },
  {
    name: 'a column that is null throughout leaves no row',
    input: {
      columns: [
        ['a', 'int64'],
        ['b', 'float32'],
      ],
      rows: [
        [1, null],
        [2, null],
      ],
    },
    params: { ...plain, columns: ['b'], nan: true },
    output: {
      columns: [
        ['a', 'int64'],
        ['b', 'float32'],
      ],
      rows: [],
    },
  },
  {
    name: 'an empty table',
    input: { columns, rows: [] },
    params: { ...plain, columns: [], how: 'all', blank: true },
    output: { columns, rows: [] },
  },
];
