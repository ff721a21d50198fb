import type { Condition } from '../../../shared/condition.ts';
import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly values: (string | number | boolean)[];
  readonly matches?: string | undefined;
  readonly where?: Condition | undefined;
}

const columns: ExampleTable['columns'] = [
  ['code', 'text'],
  ['x', 'float64'],
];

/** Worked examples of value-to-missing. */
export const valueToMissingExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'given values in two columns of numbers',
    input: {
      columns: [
        ['n', 'int16'],
        ['m', 'float64'],
      ],
      rows: [
        [-999, -999],
        [0, '-0.0'],
        [null, 'nan'],
        [32767, 'inf'],
      ],
    },
    params: { columns: ['n', 'm'], values: [-999, 0] },
    output: {
      columns: [
        ['n', 'int16'],
        ['m', 'float64'],
      ],
      rows: [
        [null, null],
        [null, null],
        [null, 'nan'],
        [32767, 'inf'],
      ],
    },
  },
  {
    name: 'text by value or by pattern',
    input: {
      columns,
      rows: [
        ['n/a', 1],
        ['A12', 2],
        ['12', 3],
        ['', 4],
        [null, 5],
        ['🚀9', 6],
      ],
    },
    params: { columns: ['code'], values: ['n/a', ''], matches: '^[0-9]+$' },
    output: {
      columns,
      rows: [
        [null, 1],
        ['A12', 2],
        [null, 3],
        [null, 4],
        [null, 5],
        ['🚀9', 6],
      ],
    },
  },
  {
    name: 'where a condition on another column holds; unknown is not enough',
    input: {
      columns,
      rows: [
        ['a', 1],
        ['b', 'nan'],
        ['c', null],
        ['d', -5],
      ],
    },
    params: {
      columns: ['code', 'x'],
      values: [],
      where: { column: 'x', is: 'greater', value: 0 },
    },
    output: {
      columns,
      rows: [
        [null, null],
        [null, null],
        ['c', null],
        ['d', -5],
      ],
    },
  },
  {
    name: 'NaN',
    input: { columns: [['x', 'float32']], rows: [['nan'], [1], [null]] },
    params: { columns: ['x'], values: ['nan'] },
    output: { columns: [['x', 'float32']], rows: [[null], [1], [null]] },
  },
  {
    name: 'an empty table',
    input: { columns, rows: [] },
    params: { columns: ['code'], values: ['a'] },
    output: { columns, rows: [] },
  },
];
