import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface MoveParams {
  columns: string[];
  to: 'start' | 'end' | 'before' | 'after' | 'position';
  column?: string | undefined;
  position?: number | undefined;
}

const row: ExampleTable = {
  columns: [
    ['a', 'int64'],
    ['b', 'text'],
    ['c', 'float64'],
    ['d', 'boolean'],
  ],
  rows: [
    [1, 'ä', '-inf', true],
    [null, null, null, null],
  ],
};

/** Worked examples of the operation `move-columns`. */
export const moveColumnsExamples: readonly [Example<MoveParams>, ...Example<MoveParams>[]] = [
  {
    name: 'to the start, in the order named',
    input: row,
    params: { columns: ['d', 'b'], to: 'start' },
    output: {
      columns: [
        ['d', 'boolean'],
        ['b', 'text'],
        ['a', 'int64'],
        ['c', 'float64'],
      ],
      rows: [
        [true, 'ä', 1, '-inf'],
        [null, null, null, null],
      ],
    },
  },
  {
    name: 'behind another column',
    input: row,
    params: { columns: ['a'], to: 'after', column: 'c' },
    output: {
      columns: [
        ['b', 'text'],
        ['c', 'float64'],
        ['a', 'int64'],
        ['d', 'boolean'],
      ],
      rows: [
        ['ä', '-inf', 1, true],
        [null, null, null, null],
      ],
    },
  },
  {
    name: 'before another column',
    input: row,
    params: { columns: ['c', 'd'], to: 'before', column: 'b' },
    output: {
      columns: [
        ['a', 'int64'],
        ['c', 'float64'],
        ['d', 'boolean'],
        ['b', 'text'],
      ],
      rows: [
        [1, '-inf', true, 'ä'],
        [null, null, null, null],
      ],
    },
  },
  {
    name: 'to the end',
    input: row,
    params: { columns: ['a'], to: 'end' },
    output: {
      columns: [
        ['b', 'text'],
        ['c', 'float64'],
        ['d', 'boolean'],
        ['a', 'int64'],
      ],
      rows: [
        ['ä', '-inf', true, 1],
        [null, null, null, null],
      ],
    },
  },
  {
    name: 'to the third place, in an empty table',
    input: { ...row, rows: [] },
    params: { columns: ['a'], to: 'position', position: 3 },
    output: {
      columns: [
        ['b', 'text'],
        ['c', 'float64'],
        ['a', 'int64'],
        ['d', 'boolean'],
      ],
      rows: [],
    },
  },
];
