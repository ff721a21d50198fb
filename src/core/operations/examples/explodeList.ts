import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface ExplodeParams {
  column: string;
  empty: 'keep' | 'drop';
  index?: string | undefined;
}

const tagged: ExampleTable = {
  columns: [
    ['id', 'int64'],
    ['tags', 'list<text>'],
    ['n', 'float64'],
  ],
  rows: [
    [1, ['b', 'a', 'b'], 'nan'],
    [2, [], '-0.0'],
    [3, null, 3],
    [4, [null], null],
    [null, ['', '🚀'], 'inf'],
  ],
};
const items = [
  [1, 'b', 'nan', 1],
  [1, 'a', 'nan', 2],
  [1, 'b', 'nan', 3],
  [4, null, null, 1],
  [null, '', 'inf', 1],
  [null, '🚀', 'inf', 2],
] as const;
const none = [
  [2, null, '-0.0', null],
  [3, null, 3, null],
] as const;
const columns: ExampleTable['columns'] = [
  ['id', 'int64'],
  ['tags', 'text'],
  ['n', 'float64'],
];

/** Worked examples of explode-list. */
export const explodeListExamples: readonly [Example<ExplodeParams>, ...Example<ExplodeParams>[]] = [
  {
    name: 'empty and null lists stay as a row with null',
    input: tagged,
    params: { column: 'tags', empty: 'keep' },
    output: { columns, rows: [...items, ...none].map((row) => row.slice(0, 3)) },
  },
  {
    name: 'with the place of each item',
    input: tagged,
    params: { column: 'tags', empty: 'keep', index: 'place' },
    output: { columns: [...columns, ['place', 'int64']], rows: [...items, ...none] },
  },
  {
    name: 'rows without items are dropped',
    input: tagged,
    params: { column: 'tags', empty: 'drop', index: 'place' },
    output: { columns: [...columns, ['place', 'int64']], rows: items },
  },
  {
    name: 'lists of lists, of floats and of structs: one level goes',
    input: {
      columns: [['l', 'list<list<int8>>']],
      rows: [['[[1,2],[],null]'], ['[]']],
    },
    params: { column: 'l', empty: 'drop' },
    output: { columns: [['l', 'list<int8>']], rows: [['[1,2]'], ['[]'], [null]] },
  },
  {
    name: 'items that are NaN, infinite or null',
    input: { columns: [['x', 'list<float64>']], rows: [['[nan, -inf, NULL, 1.5]'], [null]] },
    params: { column: 'x', empty: 'keep' },
    output: { columns: [['x', 'float64']], rows: [['nan'], ['-inf'], [null], [1.5], [null]] },
  },
  {
    name: 'items that are structs',
    input: {
      columns: [['s', 'list<struct<"a":int64,"b":text>>']],
      rows: [["[{'a': 1, 'b': 'x'}, {'a': NULL, 'b': NULL}]"]],
    },
    params: { column: 's', empty: 'keep', index: 'i' },
    output: {
      columns: [
        ['s', 'struct<"a":int64,"b":text>'],
        ['i', 'int64'],
      ],
      rows: [
        ['{"a":1,"b":"x"}', 1],
        ['{"a":null,"b":null}', 2],
      ],
    },
  },
  {
    name: 'a table without rows, and one without any item',
    input: { ...tagged, rows: [] },
    params: { column: 'tags', empty: 'keep', index: 'place' },
    output: { columns: [...columns, ['place', 'int64']], rows: [] },
  },
  {
    name: 'nothing but empty lists',
    input: { columns: [['d', 'list<date>']], rows: [['[]'], [null]] },
    params: { column: 'd', empty: 'drop', index: 'i' },
    output: {
      columns: [
        ['d', 'date'],
        ['i', 'int64'],
      ],
      rows: [],
    },
  },
];
