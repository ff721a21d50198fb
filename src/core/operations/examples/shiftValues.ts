import type { Example, ExampleTable } from '../define.ts';
import type { SortKey } from '../sortKeys.ts';

interface Params {
  readonly column: string;
  readonly from: 'before' | 'after';
  readonly rows: number;
  readonly default?: string | number | boolean | undefined;
  readonly as: string;
  readonly group: string[];
  readonly order: SortKey[];
}

const days: ExampleTable['columns'] = [
  ['shop', 'text'],
  ['day', 'date'],
  ['sold', 'int64'],
];
const byDay: SortKey[] = [{ column: 'day', descending: false, nulls: 'last' }];
const floats: ExampleTable['columns'] = [
  ['k', 'float64'],
  ['x', 'float64'],
];

/** Worked examples of shift-values. */
export const shiftValuesExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'what each shop sold the day before; null is a group, too',
    input: {
      columns: days,
      rows: [
        ['a', '2026-01-03', 30],
        ['b', '2026-01-01', 7],
        ['a', '2026-01-01', '9223372036854775807'],
        ['a', '2026-01-02', null],
        [null, '2026-01-02', 5],
        [null, null, 6],
      ],
    },
    params: { column: 'sold', from: 'before', rows: 1, as: 'prior', group: ['shop'], order: byDay },
    output: {
      columns: [...days, ['prior', 'int64']],
      rows: [
        ['a', '2026-01-03', 30, null],
        ['b', '2026-01-01', 7, null],
        ['a', '2026-01-01', '9223372036854775807', null],
        ['a', '2026-01-02', null, '9223372036854775807'],
        [null, '2026-01-02', 5, null],
        [null, null, 6, 5],
      ],
    },
  },
  {
    name: 'two rows ahead as the source has them, -1 beyond the end',
    input: {
      columns: days,
      rows: [
        ['a', '2026-01-03', 1],
        ['b', '2026-01-02', 2],
        ['a', '2026-01-01', null],
        ['b', null, 4],
      ],
    },
    params: {
      column: 'sold',
      from: 'after',
      rows: 2,
      default: -1,
      as: 'later',
      group: [],
      order: [],
    },
    output: {
      columns: [...days, ['later', 'int64']],
      rows: [
        ['a', '2026-01-03', 1, null],
        ['b', '2026-01-02', 2, 4],
        ['a', '2026-01-01', null, -1],
        ['b', null, 4, -1],
      ],
    },
  },
  {
    name: 'groups by NaN and by zero of either sign; an order turned round, ties as in the source',
    input: {
      columns: floats,
      rows: [
        ['nan', 1],
        ['0.0', 'inf'],
        ['nan', 'nan'],
        ['-0.0', null],
        ['nan', 2],
        [null, '-0.0'],
        ['0.0', 3],
        [null, '0.0'],
      ],
    },
    params: {
      column: 'x',
      from: 'before',
      rows: 1,
      as: 'y',
      group: ['k'],
      order: [{ column: 'x', descending: true, nulls: 'first' }],
    },
    output: {
      columns: [...floats, ['y', 'float64']],
      rows: [
        ['nan', 1, 2],
        ['0.0', 'inf', null],
        ['nan', 'nan', null],
        ['-0.0', null, null],
        ['nan', 2, 'nan'],
        [null, '-0.0', null],
        ['0.0', 3, 'inf'],
        [null, '0.0', '-0.0'],
      ],
    },
  },
  {
    name: 'text with a value beyond the edge, an empty one stays; group of two columns',
    input: {
      columns: [
        ['a', 'int8'],
        ['b', 'boolean'],
        ['t', 'text'],
      ],
      rows: [
        [1, true, ''],
        [1, false, '🚀'],
        [1, true, 'e\u0301'],
        [null, true, 'x'],
        [null, true, null],
        [null, true, 'y'],
      ],
    },
    params: {
      column: 't',
      from: 'before',
      rows: 1,
      default: "it's none",
      as: 'before',
      group: ['a', 'b'],
      order: [],
    },
    output: {
      columns: [
        ['a', 'int8'],
        ['b', 'boolean'],
        ['t', 'text'],
        ['before', 'text'],
      ],
      rows: [
        [1, true, '', "it's none"],
        [1, false, '🚀', "it's none"],
        [1, true, 'e\u0301', ''],
        [null, true, 'x', "it's none"],
        [null, true, null, 'x'],
        [null, true, 'y', null],
      ],
    },
  },
  {
    name: 'further than there are rows; a timestamp with a value beyond the edge',
    input: {
      columns: [
        ['at', 'timestamp'],
        ['p', 'decimal(20,2)'],
      ],
      rows: [
        ['2026-01-01 00:00:00.000001', '1.50'],
        [null, null],
      ],
    },
    params: {
      column: 'at',
      from: 'before',
      rows: 5,
      default: '1969-12-31 23:59:59',
      as: 'then',
      group: [],
      order: [{ column: 'p', descending: false, nulls: 'first' }],
    },
    output: {
      columns: [
        ['at', 'timestamp'],
        ['p', 'decimal(20,2)'],
        ['then', 'timestamp'],
      ],
      rows: [
        ['2026-01-01 00:00:00.000001', '1.50', '1969-12-31 23:59:59'],
        [null, null, '1969-12-31 23:59:59'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: days, rows: [] },
    params: {
      column: 'sold',
      from: 'after',
      rows: 1,
      default: 0,
      as: 'y',
      group: ['shop'],
      order: byDay,
    },
    output: { columns: [...days, ['y', 'int64']], rows: [] },
  },
];
