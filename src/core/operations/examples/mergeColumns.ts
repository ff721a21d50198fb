import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface MergeParams {
  columns: string[];
  as: string;
  nulls: 'missing' | 'skip' | 'text';
  keep: boolean;
  separator?: string | undefined;
  nullText?: string | undefined;
}

const people: ExampleTable = {
  columns: [
    ['first', 'text'],
    ['last', 'text'],
    ['n', 'int64'],
  ],
  rows: [
    ['Ann', 'Ä', 1],
    ['🚀', null, 2],
    ['', 'B', null],
    [null, null, 3],
  ],
};
const defaults = { nulls: 'skip', keep: false } as const;

/** Worked examples of the operation `merge-columns`. */
export const mergeColumnsExamples: readonly [Example<MergeParams>, ...Example<MergeParams>[]] = [
  {
    name: 'nulls are left out, empty texts are not',
    input: people,
    params: { ...defaults, columns: ['first', 'last'], as: 'name', separator: ', ' },
    output: {
      columns: [
        ['n', 'int64'],
        ['name', 'text'],
      ],
      rows: [
        [1, 'Ann, Ä'],
        [2, '🚀'],
        [null, ', B'],
        [3, null],
      ],
    },
  },
  {
    name: 'a null makes the result null, and the result takes a place',
    input: people,
    params: {
      ...defaults,
      columns: ['last', 'first'],
      as: 'last',
      nulls: 'missing',
    },
    output: {
      columns: [
        ['last', 'text'],
        ['n', 'int64'],
      ],
      rows: [
        ['ÄAnn', 1],
        [null, 2],
        ['B', null],
        [null, 3],
      ],
    },
  },
  {
    name: 'other types by their text, nulls as a text, the columns kept',
    input: {
      columns: [
        ['b', 'boolean'],
        ['i', 'int64'],
        ['d', 'decimal(4,2)'],
        ['day', 'date'],
        ['at', 'timestamp'],
      ],
      rows: [
        [true, '-9223372036854775808', '-0.50', '0001-01-01', '2026-01-31 12:00:00.5'],
        [null, null, null, null, null],
      ],
    },
    params: {
      ...defaults,
      ...{ columns: ['b', 'i', 'd', 'day', 'at'], as: 'key', separator: "'|" },
      ...{ nulls: 'text', nullText: '\\N', keep: true },
    },
    output: {
      columns: [
        ['b', 'boolean'],
        ['i', 'int64'],
        ['d', 'decimal(4,2)'],
        ['day', 'date'],
        ['at', 'timestamp'],
        ['key', 'text'],
      ],
      rows: [
        [
          ...[true, '-9223372036854775808', '-0.50', '0001-01-01', '2026-01-31 12:00:00.5'],
          "true'|-9223372036854775808'|-0.50'|0001-01-01'|2026-01-31 12:00:00.5",
        ],
        [null, null, null, null, null, "\\N'|\\N'|\\N'|\\N'|\\N"],
      ],
    },
  },
  {
    name: 'an empty table, nothing else left',
    input: {
      columns: [
        ['a', 'text'],
        ['b', 'int8'],
      ],
      rows: [],
    },
    params: { ...defaults, columns: ['b', 'a'], as: 'ab' },
    output: { columns: [['ab', 'text']], rows: [] },
  },
];
