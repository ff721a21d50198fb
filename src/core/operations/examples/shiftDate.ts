import type { Example } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly amount: number | { readonly column: string };
  readonly unit: 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second';
  readonly monthEnd: 'same-day' | 'stays-last';
  readonly suffix?: string | undefined;
}

/** Worked examples of shift-date. */
export const shiftDateExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'a month later; the day that it lacks becomes its last',
    input: {
      columns: [
        ['d', 'date'],
        ['at', 'timestamp'],
      ],
      rows: [
        ['2026-01-31', '2026-01-31 23:59:59.999999'],
        ['2024-01-30', '1969-12-31 00:00:00'],
        ['2026-02-28', null],
        ['9999-12-01', '9999-11-30 12:00:00'],
        [null, '0001-01-01 00:00:00'],
      ],
    },
    params: { columns: ['d', 'at'], amount: 1, unit: 'month', monthEnd: 'same-day' },
    output: {
      columns: [
        ['d', 'date'],
        ['at', 'timestamp'],
      ],
      rows: [
        ['2026-02-28', '2026-02-28 23:59:59.999999'],
        ['2024-02-29', '1970-01-31 00:00:00'],
        ['2026-03-28', null],
        [null, '9999-12-30 12:00:00'],
        [null, '0001-02-01 00:00:00'],
      ],
    },
  },
  {
    name: 'a last day stays a last day',
    input: {
      columns: [['d', 'date']],
      rows: [['2026-02-28'], ['2024-02-28'], ['2026-04-30'], [null]],
    },
    params: {
      columns: ['d'],
      amount: -1,
      unit: 'month',
      monthEnd: 'stays-last',
      suffix: '_before',
    },
    output: {
      columns: [
        ['d', 'date'],
        ['d_before', 'date'],
      ],
      rows: [
        ['2026-02-28', '2026-01-31'],
        ['2024-02-28', '2024-01-28'],
        ['2026-04-30', '2026-03-31'],
        [null, null],
      ],
    },
  },
  {
    name: 'days from a column',
    input: {
      columns: [
        ['d', 'date'],
        ['n', 'int32'],
      ],
      rows: [
        ['2024-02-28', 2],
        ['2026-01-01', -1],
        ['2026-01-01', 2147483647],
        ['2026-01-01', null],
        [null, 1],
      ],
    },
    params: { columns: ['d'], amount: { column: 'n' }, unit: 'day', monthEnd: 'same-day' },
    output: {
      columns: [
        ['d', 'date'],
        ['n', 'int32'],
      ],
      rows: [
        ['2024-03-01', 2],
        ['2025-12-31', -1],
        [null, 2147483647],
        [null, null],
        [null, 1],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: [['at', 'timestamp']], rows: [] },
    params: { columns: ['at'], amount: -90, unit: 'second', monthEnd: 'same-day' },
    output: { columns: [['at', 'timestamp']], rows: [] },
  },
];
