import type { Example, ExampleTable } from '../define.ts';
import type { SortKey } from '../sortKeys.ts';

interface Params {
  readonly column: string;
  readonly rows: number;
  readonly change: 'absolute' | 'relative';
  readonly as: string;
  readonly group: string[];
  readonly order: SortKey[];
}

const readings: ExampleTable['columns'] = [
  ['meter', 'text'],
  ['day', 'date'],
  ['n', 'int64'],
];
const byDay: SortKey[] = [{ column: 'day', descending: false, nulls: 'last' }];
const floats: ExampleTable['columns'] = [['x', 'float64']];
const inSource = { group: [], order: [], as: 'change' };

/** Worked examples of difference. */
export const differenceExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'how each meter moved since the day before; what does not fit is null',
    input: {
      columns: readings,
      rows: [
        ['a', '2026-01-02', 15],
        ['a', '2026-01-01', 10],
        ['b', '2026-01-01', '-9223372036854775808'],
        ['b', '2026-01-02', 1],
        ['a', '2026-01-03', null],
        ['a', '2026-01-04', 4],
      ],
    },
    params: {
      column: 'n',
      rows: 1,
      change: 'absolute',
      as: 'moved',
      group: ['meter'],
      order: byDay,
    },
    output: {
      columns: [...readings, ['moved', 'int64']],
      rows: [
        ['a', '2026-01-02', 15, 5],
        ['a', '2026-01-01', 10, null],
        ['b', '2026-01-01', '-9223372036854775808', null],
        ['b', '2026-01-02', 1, null],
        ['a', '2026-01-03', null, null],
        ['a', '2026-01-04', 4, null],
      ],
    },
  },
  {
    name: 'the share by which it grew; of 0 there is none',
    input: {
      columns: readings,
      rows: [
        ['a', '2026-01-01', 10],
        ['a', '2026-01-02', 15],
        ['a', '2026-01-03', 0],
        ['a', '2026-01-04', 7],
        ['a', '2026-01-05', -7],
        ['a', '2026-01-06', -14],
      ],
    },
    params: { column: 'n', change: 'relative', rows: 1, ...inSource },
    output: {
      columns: [...readings, ['change', 'float64']],
      rows: [
        ['a', '2026-01-01', 10, null],
        ['a', '2026-01-02', 15, 0.5],
        ['a', '2026-01-03', 0, -1],
        ['a', '2026-01-04', 7, null],
        ['a', '2026-01-05', -7, -2],
        ['a', '2026-01-06', -14, 1],
      ],
    },
  },
  {
    name: 'floats: NaN and infinities; two rows before',
    input: {
      columns: floats,
      rows: [['inf'], [1], ['inf'], ['nan'], [-1.5], [2], [null], ['-0.0']],
    },
    params: { column: 'x', change: 'absolute', rows: 2, ...inSource },
    output: {
      columns: [...floats, ['change', 'float64']],
      rows: [
        ['inf', null],
        [1, null],
        ['inf', 'nan'],
        ['nan', 'nan'],
        [-1.5, '-inf'],
        [2, 'nan'],
        [null, null],
        ['-0.0', -2],
      ],
    },
  },
  {
    name: 'days between visits',
    input: {
      columns: readings,
      rows: [
        ['a', '2026-03-01', 1],
        ['a', '2026-02-27', 2],
        ['b', '1969-12-31', 3],
        ['a', null, 4],
        ['b', '1970-01-01', 5],
      ],
    },
    params: {
      column: 'day',
      change: 'absolute',
      rows: 1,
      as: 'days',
      group: ['meter'],
      order: byDay,
    },
    output: {
      columns: [...readings, ['days', 'int64']],
      rows: [
        ['a', '2026-03-01', 1, 2],
        ['a', '2026-02-27', 2, null],
        ['b', '1969-12-31', 3, null],
        ['a', null, 4, null],
        ['b', '1970-01-01', 5, 1],
      ],
    },
  },
  {
    name: 'seconds between events',
    input: {
      columns: [['at', 'timestamp']],
      rows: [['2026-01-01 00:00:00.5'], ['2026-01-01 00:01:00'], [null], ['1969-12-31 23:59:59']],
    },
    params: { column: 'at', change: 'absolute', rows: 1, ...inSource },
    output: {
      columns: [
        ['at', 'timestamp'],
        ['change', 'int64'],
      ],
      rows: [
        ['2026-01-01 00:00:00.5', null],
        ['2026-01-01 00:01:00', 60],
        [null, null],
        ['1969-12-31 23:59:59', null],
      ],
    },
  },
  {
    name: 'decimals keep their digits, small integers become int64',
    input: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['i', 'int8'],
      ],
      rows: [
        ['999999999999999999.99', 127],
        ['-0.01', -128],
      ],
    },
    params: { column: 'p', change: 'absolute', rows: 1, ...inSource },
    output: {
      columns: [
        ['p', 'decimal(20,2)'],
        ['i', 'int8'],
        ['change', 'decimal(38,2)'],
      ],
      rows: [
        ['999999999999999999.99', 127, null],
        ['-0.01', -128, '-1000000000000000000.00'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: floats, rows: [] },
    params: { column: 'x', change: 'relative', rows: 1, ...inSource },
    output: { columns: [...floats, ['change', 'float64']], rows: [] },
  },
];
