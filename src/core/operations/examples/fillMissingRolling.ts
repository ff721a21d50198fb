import type { Example, ExampleTable } from '../define.ts';
import type { SortKey } from '../sortKeys.ts';

interface Params {
  readonly columns: string[];
  readonly statistic: 'mean' | 'median' | 'min' | 'max';
  readonly rows: number;
  readonly window: 'before' | 'around';
  readonly least: number;
  readonly group: string[];
  readonly order: SortKey[];
}

const readings: ExampleTable['columns'] = [
  ['sensor', 'text'],
  ['day', 'date'],
  ['n', 'int32'],
  ['x', 'float64'],
];
const byDay: SortKey[] = [{ column: 'day', descending: false, nulls: 'last' }];

/** Worked examples of fill-missing-rolling. */
export const fillMissingRollingExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'the mean of the two days before; whole numbers are rounded half away from zero',
    input: {
      columns: readings,
      rows: [
        ['a', '2026-01-03', null, null],
        ['b', '2026-01-01', null, 5],
        ['a', '2026-01-01', 2, 0.5],
        ['a', '2026-01-04', null, 'nan'],
        ['b', '2026-01-02', -3, null],
        ['a', '2026-01-02', 3, 1],
        ['b', '2026-01-03', null, 'inf'],
        ['b', '2026-01-04', null, null],
        ['a', '2026-01-05', null, null],
        ['a', null, null, null],
      ],
    },
    params: {
      columns: ['n', 'x'],
      statistic: 'mean',
      rows: 2,
      window: 'before',
      least: 1,
      group: ['sensor'],
      order: byDay,
    },
    output: {
      columns: readings,
      rows: [
        ['a', '2026-01-03', 3, 0.75],
        ['b', '2026-01-01', null, 5],
        ['a', '2026-01-01', 2, 0.5],
        ['a', '2026-01-04', 3, 'nan'],
        ['b', '2026-01-02', -3, 5],
        ['a', '2026-01-02', 3, 1],
        ['b', '2026-01-03', -3, 'inf'],
        ['b', '2026-01-04', -3, 'inf'],
        ['a', '2026-01-05', null, 'nan'],
        ['a', null, null, 'nan'],
      ],
    },
  },
  {
    name: 'the median of a row on either side, both must be there',
    input: {
      columns: [
        ['p', 'int64'],
        ['f', 'float32'],
      ],
      rows: [
        [null, 0.5],
        [1, null],
        [null, 1.5],
        [2, null],
        [null, null],
        [-7, 2],
      ],
    },
    params: {
      columns: ['p', 'f'],
      statistic: 'median',
      rows: 1,
      window: 'around',
      least: 2,
      group: [],
      order: [],
    },
    output: {
      columns: [
        ['p', 'int64'],
        ['f', 'float32'],
      ],
      rows: [
        [null, 0.5],
        [1, 1],
        // 1.5 and -2.5 are rounded away from zero
        [2, 1.5],
        [2, null],
        [-3, null],
        [-7, 2],
      ],
    },
  },
  {
    name: 'the largest so far of three rows, exact',
    input: {
      columns: [['i', 'int64']],
      rows: [['9223372036854775807'], [null], [1], [null], [null], [null]],
    },
    params: {
      columns: ['i'],
      statistic: 'max',
      rows: 3,
      window: 'before',
      least: 1,
      group: [],
      order: [],
    },
    output: {
      columns: [['i', 'int64']],
      rows: [
        ['9223372036854775807'],
        ['9223372036854775807'],
        [1],
        ['9223372036854775807'],
        [1],
        [1],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: readings, rows: [] },
    params: {
      columns: ['x'],
      statistic: 'min',
      rows: 2,
      window: 'before',
      least: 1,
      group: ['sensor'],
      order: byDay,
    },
    output: { columns: readings, rows: [] },
  },
  {
    name: 'a mean whose sum no double holds is rounded once',
    input: {
      columns: [['n', 'int64']],
      rows: [['9223372036854775807'], [7173], [0], [null]],
    },
    params: {
      columns: ['n'],
      statistic: 'mean',
      rows: 3,
      window: 'before',
      least: 1,
      group: [],
      order: [],
    },
    output: {
      columns: [['n', 'int64']],
      // 3074457345618260993⅓ lies next to this double.
      rows: [['9223372036854775807'], [7173], [0], ['3074457345618260992']],
    },
  },
  {
    name: 'what stood beside the largest values, after they have left',
    input: {
      columns: [
        ['x', 'float64'],
        ['n', 'int64'],
      ],
      rows: [
        ['1.7976931348623157e308', '9223372036854775807'],
        [0, -1321],
        [0.2, '-9223372036854775807'],
        [null, null],
      ],
    },
    params: {
      columns: ['x', 'n'],
      statistic: 'mean',
      rows: 2,
      window: 'before',
      least: 1,
      group: [],
      order: [],
    },
    output: {
      columns: [
        ['x', 'float64'],
        ['n', 'int64'],
      ],
      rows: [
        ['1.7976931348623157e308', '9223372036854775807'],
        [0, -1321],
        [0.2, '-9223372036854775807'],
        [0.1, '-4611686018427388928'],
      ],
    },
  },
];
