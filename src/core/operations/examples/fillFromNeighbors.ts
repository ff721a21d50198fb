import type { Example, ExampleTable } from '../define.ts';
import type { SortKey } from '../sortKeys.ts';

interface Params {
  readonly columns: string[];
  readonly direction: 'forward' | 'backward';
  readonly limit?: number | undefined;
  readonly group: string[];
  readonly order: SortKey[];
}

const days: ExampleTable['columns'] = [
  ['shop', 'text'],
  ['day', 'date'],
  ['n', 'int64'],
  ['x', 'float64'],
];
const byDay: SortKey[] = [{ column: 'day', descending: false, nulls: 'last' }];

/** Worked examples of fill-from-neighbors. */
export const fillFromNeighborsExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'the last value before, by day within each shop; NaN is a value',
    input: {
      columns: days,
      rows: [
        ['a', '2026-01-03', null, null],
        ['b', '2026-01-01', null, 1],
        ['a', '2026-01-01', '9223372036854775807', 'nan'],
        ['b', '2026-01-02', 2, null],
        ['a', '2026-01-02', null, null],
        [null, '2026-01-01', 7, '-0.0'],
        ['a', null, null, 'inf'],
        [null, '2026-01-02', null, null],
      ],
    },
    params: { columns: ['n', 'x'], direction: 'forward', group: ['shop'], order: byDay },
    output: {
      columns: days,
      rows: [
        ['a', '2026-01-03', '9223372036854775807', 'nan'],
        ['b', '2026-01-01', null, 1],
        ['a', '2026-01-01', '9223372036854775807', 'nan'],
        ['b', '2026-01-02', 2, 1],
        ['a', '2026-01-02', '9223372036854775807', 'nan'],
        [null, '2026-01-01', 7, '-0.0'],
        ['a', null, '9223372036854775807', 'inf'],
        [null, '2026-01-02', 7, '-0.0'],
      ],
    },
  },
  {
    name: 'the next value after, at most two rows away, as the source has them',
    input: {
      columns: days,
      rows: [
        ['a', null, null, null],
        [null, null, null, null],
        [null, '2026-01-01', null, 2],
        ['', null, 4, null],
        ['🚀', null, null, null],
      ],
    },
    params: {
      columns: ['shop', 'day', 'n', 'x'],
      direction: 'backward',
      limit: 2,
      group: [],
      order: [],
    },
    output: {
      columns: days,
      rows: [
        ['a', '2026-01-01', null, 2],
        ['', '2026-01-01', 4, 2],
        ['', '2026-01-01', 4, 2],
        ['', null, 4, null],
        ['🚀', null, null, null],
      ],
    },
  },
  {
    name: 'at most one row away within a group',
    input: {
      columns: [
        ['g', 'boolean'],
        ['p', 'decimal(20,2)'],
        ['at', 'timestamp'],
        ['ok', 'boolean'],
      ],
      rows: [
        [true, '1.50', '2026-01-01 00:00:00.000001', true],
        [false, null, null, null],
        [true, null, null, null],
        [true, null, null, null],
        [false, '-0.01', null, false],
        [null, null, null, null],
      ],
    },
    params: { columns: ['p', 'at', 'ok'], direction: 'forward', limit: 1, group: ['g'], order: [] },
    output: {
      columns: [
        ['g', 'boolean'],
        ['p', 'decimal(20,2)'],
        ['at', 'timestamp'],
        ['ok', 'boolean'],
      ],
      rows: [
        [true, '1.50', '2026-01-01 00:00:00.000001', true],
        [false, null, null, null],
        [true, '1.50', '2026-01-01 00:00:00.000001', true],
        [true, null, null, null],
        [false, '-0.01', null, false],
        [null, null, null, null],
      ],
    },
  },
  {
    name: 'the order column itself is filled by its own order',
    input: {
      columns: [
        ['i', 'int8'],
        ['t', 'list<int8>'],
      ],
      rows: [
        [2, '[1,2]'],
        [null, null],
        [1, null],
        [3, '[]'],
      ],
    },
    params: {
      columns: ['t', 'i'],
      direction: 'backward',
      group: [],
      order: [{ column: 'i', descending: true, nulls: 'first' }],
    },
    output: {
      columns: [
        ['i', 'int8'],
        ['t', 'list<int8>'],
      ],
      rows: [
        [2, '[1,2]'],
        [3, '[]'],
        [1, null],
        [3, '[]'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: days, rows: [] },
    params: { columns: ['n'], direction: 'backward', limit: 3, group: ['shop'], order: byDay },
    output: { columns: days, rows: [] },
  },
];
