import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly find: string;
  readonly replacement: string;
  readonly match: 'text' | 'word' | 'cell' | 'regex';
  readonly ignoreCase: boolean;
  readonly firstOnly: boolean;
}

const columns: ExampleTable['columns'] = [['a', 'text']];
const plain = { columns: ['a'], replacement: '', ignoreCase: false, firstOnly: false } as const;
const params = (
  given: Omit<Partial<Params>, 'columns'> & Pick<Params, 'find' | 'match'>,
): Params => ({
  ...plain,
  columns: ['a'],
  ...given,
});

/** Worked examples of replace-text. */
export const replaceTextExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'a text anywhere, in which nothing is special',
    input: {
      columns: [
        ['id', 'int64'],
        ['a', 'text'],
        ['b', 'text'],
      ],
      rows: [
        [1, 'a.b.c', '..'],
        [2, 'abc', null],
        [3, '', '🚀.é'],
        [4, null, ''],
      ],
    },
    params: { ...params({ find: '.', match: 'text', replacement: '$1\\' }), columns: ['a', 'b'] },
    output: {
      columns: [
        ['id', 'int64'],
        ['a', 'text'],
        ['b', 'text'],
      ],
      rows: [
        [1, 'a$1\\b$1\\c', '$1\\$1\\'],
        [2, 'abc', null],
        [3, '', '🚀$1\\é'],
        [4, null, ''],
      ],
    },
  },
  {
    name: 'the first find only, whatever the case',
    input: { columns: columns, rows: [['Éa éA'], ['x\né'], ['e'], [null]] },
    params: params({
      find: 'éa',
      match: 'text',
      replacement: '\\1',
      ignoreCase: true,
      firstOnly: true,
    }),
    output: { columns: columns, rows: [['\\1 éA'], ['x\né'], ['e'], [null]] },
  },
  {
    name: 'whole words',
    input: {
      columns: columns,
      rows: [['cat concat Cat, cats cat'], ['été cat_ cat'], ['cat'], [null]],
    },
    params: params({ find: 'cat', match: 'word', replacement: 'dog' }),
    output: {
      columns: columns,
      rows: [['dog concat Cat, cats dog'], ['été cat_ dog'], ['dog'], [null]],
    },
  },
  {
    name: 'whole words whatever the case',
    input: { columns: columns, rows: [['New York, NEW YORK, new yorker'], ['']] },
    params: params({ find: 'new york', match: 'word', replacement: 'NY', ignoreCase: true }),
    output: { columns: columns, rows: [['NY, NY, new yorker'], ['']] },
  },
  {
    name: 'whole cells',
    input: { columns: columns, rows: [['n/a'], ['N/A'], ['n/a '], [''], [null]] },
    params: params({ find: 'N/A', match: 'cell', replacement: 'none', ignoreCase: true }),
    output: { columns: columns, rows: [['none'], ['none'], ['n/a '], [''], [null]] },
  },
  {
    name: 'empty cells',
    input: { columns: columns, rows: [[''], [' '], [null]] },
    params: params({ find: '', match: 'cell', replacement: '-' }),
    output: { columns: columns, rows: [['-'], [' '], [null]] },
  },
  {
    name: 'a regular expression with groups',
    input: { columns: columns, rows: [['Doe, Jo; Roe, Al'], ['Doe'], [null]] },
    params: params({ find: '(\\w+), (\\w+)', match: 'regex', replacement: '\\2 \\1' }),
    output: { columns: columns, rows: [['Jo Doe; Al Roe'], ['Doe'], [null]] },
  },
  {
    name: 'the first match of a regular expression, whatever the case',
    input: { columns: columns, rows: [['x1 X2'], ['x\nX3'], ['1']] },
    params: params({
      find: 'X(\\d)',
      match: 'regex',
      replacement: '<\\10>',
      ignoreCase: true,
      firstOnly: true,
    }),
    output: { columns: columns, rows: [['<10> X2'], ['x\n<30>'], ['1']] },
  },
  {
    name: 'an empty table',
    input: { columns: columns, rows: [] },
    params: params({ find: 'x', match: 'text' }),
    output: { columns: columns, rows: [] },
  },
];
