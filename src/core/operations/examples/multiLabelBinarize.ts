import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface MultiLabelParams {
  column: string;
  separator?: string | undefined;
  prefix?: string | undefined;
  maxCategories: number;
  unseen: 'zeros' | 'error' | 'other';
  nulls: 'zeros' | 'column';
  keep: boolean;
}

const books: ExampleTable = {
  columns: [
    ['id', 'int64'],
    ['tags', 'text'],
  ],
  rows: [
    [1, 'b, a'],
    [2, ' é🚀 ,a,,a'],
    [3, ''],
    [4, null],
    [5, 'A b,c.d'],
    [6, ','],
  ],
};
const plain = { maxCategories: 50, unseen: 'zeros', nulls: 'zeros', keep: false } as const;
const [id, tags] = books.columns;

/** Worked examples of multi-label-binarize. */
export const multiLabelBinarizeExamples: readonly [
  Example<MultiLabelParams>,
  ...Example<MultiLabelParams>[],
] = [
  {
    name: 'texts with commas: spaces around a label are left aside, empty labels are none',
    input: books,
    params: { ...plain, column: 'tags', separator: ',' },
    fitted: { tags: ['A b', 'a', 'b', 'c.d', 'é🚀'] },
    output: {
      columns: [
        ['id', 'int64'],
        ['tags_A b', 'int8'],
        ['tags_a', 'int8'],
        ['tags_b', 'int8'],
        ['tags_c.d', 'int8'],
        ['tags_é🚀', 'int8'],
      ],
      rows: [
        [1, 0, 1, 1, 0, 0],
        [2, 0, 1, 0, 0, 1],
        [3, 0, 0, 0, 0, 0],
        [4, 0, 0, 0, 0, 0],
        [5, 1, 0, 0, 1, 0],
        [6, 0, 0, 0, 0, 0],
      ],
    },
  },
  {
    name: 'lists: null items are none, null has a column, the list stays',
    input: {
      columns: [
        ['id', 'int64'],
        ['tags', 'list<text>'],
      ],
      rows: [
        [1, '["b","a","b"]'],
        [2, '[null]'],
        [3, '[]'],
        [4, null],
        [5, '["",null]'],
      ],
    },
    params: { ...plain, column: 'tags', nulls: 'column', unseen: 'other', keep: true },
    fitted: { tags: ['', 'a', 'b'] },
    output: {
      columns: [
        ['id', 'int64'],
        ['tags', 'list<text>'],
        ['tags_', 'int8'],
        ['tags_a', 'int8'],
        ['tags_b', 'int8'],
        ['tags_other', 'int8'],
        ['tags_null', 'int8'],
      ],
      rows: [
        [1, '["b","a","b"]', 0, 1, 1, 0, 0],
        [2, '[null]', 0, 0, 0, 0, 0],
        [3, '[]', 0, 0, 0, 0, 0],
        [4, null, 0, 0, 0, 0, 1],
        [5, '["",null]', 1, 0, 0, 0, 0],
      ],
    },
  },
  {
    name: 'whole numbers in lists, with a prefix',
    input: {
      columns: [['l', 'list<int64>']],
      rows: [['[10,2]'], ['[-1,10,10]'], ['["9223372036854775807"]'], [null]],
    },
    params: { ...plain, column: 'l', prefix: 'has ' },
    fitted: { l: ['-1', '10', '2', '9223372036854775807'] },
    output: {
      columns: [
        ['has -1', 'int8'],
        ['has 10', 'int8'],
        ['has 2', 'int8'],
        ['has 9223372036854775807', 'int8'],
      ],
      rows: [
        [0, 1, 1, 0],
        [1, 1, 0, 0],
        [0, 0, 0, 1],
        [0, 0, 0, 0],
      ],
    },
  },
  {
    name: 'a separator that means something elsewhere, and one of spaces alone',
    input: { columns: [['t', 'text']], rows: [['a | b'], ['b|'], ['a b|b'], [null]] },
    params: { ...plain, column: 't', separator: ' |', nulls: 'column' },
    fitted: { t: ['a', 'a b', 'b'] },
    output: {
      columns: [
        ['t_a', 'int8'],
        ['t_a b', 'int8'],
        ['t_b', 'int8'],
        ['t_null', 'int8'],
      ],
      rows: [
        [1, 0, 1, 0],
        [0, 0, 1, 0],
        [0, 1, 1, 0],
        [0, 0, 0, 1],
      ],
    },
  },
  {
    name: 'only labels that were seen pass: else the run ends',
    input: books,
    params: { ...plain, column: 'tags', separator: ',', unseen: 'error', prefix: 'is ' },
    fitted: { tags: ['A b', 'a', 'b', 'c.d', 'é🚀'] },
    output: {
      columns: [
        ['id', 'int64'],
        ['is A b', 'int8'],
        ['is a', 'int8'],
        ['is b', 'int8'],
        ['is c.d', 'int8'],
        ['is é🚀', 'int8'],
      ],
      rows: [
        [1, 0, 1, 1, 0, 0],
        [2, 0, 1, 0, 0, 1],
        [3, 0, 0, 0, 0, 0],
        [4, 0, 0, 0, 0, 0],
        [5, 1, 0, 0, 1, 0],
        [6, 0, 0, 0, 0, 0],
      ],
    },
  },
  {
    name: 'words',
    input: { columns: [['t', 'text']], rows: [['to  be'], [' be ']] },
    params: { ...plain, column: 't', separator: '  ' },
    fitted: { t: ['be', 'to'] },
    output: {
      columns: [
        ['t_be', 'int8'],
        ['t_to', 'int8'],
      ],
      rows: [
        [1, 1],
        [1, 0],
      ],
    },
  },
  {
    name: 'lists of known days, the list stays; all null and null items pass',
    input: {
      columns: [['l', 'list<date>']],
      rows: [['["1969-12-31",null]'], ['[]'], [null], ['[null]']],
    },
    params: { ...plain, column: 'l', unseen: 'error', nulls: 'column', keep: true },
    fitted: { l: ['1969-12-31'] },
    output: {
      columns: [
        ['l', 'list<date>'],
        ['l_1969-12-31', 'int8'],
        ['l_null', 'int8'],
      ],
      rows: [
        ['["1969-12-31",null]', 1, 0],
        ['[]', 0, 0],
        [null, 0, 1],
        ['[null]', 0, 0],
      ],
    },
  },
  {
    name: 'all null',
    input: { ...books, rows: [[1, null]] },
    params: { ...plain, column: 'tags', separator: ';', unseen: 'other' },
    fitted: { tags: [] },
    output: {
      columns: [id ?? ['id', 'int64'], ['tags_other', 'int8']],
      rows: [[1, 0]],
    },
  },
  {
    name: 'an empty table',
    input: { ...books, rows: [] },
    params: { ...plain, column: 'tags', separator: ',', keep: true },
    fitted: { tags: [] },
    output: { columns: [id ?? ['id', 'int64'], tags ?? ['tags', 'text']], rows: [] },
  },
  inPlace('list<text>', ['["ags","x"]', '["x"]', null]),
  inPlace('text', ['ags;x', 'x', null], ';'),
];

/** An indicator that is named like its column: both columns, as they come. */
function inPlace(
  type: string,
  [both, one, none]: readonly (string | null)[],
  separator?: string,
): Example<MultiLabelParams> {
  return {
    name: `an indicator named like the column takes its place: ${type}`,
    input: {
      columns: [['tags', type], id ?? ['id', 'int64']],
      rows: [
        [both ?? null, 1],
        [one ?? null, 2],
        [none ?? null, 3],
      ],
    },
    params: { ...plain, column: 'tags', prefix: 't', ...(separator ? { separator } : {}) },
    fitted: { tags: ['ags', 'x'] },
    output: {
      columns: [
        ['tags', 'int8'],
        ['id', 'int64'],
        ['tx', 'int8'],
      ],
      rows: [
        [1, 1, 1],
        [0, 2, 1],
        [0, 3, 0],
      ],
    },
  };
}
