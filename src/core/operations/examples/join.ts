import type { Example, ExampleTable } from '../define.ts';
import type { JoinParams } from '../joinColumns.ts';

const orders: ExampleTable = {
  columns: [
    ['order', 'int64'],
    ['user_id', 'int64'],
    ['name', 'text'],
  ],
  rows: [
    [1, 10, 'a'],
    [2, 20, ''],
    [3, null, 'c'],
    [4, 99, null],
    [5, 10, 'é'],
  ],
};
const users: ExampleTable = {
  columns: [
    ['id', 'int64'],
    ['name', 'text'],
    ['age', 'int8'],
  ],
  rows: [
    [10, 'Ann', 41],
    [20, null, -128],
    [null, 'nobody', 1],
    [30, 'Zoë', null],
    [20, 'Twin', 7],
  ],
};
const joined: ExampleTable['columns'] = [
  ['order', 'int64'],
  ['user_id', 'int64'],
  ['name', 'text'],
  ['name_right', 'text'],
  ['age', 'int8'],
];
const by = (how: JoinParams['how']): JoinParams => ({
  with: { source: 'users' },
  how,
  on: [['user_id', 'id']],
  suffix: '_right',
});
const matched = [
  [1, 10, 'a', 'Ann', 41],
  [2, 20, '', null, -128],
  [2, 20, '', 'Twin', 7],
  [5, 10, 'é', 'Ann', 41],
] as const;
const leftOnly = [
  [3, null, 'c', null, null],
  [4, 99, null, null, null],
] as const;
const rightOnly = [
  [null, null, null, 'nobody', 1],
  [null, 30, null, 'Zoë', null],
] as const;
const floats: ExampleTable = {
  columns: [
    ['x', 'float64'],
    ['l', 'int32'],
  ],
  rows: [
    ['0.0', 1],
    ['nan', 2],
    [null, 3],
    [1.5, 4],
  ],
};

