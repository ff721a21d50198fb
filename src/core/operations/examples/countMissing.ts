import type { Example, ExampleTable } from '../define.ts';
import type { MissingParams } from '../missingCells.ts';

interface Params extends MissingParams {
  readonly as: string;
}

const columns: ExampleTable['columns'] = [
  ['name', 'text'],
  ['x', 'float64'],
  ['n', 'int8'],
];
const rows: ExampleTable['rows'] = [
  ['ann', 1, 127],
  ['', 'nan', null],
  ['  ', null, 0],
  [null, null, null],
  ['e\u0301', 'inf', null],
];
const counted: ExampleTable['columns'] = [...columns, ['gaps', 'int64']];

/** Worked examples of count-missing. */
export const countMissingExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'nulls of all columns',
    input: { columns, rows },
    params: { columns: [], nan: false, blank: false, as: 'gaps' },
    output: {
      columns: counted,
      rows: [
        ['ann', 1, 127, 0],
        ['', 'nan', null, 1],
        ['  ', null, 0, 1],
        [null, null, null, 3],
        ['e\u0301', 'inf', null, 1],
      ],
    },
  },
  {
    name: 'NaN and blank text too, in two columns',
    input: { columns, rows },
    params: { columns: ['x', 'name'], nan: true, blank: true, as: 'gaps' },
    output: {
      columns: counted,
      rows: [
        ['ann', 1, 127, 0],
        ['', 'nan', null, 2],
        ['  ', null, 0, 2],
        [null, null, null, 2],
        ['e\u0301', 'inf', null, 0],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns, rows: [] },
    params: { columns: [], nan: true, blank: false, as: 'gaps' },
    output: { columns: counted, rows: [] },
  },
];
