import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly column: string;
  readonly as: string;
  readonly by: 'regex' | 'delimiters' | 'positions' | 'first' | 'last';
  readonly pattern?: string;
  readonly group?: number;
  readonly ignoreCase?: boolean;
  readonly start?: string;
  readonly end?: string;
  readonly from?: number;
  readonly to?: number;
  readonly count?: number;
  readonly missing?: 'null' | 'empty';
}

const before: ExampleTable['columns'] = [['a', 'text']];
const after: ExampleTable['columns'] = [...before, ['part', 'text']];

/** Worked examples of extract-text. */
export const extractTextExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'the group of a regular expression; null where it finds nothing',
    input: {
      columns: [
        ['a', 'text'],
        ['n', 'int64'],
      ],
      rows: [
        ['order 12 of 34', 1],
        ['ORDER 7', 2],
        ['none', 3],
        ['', 4],
        [null, 5],
      ],
    },
    params: {
      column: 'a',
      as: 'number',
      by: 'regex',
      pattern: 'order (\\d+)',
      group: 1,
      ignoreCase: true,
    },
    output: {
      columns: [
        ['a', 'text'],
        ['n', 'int64'],
        ['number', 'text'],
      ],
      rows: [
        ['order 12 of 34', 1, '12'],
        ['ORDER 7', 2, '7'],
        ['none', 3, null],
        ['', 4, null],
        [null, 5, null],
      ],
    },
  },
  {
    name: 'between delimiters, over line ends; empty where they are missing',
    input: { columns: before, rows: [['x [é\n🚀] [2]'], ['[]'], ['[x'], [null]] },
    params: { column: 'a', as: 'part', by: 'delimiters', start: '[', end: ']', missing: 'empty' },
    output: {
      columns: after,
      rows: [
        ['x [é\n🚀] [2]', 'é\n🚀'],
        ['[]', ''],
        ['[x', ''],
        [null, null],
      ],
    },
  },
  {
    name: 'what follows a delimiter, in place of the text',
    input: { columns: before, rows: [['k=v=w'], ['k'], ['='], [null]] },
    params: { column: 'a', as: 'a', by: 'delimiters', start: '=' },
    output: { columns: before, rows: [['v=w'], [null], [''], [null]] },
  },
  {
    name: 'what stands before a delimiter',
    input: { columns: before, rows: [['jo@x@y'], ['@'], ['jo']] },
    params: { column: 'a', as: 'part', by: 'delimiters', end: '@' },
    output: {
      columns: after,
      rows: [
        ['jo@x@y', 'jo'],
        ['@', ''],
        ['jo', null],
      ],
    },
  },
  {
    name: 'by positions',
    input: { columns: before, rows: [['a🚀éd'], ['a'], [null]] },
    params: { column: 'a', as: 'part', by: 'positions', from: 2, to: 3 },
    output: {
      columns: after,
      rows: [
        ['a🚀éd', '🚀é'],
        ['a', ''],
        [null, null],
      ],
    },
  },
  {
    name: 'from a position to the end',
    input: { columns: before, rows: [['abc'], ['']] },
    params: { column: 'a', as: 'part', by: 'positions', from: 2 },
    output: {
      columns: after,
      rows: [
        ['abc', 'bc'],
        ['', ''],
      ],
    },
  },
  {
    name: 'the last characters',
    input: { columns: before, rows: [['ab🚀'], ['x'], [null]] },
    params: { column: 'a', as: 'part', by: 'last', count: 2 },
    output: {
      columns: after,
      rows: [
        ['ab🚀', 'b🚀'],
        ['x', 'x'],
        [null, null],
      ],
    },
  },
  {
    name: 'the first characters of an empty table',
    input: { columns: before, rows: [] },
    params: { column: 'a', as: 'part', by: 'first', count: 2 },
    output: { columns: after, rows: [] },
  },
];