/** Worked examples of join. */
export const joinExamples: readonly [Example<JoinParams>, ...Example<JoinParams>[]] = [
  {
    name: 'left: every left row, once for each match',
    input: orders,
    sources: { users },
    params: by('left'),
    output: { columns: joined, rows: [...matched, ...leftOnly] },
  },
  {
    name: 'inner: only matches, null matches nothing',
    input: orders,
    sources: { users },
    params: by('inner'),
    output: { columns: joined, rows: matched },
  },
  {
    name: 'right: the key is the right one',
    input: orders,
    sources: { users },
    params: by('right'),
    output: { columns: joined, rows: [...matched, ...rightOnly] },
  },
  {
    name: 'full: everything of both sides',
    input: orders,
    sources: { users },
    params: by('full'),
    output: { columns: joined, rows: [...matched, ...leftOnly, ...rightOnly] },
  },
  {
    name: 'semi: left rows that have a match, once',
    input: orders,
    sources: { users },
    params: by('semi'),
    output: {
      columns: orders.columns,
      rows: [
        [1, 10, 'a'],
        [2, 20, ''],
        [5, 10, 'é'],
      ],
    },
  },
  {
    name: 'anti: left rows that have none',
    input: orders,
    sources: { users },
    params: by('anti'),
    output: {
      columns: orders.columns,
      rows: [
        [3, null, 'c'],
        [4, 99, null],
      ],
    },
  },
  {
    name: 'NaN equals NaN, -0.0 equals 0.0',
    input: floats,
    sources: {
      other: {
        columns: [
          ['x', 'float64'],
          ['r', 'text'],
        ],
        rows: [
          ['-0.0', 'zero'],
          ['nan', 'not a number'],
          [null, 'null'],
        ],
      },
    },
    params: { with: { source: 'other' }, how: 'left', on: [['x', 'x']], suffix: '_right' },
    output: {
      columns: [...floats.columns, ['r', 'text']],
      rows: [
        ['0.0', 1, 'zero'],
        ['nan', 2, 'not a number'],
        [null, 3, null],
        [1.5, 4, null],
      ],
    },
  },
  {
    name: 'two keys, of two widths and of text; a full join of rows with a null in one key',
    input: {
      columns: [
        ['code', 'int8'],
        ['land', 'text'],
        ['n', 'decimal(10,2)'],
      ],
      rows: [
        [1, 'de', '1.00'],
        [1, null, '2.00'],
        [127, '', '3.00'],
      ],
    },
    sources: {
      codes: {
        columns: [
          ['land', 'text'],
          ['code', 'int32'],
          ['day', 'date'],
        ],
        rows: [
          ['de', 1, '2026-01-01'],
          [null, 1, '2026-01-02'],
          ['', 127, null],
          ['', 100000, '2026-01-03'],
        ],
      },
    },
    params: {
      with: { source: 'codes' },
      how: 'full',
      on: [
        ['code', 'code'],
        ['land', 'land'],
      ],
      suffix: '_right',
    },
    output: {
      columns: [
        ['code', 'int32'],
        ['land', 'text'],
        ['n', 'decimal(10,2)'],
        ['day', 'date'],
      ],
      rows: [
        [1, 'de', '1.00', '2026-01-01'],
        [1, null, '2.00', null],
        [127, '', '3.00', null],
        [1, null, null, '2026-01-02'],
        [100000, '', null, '2026-01-03'],
      ],
    },
  },
  {
    name: 'an empty table with an empty one',
    input: { columns: orders.columns, rows: [] },
    sources: { users: { columns: users.columns, rows: [] } },
    params: by('full'),
    output: { columns: joined, rows: [] },
  },
  {
    name: 'nothing on the right',
    input: { columns: orders.columns, rows: [[1, 10, 'a']] },
    sources: { users: { columns: users.columns, rows: [] } },
    params: by('left'),
    output: { columns: joined, rows: [[1, 10, 'a', null, null]] },
  },
  {
    name: 'cross: every pair, nulls too',
    input: {
      columns: [
        ['a', 'text'],
        ['n', 'int8'],
      ],
      rows: [
        ['x', 1],
        [null, null],
      ],
    },
    sources: {
      users: {
        columns: [
          ['n', 'float64'],
          ['d', 'date'],
        ],
        rows: [
          ['nan', '2026-01-01'],
          [null, null],
          ['-0.0', '1969-12-31'],
        ],
      },
    },
    params: { with: { source: 'users' }, how: 'cross', suffix: '_right' },
    output: {
      columns: [
        ['a', 'text'],
        ['n', 'int8'],
        ['n_right', 'float64'],
        ['d', 'date'],
      ],
      rows: [
        ['x', 1, 'nan', '2026-01-01'],
        ['x', 1, null, null],
        ['x', 1, '-0.0', '1969-12-31'],
        [null, null, 'nan', '2026-01-01'],
        [null, null, null, null],
        [null, null, '-0.0', '1969-12-31'],
      ],
    },
  },
  {
    name: 'cross: with nothing there is nothing',
    input: orders,
    sources: { users: { columns: users.columns, rows: [] } },
    params: { with: { source: 'users' }, how: 'cross', suffix: '_right' },
    output: {
      columns: [...orders.columns, ['id', 'int64'], ['name_right', 'text'], ['age', 'int8']],
      rows: [],
    },
  },
  {
    name: 'a key of float32, where -0.0 is 0.0',
    input: { columns: [['x', 'float32']], rows: [['-0.0'], [1.5], ['nan'], [null]] },
    sources: {
      users: {
        columns: [
          ['x', 'float32'],
          ['name', 'text'],
        ],
        rows: [
          [0, 'zero'],
          ['nan', 'no number'],
          [null, 'none'],
        ],
      },
    },
    params: { with: { source: 'users' }, how: 'left', on: [['x', 'x']], suffix: '_right' },
    output: {
      columns: [
        ['x', 'float32'],
        ['name', 'text'],
      ],
      rows: [
        ['-0.0', 'zero'],
        [1.5, null],
        ['nan', 'no number'],
        [null, null],
      ],
    },
  },
];
