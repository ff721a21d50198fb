import type { Example } from '../define.ts';

type Part =
  'quarter' | 'month' | 'week' | 'day' | 'weekday' | 'day_of_year' | 'hour' | 'minute' | 'second';
interface Params {
  readonly column: string;
  readonly parts: Part[];
  readonly prefix?: string | undefined;
}

/** Worked examples of cyclic-encode: angles whose sine and cosine are known. */
export const cyclicEncodeExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'months and quarters around the year',
    input: {
      columns: [
        ['d', 'date'],
        ['n', 'int8'],
      ],
      rows: [
        ['2026-01-31', 1],
        ['2026-04-01', 2],
        ['1969-07-01', 3],
        ['9999-10-31', 4],
        ['2024-02-29', 5],
        [null, 6],
      ],
    },
    params: { column: 'd', parts: ['month', 'quarter'], prefix: 'c' },
    output: {
      columns: [
        ['d', 'date'],
        ['n', 'int8'],
        ['c_month_sin', 'float64'],
        ['c_month_cos', 'float64'],
        ['c_quarter_sin', 'float64'],
        ['c_quarter_cos', 'float64'],
      ],
      rows: [
        ['2026-01-31', 1, 0, 1, 0, 1],
        ['2026-04-01', 2, 1, 0, 1, 0],
        ['1969-07-01', 3, 0, -1, 0, -1],
        ['9999-10-31', 4, -1, 0, -1, 0],
        ['2024-02-29', 5, 0.5, 0.8660254037844386, 0, 1],
        [null, 6, null, null, null, null],
      ],
    },
  },
  {
    name: 'the hour of the day; the prefix is the column',
    input: {
      columns: [['at', 'timestamp']],
      rows: [['2026-01-01 00:59:59'], ['2026-01-01 18:00:00'], ['1969-12-31 03:00:00'], [null]],
    },
    params: { column: 'at', parts: ['hour'] },
    output: {
      columns: [
        ['at', 'timestamp'],
        ['at_hour_sin', 'float64'],
        ['at_hour_cos', 'float64'],
      ],
      rows: [
        ['2026-01-01 00:59:59', 0, 1],
        ['2026-01-01 18:00:00', -1, 0],
        ['1969-12-31 03:00:00', 0.7071067811865476, 0.7071067811865476],
        [null, null, null],
      ],
    },
  },
  {
    name: 'all parts of one instant',
    input: { columns: [['at', 'timestamptz']], rows: [['2024-01-01 00:15:45+00']] },
    params: {
      column: 'at',
      parts: ['week', 'day', 'weekday', 'day_of_year', 'minute', 'second'],
      prefix: 'x',
    },
    output: {
      columns: [
        ['at', 'timestamptz'],
        ['x_week_sin', 'float64'],
        ['x_week_cos', 'float64'],
        ['x_day_sin', 'float64'],
        ['x_day_cos', 'float64'],
        ['x_weekday_sin', 'float64'],
        ['x_weekday_cos', 'float64'],
        ['x_day_of_year_sin', 'float64'],
        ['x_day_of_year_cos', 'float64'],
        ['x_minute_sin', 'float64'],
        ['x_minute_cos', 'float64'],
        ['x_second_sin', 'float64'],
        ['x_second_cos', 'float64'],
      ],
      rows: [['2024-01-01 00:15:45+00', 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, -1, 0]],
    },
  },
  {
    name: 'an empty table',
    input: { columns: [['d', 'date']], rows: [] },
    params: { column: 'd', parts: ['weekday'] },
    output: {
      columns: [
        ['d', 'date'],
        ['d_weekday_sin', 'float64'],
        ['d_weekday_cos', 'float64'],
      ],
      rows: [],
    },
  },
];
