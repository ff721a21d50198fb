import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface UnionParams {
  with: { readonly source: string };
  match: 'name' | 'place';
  missing: 'null' | 'error';
  duplicates: 'keep' | 'drop';
  here: string;
  sourceColumn?: string | undefined;
}

const here: ExampleTable = {
  columns: [
    ['id', 'int32'],
    ['town', 'text'],
    ['x', 'float64'],
  ],
  rows: [
    [1, 'Köln', '0.0'],
    [null, '', 'nan'],
    [1, 'Köln', '-0.0'],
  ],
};
const there: ExampleTable = {
  columns: [
    ['x', 'float32'],
    ['id', 'int64'],
    ['note', 'text'],
  ],
  rows: [
    ['nan', '9223372036854775807', '🚀'],
    [0.5, null, null],
  ],
};
const plain = {
  with: { source: 'more' },
  match: 'name',
  missing: 'null',
  duplicates: 'keep',
  here: 'main',
} as const;

/** Worked examples of union. */
export const unionExamples: readonly [Example<UnionParams>, ...Example<UnionParams>[]] = [
  {
    name: 'by name: types widened, missing columns null, the source named',
    input: here,
    sources: { more: there },
    params: { ...plain, sourceColumn: 'from' },
    output: {
      columns: [
        ['id', 'int64'],
        ['town', 'text'],
        ['x', 'float64'],
        ['note', 'text'],
        ['from', 'text'],
      ],
      rows: [
        [1, 'Köln', '0.0', null, 'main'],
        [null, '', 'nan', null, 'main'],
        [1, 'Köln', '-0.0', null, 'main'],
        ['9223372036854775807', null, 'nan', '🚀', 'more'],
        [null, null, 0.5, null, 'more'],
      ],
    },
  },
  {
    name: 'by place: the names are those of this table',
    input: here,
    sources: {
      more: {
        columns: [
          ['town', 'int8'],
          ['id', 'text'],
          ['z', 'decimal(4,2)'],
        ],
        rows: [[-128, null, '-1.50']],
      },
    },
    params: { ...plain, match: 'place' },
    output: {
      columns: here.columns,
      rows: [...here.rows, [-128, null, -1.5]],
    },
  },
  {
    name: 'equal rows stand once: null equals null, NaN equals NaN, -0.0 equals 0.0',
    input: here,
    sources: {
      more: {
        columns: here.columns,
        rows: [
          [null, '', 'nan'],
          [null, '', null],
          [null, null, null],
          [null, null, null],
          [1, 'Köln', 0],
        ],
      },
    },
    params: { ...plain, missing: 'error', duplicates: 'drop' },
    output: {
      columns: here.columns,
      rows: [
        [1, 'Köln', 0],
        [null, '', 'nan'],
        [null, '', null],
        [null, null, null],
      ],
    },
  },
  {
    name: 'lists, dates beside timestamps, decimals of two scales; nothing below',
    input: {
      columns: [
        ['l', 'list<int64>'],
        ['d', 'date'],
        ['p', 'decimal(6,1)'],
        ['b', 'boolean'],
      ],
      rows: [['[1,null]', '2026-02-28', '99999.9', true]],
    },
    sources: {
      more: {
        columns: [
          ['d', 'timestamp'],
          ['p', 'decimal(6,3)'],
          ['l', 'list<int64>'],
        ],
        rows: [],
      },
    },
    params: plain,
    output: {
      columns: [
        ['l', 'list<int64>'],
        ['d', 'timestamp'],
        ['p', 'decimal(8,3)'],
        ['b', 'boolean'],
      ],
      rows: [['[1,null]', '2026-02-28 00:00:00', '99999.900', true]],
    },
  },
  {
    name: 'two empty tables',
    input: { columns: [['a', 'int8']], rows: [] },
    sources: { more: { columns: [['b', 'text']], rows: [] } },
    params: { ...plain, duplicates: 'drop' },
    output: {
      columns: [
        ['a', 'int8'],
        ['b', 'text'],
      ],
      rows: [],
    },
  },
];
