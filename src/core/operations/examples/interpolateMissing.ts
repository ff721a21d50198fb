import type { Example, ExampleTable } from '../define.ts';
import type { SortKey } from '../sortKeys.ts';

interface Params {
  readonly columns: string[];
  readonly distance: 'rows' | 'order';
  readonly edges: 'keep' | 'extend';
  readonly group: string[];
  readonly order: SortKey[];
}

const readings: ExampleTable['columns'] = [
  ['sensor', 'text'],
  ['day', 'date'],
  ['x', 'float64'],
  ['n', 'int32'],
];
const by = (column: string): SortKey[] => [{ column, descending: false, nulls: 'last' }];

/** Worked examples of interpolate-missing. */
export const interpolateMissingExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'on the line by rows, within each sensor; edges stay missing',
    input: {
      columns: readings,
      rows: [
        ['a', '2026-01-04', 4, null],
        ['b', '2026-01-01', null, 10],
        ['a', '2026-01-01', 1, 1],
        ['a', '2026-01-02', null, null],
        ['b', '2026-01-02', 2, null],
        ['a', '2026-01-03', null, 4],
        ['b', '2026-01-09', null, 7],
        ['b', null, 'nan', null],
        [null, '2026-01-01', null, null],
      ],
    },
    params: {
      columns: ['x', 'n'],
      distance: 'rows',
      edges: 'keep',
      group: ['sensor'],
      order: by('day'),
    },
    output: {
      columns: readings,
      rows: [
        ['a', '2026-01-04', 4, null],
        ['b', '2026-01-01', null, 10],
        ['a', '2026-01-01', 1, 1],
        // 2.5 is rounded half away from zero
        ['a', '2026-01-02', 2, 3],
        ['b', '2026-01-02', 2, 9],
        ['a', '2026-01-03', 3, 4],
        ['b', '2026-01-09', 'nan', 7],
        ['b', null, 'nan', null],
        [null, '2026-01-01', null, null],
      ],
    },
  },
  {
    name: 'on the line by days; edges take the nearest value',
    input: {
      columns: readings,
      rows: [
        ['a', '2026-01-11', 20, null],
        ['a', '2026-01-01', 10, null],
        ['a', '2026-01-02', null, 5],
        ['a', '2025-12-01', null, null],
        ['a', '2026-01-20', null, null],
        ['a', null, null, null],
      ],
    },
    params: {
      columns: ['x', 'n'],
      distance: 'order',
      edges: 'extend',
      group: [],
      order: by('day'),
    },
    output: {
      columns: readings,
      rows: [
        ['a', '2026-01-11', 20, 5],
        ['a', '2026-01-01', 10, 5],
        ['a', '2026-01-02', 11, 5],
        ['a', '2025-12-01', 10, 5],
        ['a', '2026-01-20', 20, 5],
        ['a', null, 20, 5],
      ],
    },
  },
  {
    name: 'by a number turned round; two values at one place, a place that is null, an infinity',
    input: {
      columns: [
        ['k', 'float64'],
        ['x', 'float64'],
      ],
      rows: [
        [10, 1],
        [9, null],
        [5, 6],
        [5, null],
        [5, 8],
        [null, null],
        [4, null],
        [3, 'inf'],
        [2, null],
        [1, '-inf'],
      ],
    },
    params: {
      columns: ['x'],
      distance: 'order',
      edges: 'keep',
      group: [],
      order: [{ column: 'k', descending: true, nulls: 'last' }],
    },
    output: {
      columns: [
        ['k', 'float64'],
        ['x', 'float64'],
      ],
      rows: [
        [10, 1],
        [9, 2],
        [5, 6],
        [5, 6],
        [5, 8],
        [null, null],
        [4, 'inf'],
        [3, 'inf'],
        [2, 'nan'],
        [1, '-inf'],
      ],
    },
  },
  {
    name: 'by time; decimals and float32 keep their type',
    input: {
      columns: [
        ['at', 'timestamp'],
        ['p', 'decimal(20,2)'],
        ['f', 'float32'],
      ],
      rows: [
        ['2026-01-01 00:00:00', '1.00', -1],
        ['2026-01-01 00:00:15', null, null],
        ['2026-01-01 00:01:00', '1.50', 3],
      ],
    },
    params: { columns: ['p', 'f'], distance: 'order', edges: 'keep', group: [], order: by('at') },
    output: {
      columns: [
        ['at', 'timestamp'],
        ['p', 'decimal(20,2)'],
        ['f', 'float32'],
      ],
      rows: [
        ['2026-01-01 00:00:00', '1.00', -1],
        // 1.125, exact in binary, is a half
        ['2026-01-01 00:00:15', '1.13', 0],
        ['2026-01-01 00:01:00', '1.50', 3],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: readings, rows: [] },
    params: {
      columns: ['x', 'n'],
      distance: 'rows',
      edges: 'extend',
      group: ['sensor'],
      order: by('day'),
    },
    output: { columns: readings, rows: [] },
  },
];
