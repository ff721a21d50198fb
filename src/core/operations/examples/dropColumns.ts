import type { ColumnChoice } from '../chosenColumns.ts';
import type { Example, ExampleTable } from '../define.ts';

const people: ExampleTable = {
  columns: [
    ['id', 'int64'],
    ['name', 'text'],
    ['tmp_a', 'float64'],
    ['Tmp_b', 'text'],
    ['born', 'date'],
  ],
  rows: [
    [1, 'Ä', 'nan', '', '1999-12-31'],
    [2, null, null, '🚀', null],
  ],
};

/** Worked examples of the operation `drop-columns`. */
export const dropColumnsExamples: readonly [Example<ColumnChoice>, ...Example<ColumnChoice>[]] = [
  {
    name: 'by name',
    input: people,
    params: { columns: ['tmp_a', 'id'] },
    output: {
      columns: [
        ['name', 'text'],
        ['Tmp_b', 'text'],
        ['born', 'date'],
      ],
      rows: [
        ['Ä', '', '1999-12-31'],
        [null, '🚀', null],
      ],
    },
  },
  {
    name: 'by type and by name together',
    input: people,
    params: { columns: ['born'], types: ['text'] },
    output: {
      columns: [
        ['id', 'int64'],
        ['tmp_a', 'float64'],
      ],
      rows: [
        [1, 'nan'],
        [2, null],
      ],
    },
  },
  {
    name: 'by a pattern of names, without regard to case',
    input: people,
    params: { pattern: 'tmp_?', ignoreCase: true },
    output: {
      columns: [
        ['id', 'int64'],
        ['name', 'text'],
        ['born', 'date'],
      ],
      rows: [
        [1, 'Ä', '1999-12-31'],
        [2, null, null],
      ],
    },
  },
  {
    name: 'by a regular expression',
    input: people,
    params: { pattern: '^tmp|e$', syntax: 'regex' },
    output: {
      columns: [
        ['id', 'int64'],
        ['Tmp_b', 'text'],
        ['born', 'date'],
      ],
      rows: [
        [1, '', '1999-12-31'],
        [2, '🚀', null],
      ],
    },
  },
  {
    name: 'a pattern that no name matches, and an empty table',
    input: { columns: [['a.b', 'text']], rows: [] },
    params: { pattern: 'a?c*' },
    output: { columns: [['a.b', 'text']], rows: [] },
  },
];
