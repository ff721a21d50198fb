import type { Example, ExampleTable } from '../define.ts';
import type { MissingParams } from '../missingCells.ts';

interface Params extends MissingParams {
  readonly suffix: string;
  readonly as: 'boolean' | 'number';
}

const columns: ExampleTable['columns'] = [
  ['name', 'text'],
  ['x', 'float32'],
];
const rows: ExampleTable['rows'] = [
  ['ann', 1],
  ['', 'nan'],
  ['   ', '-0.0'],
  [null, null],
];

/** Worked examples of missing-indicator. */
export const missingIndicatorExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: '1 where a cell is null, in all columns',
    input: { columns, rows },
    params: { columns: [], nan: false, blank: false, suffix: '_missing', as: 'number' },
    output: {
      columns: [...columns, ['name_missing', 'int8'], ['x_missing', 'int8']],
      rows: [
        ['ann', 1, 0, 0],
        ['', 'nan', 0, 0],
        ['   ', '-0.0', 0, 0],
        [null, null, 1, 1],
      ],
    },
  },
  {
    name: 'true and false, with NaN and blank text',
    input: { columns, rows },
    params: { columns: ['x', 'name'], nan: true, blank: true, suffix: '_gap', as: 'boolean' },
    output: {
      columns: [...columns, ['x_gap', 'boolean'], ['name_gap', 'boolean']],
      rows: [
        ['ann', 1, false, false],
        ['', 'nan', true, true],
        ['   ', '-0.0', false, true],
        [null, null, true, true],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: [['day', 'timestamp']], rows: [] },
    params: { columns: ['day'], nan: true, blank: true, suffix: '_missing', as: 'number' },
    output: {
      columns: [
        ['day', 'timestamp'],
        ['day_missing', 'int8'],
      ],
      rows: [],
    },
  },
];
