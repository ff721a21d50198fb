import type { Example, ExampleTable } from '../define.ts';
import type { SortKey } from '../sortKeys.ts';

interface Params {
  readonly columns: string[];
  readonly as: string;
  readonly group: string[];
  readonly order: SortKey[];
}

const states: ExampleTable['columns'] = [
  ['machine', 'text'],
  ['day', 'date'],
  ['state', 'text'],
];
const byDay: SortKey[] = [{ column: 'day', descending: false, nulls: 'last' }];
const floats: ExampleTable['columns'] = [
  ['x', 'float64'],
  ['i', 'int8'],
];

/** Worked examples of number-runs. */
export const numberRunsExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'how often the state of each machine changed',
    input: {
      columns: states,
      rows: [
        ['a', '2026-01-03', 'off'],
        ['a', '2026-01-01', 'on'],
        ['b', '2026-01-01', null],
        ['a', '2026-01-02', 'on'],
        ['b', '2026-01-02', null],
        ['a', '2026-01-04', 'on'],
        ['b', '2026-01-03', ''],
        ['b', null, null],
      ],
    },
    params: { columns: ['state'], as: 'stretch', group: ['machine'], order: byDay },
    output: {
      columns: [...states, ['stretch', 'int64']],
      rows: [
        ['a', '2026-01-03', 'off', 2],
        ['a', '2026-01-01', 'on', 1],
        ['b', '2026-01-01', null, 1],
        ['a', '2026-01-02', 'on', 1],
        ['b', '2026-01-02', null, 1],
        ['a', '2026-01-04', 'on', 3],
        ['b', '2026-01-03', '', 2],
        ['b', null, null, 3],
      ],
    },
  },
  {
    name: 'two columns as the source has the rows: NaN equals NaN, zero of either sign is equal',
    input: {
      columns: floats,
      rows: [
        ['nan', 1],
        ['nan', 1],
        ['nan', 2],
        ['0.0', 2],
        ['-0.0', 2],
        [null, 2],
        [null, null],
        [null, null],
        ['inf', null],
      ],
    },
    params: { columns: ['x', 'i'], as: 'stretch', group: [], order: [] },
    output: {
      columns: [...floats, ['stretch', 'int64']],
      rows: [
        ['nan', 1, 1],
        ['nan', 1, 1],
        ['nan', 2, 2],
        ['0.0', 2, 3],
        ['-0.0', 2, 3],
        [null, 2, 4],
        [null, null, 5],
        [null, null, 5],
        ['inf', null, 6],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: states, rows: [] },
    params: { columns: ['state'], as: 'stretch', group: ['machine'], order: byDay },
    output: { columns: [...states, ['stretch', 'int64']], rows: [] },
  },
];
