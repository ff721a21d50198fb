import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface SplitColumnParams {
  column: string;
  by: 'delimiter' | 'regex' | 'positions' | 'width';
  into: string[];
  rest: 'keep' | 'drop';
  keep: boolean;
  delimiter?: string | undefined;
  pattern?: string | undefined;
  positions?: number[] | undefined;
  width?: number | undefined;
  from?: 'start' | 'end' | undefined;
}

type SplitExample = Example<SplitColumnParams>;

const texts: ExampleTable = {
  columns: [
    ['id', 'int64'],
    ['t', 'text'],
  ],
  rows: [
    [1, 'a-b-c'],
    [2, '🚀-'],
    [3, 'ä'],
    [4, ''],
    [5, null],
  ],
};
const defaults = {
  column: 't',
  by: 'delimiter',
  rest: 'keep',
  keep: false,
} as const;

/** The table without `t` and with these columns of text. */
function parts(
  names: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): ExampleTable {
  return {
    columns: [['id', 'int64'], ...names.map((name) => [name, 'text'] as const)],
    rows: rows.map((row, index) => [index + 1, ...row]),
  };
}

/** Worked examples of the operation `split-column`. */
export const splitColumnExamples: readonly [SplitExample, ...SplitExample[]] = [
  {
    name: 'two parts at a delimiter: the last holds the rest, a missing one is null',
    input: texts,
    params: { ...defaults, delimiter: '-', into: ['first', 'others'] },
    output: parts(
      ['first', 'others'],
      [
        ['a', 'b-c'],
        ['🚀', ''],
        ['ä', null],
        ['', null],
        [null, null],
      ],
    ),
  },
  {
    name: 'from the end, the rest is dropped, and the column is kept',
    input: texts,
    params: {
      ...defaults,
      ...{ delimiter: '-', into: ['p', 'q'], from: 'end', rest: 'drop', keep: true },
    },
    output: {
      columns: [
        ['id', 'int64'],
        ['t', 'text'],
        ['p', 'text'],
        ['q', 'text'],
      ],
      rows: [
        [1, 'a-b-c', 'b', 'c'],
        [2, '🚀-', '🚀', ''],
        [3, 'ä', null, 'ä'],
        [4, '', null, ''],
        [5, null, null, null],
      ],
    },
  },
  {
    name: 'from the end, the first holds the rest; a part takes the place of the column',
    input: texts,
    params: { ...defaults, delimiter: '-', into: ['front', 't'], from: 'end' },
    output: {
      columns: [
        ['id', 'int64'],
        ['t', 'text'],
        ['front', 'text'],
      ],
      rows: [
        [1, 'c', 'a-b'],
        [2, '', '🚀'],
        [3, 'ä', null],
        [4, '', null],
        [5, null, null],
      ],
    },
  },
  {
    name: 'at a regular expression',
    input: {
      columns: [
        ['id', 'int64'],
        ['t', 'text'],
      ],
      rows: [
        [1, 'x1yy22z3'],
        [2, '7'],
        [3, null],
      ],
    },
    params: { ...defaults, by: 'regex', pattern: '\\d+', into: ['p', 'q', 'r'] },
    output: parts(
      ['p', 'q', 'r'],
      [
        ['x', 'yy', 'z3'],
        ['', '', null],
        [null, null, null],
      ],
    ),
  },
  {
    name: 'at positions, characters counted as code points',
    input: texts,
    params: { ...defaults, by: 'positions', positions: [1, 3], into: ['p', 'q', 'r'] },
    output: parts(
      ['p', 'q', 'r'],
      [
        ['a', '-b', '-c'],
        ['🚀', '-', null],
        ['ä', null, null],
        ['', null, null],
        [null, null, null],
      ],
    ),
  },
  {
    name: 'every two characters, the rest is dropped',
    input: texts,
    params: { ...defaults, by: 'width', width: 2, into: ['p', 'q'], rest: 'drop' },
    output: parts(
      ['p', 'q'],
      [
        ['a-', 'b-'],
        ['🚀-', null],
        ['ä', null],
        ['', null],
        [null, null],
      ],
    ),
  },
  {
    name: 'an empty table',
    input: { columns: [['t', 'text']], rows: [] },
    params: { ...defaults, delimiter: '.', into: ['p'], rest: 'drop' },
    output: { columns: [['p', 'text']], rows: [] },
  },
];
