import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface ListToColumnsParams {
  column: string;
  count: number;
  keep: boolean;
  prefix?: string | undefined;
}

const vectors: ExampleTable = {
  columns: [
    ['id', 'int8'],
    ['v', 'list<float64>'],
    ['t', 'text'],
  ],
  rows: [
    [1, '[1.5, nan, 3]', 'x'],
    [2, '[]', null],
    [3, null, ''],
    [4, '[NULL, -inf]', '🚀'],
  ],
};

/** Worked examples of list-to-columns. */
export const listToColumnsExamples: readonly [
  Example<ListToColumnsParams>,
  ...Example<ListToColumnsParams>[],
] = [
  {
    name: 'two items; shorter lists give null, longer ones are cut',
    input: vectors,
    params: { column: 'v', count: 2, keep: false },
    output: {
      columns: [
        ['id', 'int8'],
        ['t', 'text'],
        ['v_1', 'float64'],
        ['v_2', 'float64'],
      ],
      rows: [
        [1, 'x', 1.5, 'nan'],
        [2, null, null, null],
        [3, '', null, null],
        [4, '🚀', null, '-inf'],
      ],
    },
  },
  {
    name: 'the list is kept; names of one’s own',
    input: vectors,
    params: { column: 'v', count: 1, prefix: 'item', keep: true },
    output: {
      columns: [...vectors.columns, ['item1', 'float64']],
      rows: [
        [1, '[1.5,NaN,3.0]', 'x', 1.5],
        [2, '[]', null, null],
        [3, null, '', null],
        [4, '[null,-Infinity]', '🚀', null],
      ],
    },
  },
  {
    name: 'lists of texts and an empty table',
    input: { columns: [['l', 'list<text>']], rows: [] },
    params: { column: 'l', count: 1, keep: false },
    output: { columns: [['l_1', 'text']], rows: [] },
  },
  {
    name: 'all lists null; lists in lists',
    input: { columns: [['l', 'list<list<date>>']], rows: [[null], ['[[2026-01-01], NULL]']] },
    params: { column: 'l', count: 2, prefix: 'p', keep: false },
    output: {
      columns: [
        ['p1', 'list<date>'],
        ['p2', 'list<date>'],
      ],
      rows: [
        [null, null],
        ['["2026-01-01"]', null],
      ],
    },
  },
];
