import type { Example } from '../define.ts';

type Unit = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second';
interface Params {
  readonly columns: string[];
  readonly unit: Unit;
  readonly to: 'start' | 'last-day';
  readonly suffix?: string | undefined;
}

/** Worked examples of truncate-date. */
export const truncateDateExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'the month in which a day or an instant lies',
    input: {
      columns: [
        ['d', 'date'],
        ['at', 'timestamp'],
        ['n', 'int8'],
      ],
      rows: [
        ['2024-02-29', '2026-01-31 23:59:59.999999', 1],
        ['1969-12-31', '1969-12-31 23:59:59.5', 2],
        ['9999-12-31', '9999-12-31 23:59:59.999999', 3],
        ['0001-01-31', null, 4],
        [null, '1582-10-10 01:00:00', 5],
      ],
    },
    params: { columns: ['d', 'at'], unit: 'month', to: 'start' },
    output: {
      columns: [
        ['d', 'date'],
        ['at', 'timestamp'],
        ['n', 'int8'],
      ],
      rows: [
        ['2024-02-01', '2026-01-01 00:00:00', 1],
        ['1969-12-01', '1969-12-01 00:00:00', 2],
        ['9999-12-01', '9999-12-01 00:00:00', 3],
        ['0001-01-01', null, 4],
        [null, '1582-10-01 00:00:00', 5],
      ],
    },
  },
  {
    name: 'weeks start on Monday, the result in a new column',
    input: {
      columns: [['d', 'date']],
      rows: [['2026-01-04'], ['2026-01-05'], ['1970-01-01'], [null]],
    },
    params: { columns: ['d'], unit: 'week', to: 'start', suffix: '_week' },
    output: {
      columns: [
        ['d', 'date'],
        ['d_week', 'date'],
      ],
      rows: [
        ['2026-01-04', '2025-12-29'],
        ['2026-01-05', '2026-01-05'],
        ['1970-01-01', '1969-12-29'],
        [null, null],
      ],
    },
  },
  {
    name: 'the last day of the quarter',
    input: {
      columns: [['d', 'date']],
      rows: [['2026-02-01'], ['2026-06-30'], ['9999-10-01'], ['1969-08-08'], [null]],
    },
    params: { columns: ['d'], unit: 'quarter', to: 'last-day' },
    output: {
      columns: [['d', 'date']],
      rows: [['2026-03-31'], ['2026-06-30'], ['9999-12-31'], ['1969-09-30'], [null]],
    },
  },
  {
    name: 'the last day of the week; a week that never ends has none',
    input: { columns: [['d', 'date']], rows: [['2026-01-04'], ['9999-12-31']] },
    params: { columns: ['d'], unit: 'week', to: 'last-day' },
    output: { columns: [['d', 'date']], rows: [['2026-01-04'], [null]] },
  },
  {
    name: 'seconds of nothing',
    input: { columns: [['at', 'timestamp']], rows: [] },
    params: { columns: ['at'], unit: 'second', to: 'start' },
    output: { columns: [['at', 'timestamp']], rows: [] },
  },
];
