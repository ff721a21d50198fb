import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface RowNumberParams {
  as: string;
  start: number;
  step: number;
  within: string[];
}

type NumberExample = Example<RowNumberParams>;

const towns: ExampleTable = {
  columns: [
    ['town', 'text'],
    ['n', 'int64'],
  ],
  rows: [
    ['b', 3],
    ['', 1],
    ['b', null],
    [null, 2],
    [null, 1],
    ['b', 3],
  ],
};

/** Worked examples of the operation `row-number`. */
export const rowNumberExamples: readonly [NumberExample, ...NumberExample[]] = [
  {
    name: 'from 1, in the order of the source',
    input: towns,
    params: { as: 'row', start: 1, step: 1, within: [] },
    output: {
      columns: [
        ['town', 'text'],
        ['n', 'int64'],
        ['row', 'int64'],
      ],
      rows: [
        ['b', 3, 1],
        ['', 1, 2],
        ['b', null, 3],
        [null, 2, 4],
        [null, 1, 5],
        ['b', 3, 6],
      ],
    },
  },
  {
    name: 'within groups, null is one, in steps of −10',
    input: towns,
    params: { as: 'place', start: 0, step: -10, within: ['town'] },
    output: {
      columns: [
        ['town', 'text'],
        ['n', 'int64'],
        ['place', 'int64'],
      ],
      rows: [
        ['b', 3, 0],
        ['', 1, 0],
        ['b', null, -10],
        [null, 2, 0],
        [null, 1, -10],
        ['b', 3, -20],
      ],
    },
  },
  {
    name: 'within groups of two columns',
    input: towns,
    params: { as: 'place', start: 1, step: 1, within: ['n', 'town'] },
    output: {
      columns: [
        ['town', 'text'],
        ['n', 'int64'],
        ['place', 'int64'],
      ],
      rows: [
        ['b', 3, 1],
        ['', 1, 1],
        ['b', null, 1],
        [null, 2, 1],
        [null, 1, 1],
        ['b', 3, 2],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: [['d', 'date']], rows: [] },
    params: { as: 'row', start: 1, step: 1, within: [] },
    output: {
      columns: [
        ['d', 'date'],
        ['row', 'int64'],
      ],
      rows: [],
    },
  },
];
