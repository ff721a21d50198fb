import type { Example, ExampleTable } from '../define.ts';
import type { FlagParams } from '../duplicateRows.ts';

const columns: ExampleTable['columns'] = [
  ['x', 'float64'],
  ['name', 'text'],
];
const rows: ExampleTable['rows'] = [
  ['nan', 'a'],
  [0, 'b'],
  ['nan', 'c'],
  ['-0.0', 'd'],
  [null, 'e'],
  [1, null],
  [null, 'f'],
  ['nan', 'g'],
];

/** Worked examples of flag-duplicates. */
export const flagDuplicatesExamples: readonly [Example<FlagParams>, ...Example<FlagParams>[]] = [
  {
    name: 'all but the first, with the number of equal rows',
    input: { columns, rows },
    params: { columns: ['x'], keep: 'first', as: 'again', count: 'times' },
    output: {
      columns: [...columns, ['again', 'boolean'], ['times', 'int64']],
      rows: [
        ['nan', 'a', false, 3],
        [0, 'b', false, 2],
        ['nan', 'c', true, 3],
        ['-0.0', 'd', true, 2],
        [null, 'e', false, 2],
        [1, null, false, 1],
        [null, 'f', true, 2],
        ['nan', 'g', true, 3],
      ],
    },
  },
  {
    name: 'every row that has a twin',
    input: { columns, rows },
    params: { columns: ['x'], keep: 'none', as: 'twin' },
    output: {
      columns: [...columns, ['twin', 'boolean']],
      rows: [
        ['nan', 'a', true],
        [0, 'b', true],
        ['nan', 'c', true],
        ['-0.0', 'd', true],
        [null, 'e', true],
        [1, null, false],
        [null, 'f', true],
        ['nan', 'g', true],
      ],
    },
  },
  {
    name: 'all but the one with the least name, null gives way',
    input: { columns, rows: [...rows, [1, '🚀'], ['nan', 'A']] },
    params: { columns: ['x'], keep: 'least', by: 'name', as: 'again' },
    output: {
      columns: [...columns, ['again', 'boolean']],
      rows: [
        ['nan', 'a', true],
        [0, 'b', false],
        ['nan', 'c', true],
        ['-0.0', 'd', true],
        [null, 'e', false],
        [1, null, true],
        [null, 'f', true],
        ['nan', 'g', true],
        [1, '🚀', false],
        ['nan', 'A', false],
      ],
    },
  },
  {
    name: 'rows equal in all columns',
    input: {
      columns: [
        ['a', 'text'],
        ['b', 'decimal(10,2)'],
      ],
      rows: [
        ['', '1.00'],
        ['', '1.00'],
        [null, null],
        ['', null],
        [null, null],
      ],
    },
    params: { columns: [], keep: 'none', as: 'again', count: 'n' },
    output: {
      columns: [
        ['a', 'text'],
        ['b', 'decimal(10,2)'],
        ['again', 'boolean'],
        ['n', 'int64'],
      ],
      rows: [
        ['', '1.00', true, 2],
        ['', '1.00', true, 2],
        [null, null, true, 2],
        ['', null, false, 1],
        [null, null, true, 2],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns, rows: [] },
    params: { columns: [], keep: 'last', as: 'again', count: 'n' },
    output: { columns: [...columns, ['again', 'boolean'], ['n', 'int64']], rows: [] },
  },
];
