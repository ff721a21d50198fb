import type { Example } from '../define.ts';

/** The params of the examples. */
interface CoalesceParams {
  columns: string[];
  as: string;
  emptyIsMissing: boolean;
  keep: boolean;
}

type CoalesceExample = Example<CoalesceParams>;

/** Worked examples of the operation `coalesce-columns`. */
export const coalesceColumnsExamples: readonly [CoalesceExample, ...CoalesceExample[]] = [
  {
    name: 'the first that is there, under the name of one of them',
    input: {
      columns: [
        ['id', 'int8'],
        ['home', 'text'],
        ['work', 'text'],
        ['mobile', 'text'],
      ],
      rows: [
        [1, 'h', 'w', 'm'],
        [2, null, '', 'm'],
        [3, null, null, '🚀'],
        [4, null, null, null],
      ],
    },
    params: { columns: ['home', 'work', 'mobile'], as: 'work', emptyIsMissing: false, keep: false },
    output: {
      columns: [
        ['id', 'int8'],
        ['work', 'text'],
      ],
      rows: [
        [1, 'h'],
        [2, ''],
        [3, '🚀'],
        [4, null],
      ],
    },
  },
  {
    name: 'empty texts are passed over, the columns stay',
    input: {
      columns: [
        ['a', 'text'],
        ['b', 'text'],
      ],
      rows: [
        ['', 'x'],
        ['', ''],
        [null, ''],
        [' ', 'x'],
      ],
    },
    params: { columns: ['a', 'b'], as: 'phone', emptyIsMissing: true, keep: true },
    output: {
      columns: [
        ['a', 'text'],
        ['b', 'text'],
        ['phone', 'text'],
      ],
      rows: [
        ['', 'x', 'x'],
        ['', '', null],
        [null, '', null],
        [' ', 'x', ' '],
      ],
    },
  },
  {
    name: 'NaN is a value, and whole numbers become floats beside floats',
    input: {
      columns: [
        ['f', 'float64'],
        ['i', 'int32'],
      ],
      rows: [
        ['nan', 1],
        [null, 2],
        ['-0.0', null],
        [null, null],
      ],
    },
    params: { columns: ['f', 'i'], as: 'best', emptyIsMissing: false, keep: false },
    output: { columns: [['best', 'float64']], rows: [['nan'], [2], ['-0.0'], [null]] },
  },
  {
    name: 'dates beside timestamps, in an empty table',
    input: {
      columns: [
        ['d', 'date'],
        ['t', 'timestamp'],
      ],
      rows: [],
    },
    params: { columns: ['d', 't'], as: 'at', emptyIsMissing: false, keep: false },
    output: { columns: [['at', 'timestamp']], rows: [] },
  },
];
