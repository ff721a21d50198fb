import type { Example } from '../define.ts';

interface Params {
  readonly column: string;
  readonly parts: (
    | 'year'
    | 'half_year'
    | 'quarter'
    | 'month'
    | 'week'
    | 'iso_year'
    | 'day'
    | 'weekday'
    | 'is_weekend'
    | 'day_of_year'
    | 'days_in_month'
    | 'hour'
    | 'minute'
    | 'second'
  )[];
  readonly prefix?: string | undefined;
}

/** Worked examples of extract-date-parts; the ISO weeks are those of the standard's own edge cases. */
export const extractDatePartsExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'days at the turn of a year, and ISO weeks',
    input: {
      columns: [['day', 'date']],
      rows: [
        ['2020-12-31'],
        ['2021-01-01'],
        ['2024-02-29'],
        [null],
        ['1969-12-29'],
        ['2026-11-01'],
      ],
    },
    params: {
      column: 'day',
      parts: ['year', 'quarter', 'month', 'week', 'day', 'weekday', 'day_of_year'],
      prefix: 'd',
    },
    output: {
      columns: [
        ['day', 'date'],
        ['d_year', 'int32'],
        ['d_quarter', 'int32'],
        ['d_month', 'int32'],
        ['d_week', 'int32'],
        ['d_day', 'int32'],
        ['d_weekday', 'int32'],
        ['d_day_of_year', 'int32'],
      ],
      rows: [
        ['2020-12-31', 2020, 4, 12, 53, 31, 4, 366],
        ['2021-01-01', 2021, 1, 1, 53, 1, 5, 1],
        ['2024-02-29', 2024, 1, 2, 9, 29, 4, 60],
        [null, null, null, null, null, null, null, null],
        ['1969-12-29', 1969, 4, 12, 1, 29, 1, 363],
        ['2026-11-01', 2026, 4, 11, 44, 1, 7, 305],
      ],
    },
  },
  {
    name: 'a timestamp; the prefix is the column',
    input: {
      columns: [
        ['at', 'timestamp'],
        ['n', 'int8'],
      ],
      rows: [
        ['2026-01-31 23:59:59.999999', 1],
        ['1900-03-01 00:00:00', 2],
        [null, 3],
      ],
    },
    params: { column: 'at', parts: ['hour', 'minute', 'second', 'day', 'year', 'week', 'weekday'] },
    output: {
      columns: [
        ['at', 'timestamp'],
        ['n', 'int8'],
        ['at_hour', 'int32'],
        ['at_minute', 'int32'],
        ['at_second', 'int32'],
        ['at_day', 'int32'],
        ['at_year', 'int32'],
        ['at_week', 'int32'],
        ['at_weekday', 'int32'],
      ],
      rows: [
        ['2026-01-31 23:59:59.999999', 1, 23, 59, 59, 31, 2026, 5, 6],
        ['1900-03-01 00:00:00', 2, 0, 0, 0, 1, 1900, 9, 4],
        [null, 3, null, null, null, null, null, null, null],
      ],
    },
  },
  {
    name: 'the year of the ISO week, half-years, weekends and lengths of months',
    input: {
      columns: [['day', 'date']],
      rows: [
        ['2020-12-31'],
        ['2021-01-03'],
        ['2024-02-29'],
        ['2018-12-31'],
        ['1900-02-28'],
        ['2026-07-04'],
        [null],
      ],
    },
    params: {
      column: 'day',
      parts: ['iso_year', 'week', 'half_year', 'is_weekend', 'days_in_month'],
      prefix: 'd',
    },
    output: {
      columns: [
        ['day', 'date'],
        ['d_iso_year', 'int32'],
        ['d_week', 'int32'],
        ['d_half_year', 'int32'],
        ['d_is_weekend', 'int32'],
        ['d_days_in_month', 'int32'],
      ],
      rows: [
        ['2020-12-31', 2020, 53, 2, 0, 31],
        ['2021-01-03', 2020, 53, 1, 1, 31],
        ['2024-02-29', 2024, 9, 1, 0, 29],
        ['2018-12-31', 2019, 1, 2, 0, 31],
        ['1900-02-28', 1900, 9, 1, 0, 28],
        ['2026-07-04', 2026, 27, 2, 1, 31],
        [null, null, null, null, null, null],
      ],
    },
  },
  {
    name: 'parts of a timestamp that concern its day',
    input: {
      columns: [['at', 'timestamp']],
      rows: [['2023-01-01 23:59:59.999999'], ['1969-12-29 00:00:00'], [null]],
    },
    params: {
      column: 'at',
      parts: ['iso_year', 'half_year', 'is_weekend', 'days_in_month'],
      prefix: 't',
    },
    output: {
      columns: [
        ['at', 'timestamp'],
        ['t_iso_year', 'int32'],
        ['t_half_year', 'int32'],
        ['t_is_weekend', 'int32'],
        ['t_days_in_month', 'int32'],
      ],
      rows: [
        ['2023-01-01 23:59:59.999999', 2022, 1, 1, 31],
        ['1969-12-29 00:00:00', 1970, 2, 0, 31],
        [null, null, null, null, null],
      ],
    },
  },
  {
    name: 'an instant is taken in UTC',
    input: {
      columns: [['at', 'timestamptz']],
      rows: [['2026-06-30 23:30:00+00'], [null]],
    },
    params: {
      column: 'at',
      parts: ['day', 'hour', 'weekday', 'day_of_year', 'week'],
      prefix: 'utc',
    },
    output: {
      columns: [
        ['at', 'timestamptz'],
        ['utc_day', 'int32'],
        ['utc_hour', 'int32'],
        ['utc_weekday', 'int32'],
        ['utc_day_of_year', 'int32'],
        ['utc_week', 'int32'],
      ],
      rows: [
        ['2026-06-30 23:30:00+00', 30, 23, 2, 181, 27],
        [null, null, null, null, null, null],
      ],
    },
  },
  {
    name: 'nothing but nulls',
    input: { columns: [['day', 'date']], rows: [[null]] },
    params: { column: 'day', parts: ['month', 'week'], prefix: 'd' },
    output: {
      columns: [
        ['day', 'date'],
        ['d_month', 'int32'],
        ['d_week', 'int32'],
      ],
      rows: [[null, null, null]],
    },
  },
  {
    name: 'an empty table',
    input: { columns: [['day', 'date']], rows: [] },
    params: { column: 'day', parts: ['month'], prefix: 'd' },
    output: {
      columns: [
        ['day', 'date'],
        ['d_month', 'int32'],
      ],
      rows: [],
    },
  },
];
