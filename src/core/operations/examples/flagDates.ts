import type { CalendarParams } from '../calendarParams.ts';
import type { Moment } from '../dateOperands.ts';
import type { Example } from '../define.ts';

interface Params {
  readonly column: string;
  readonly flags: (
    'weekend' | 'holiday' | 'business_day' | 'month_start' | 'month_end' | 'before' | 'after'
  )[];
  readonly weekend: CalendarParams['weekend'][number][];
  readonly holidays: string[];
  readonly reference?: Moment | undefined;
  readonly prefix?: string | undefined;
}

/** Worked examples of flag-dates. */
export const flagDatesExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'weekends, holidays and days that are neither',
    input: {
      columns: [
        ['d', 'date'],
        ['n', 'int8'],
      ],
      rows: [
        ['2025-12-25', 1],
        ['2025-12-27', 2],
        ['2025-12-29', 3],
        ['1969-12-28', 4],
        [null, 5],
      ],
    },
    params: {
      column: 'd',
      flags: ['weekend', 'holiday', 'business_day'],
      weekend: ['saturday', 'sunday'],
      holidays: ['2025-12-25', '2025-12-27'],
    },
    output: {
      columns: [
        ['d', 'date'],
        ['n', 'int8'],
        ['d_is_weekend', 'boolean'],
        ['d_is_holiday', 'boolean'],
        ['d_is_business_day', 'boolean'],
      ],
      rows: [
        ['2025-12-25', 1, 'false', 'true', 'false'],
        ['2025-12-27', 2, 'true', 'true', 'false'],
        ['2025-12-29', 3, 'false', 'false', 'true'],
        ['1969-12-28', 4, 'true', 'false', 'false'],
        [null, 5, null, null, null],
      ],
    },
  },
  {
    name: 'ends of months and what is after a parameter',
    input: {
      columns: [['at', 'timestamp']],
      rows: [
        ['2024-02-29 23:59:59.999999'],
        ['2024-02-28 00:00:00'],
        ['2024-03-01 00:00:00'],
        [null],
      ],
    },
    params: {
      column: 'at',
      flags: ['month_start', 'month_end', 'before', 'after', 'holiday', 'weekend'],
      weekend: [],
      holidays: [],
      reference: { param: 'today' },
      prefix: 'x',
    },
    parameters: { today: ['date', '2024-03-01'] },
    output: {
      columns: [
        ['at', 'timestamp'],
        ['x_is_month_start', 'boolean'],
        ['x_is_month_end', 'boolean'],
        ['x_is_before', 'boolean'],
        ['x_is_after', 'boolean'],
        ['x_is_holiday', 'boolean'],
        ['x_is_weekend', 'boolean'],
      ],
      rows: [
        ['2024-02-29 23:59:59.999999', 'false', 'true', 'true', 'false', 'false', 'false'],
        ['2024-02-28 00:00:00', 'false', 'false', 'true', 'false', 'false', 'false'],
        ['2024-03-01 00:00:00', 'true', 'false', 'false', 'false', 'false', 'false'],
        [null, null, null, null, null, null, null],
      ],
    },
  },
  {
    name: 'before another column, an instant',
    input: {
      columns: [
        ['a', 'timestamptz'],
        ['b', 'date'],
      ],
      rows: [
        ['2025-12-31 23:59:59+00', '2026-01-01'],
        ['2026-01-01 00:00:00+00', '2026-01-01'],
        ['2026-01-02 00:00:00+00', null],
      ],
    },
    params: {
      column: 'a',
      flags: ['before', 'business_day'],
      weekend: ['friday'],
      holidays: ['2026-01-01'],
      reference: { column: 'b' },
    },
    output: {
      columns: [
        ['a', 'timestamptz'],
        ['b', 'date'],
        ['a_is_before', 'boolean'],
        ['a_is_business_day', 'boolean'],
      ],
      rows: [
        ['2025-12-31 23:59:59+00', '2026-01-01', 'true', 'true'],
        ['2026-01-01 00:00:00+00', '2026-01-01', 'false', 'false'],
        ['2026-01-02 00:00:00+00', null, null, 'false'],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: [['d', 'date']], rows: [] },
    params: { column: 'd', flags: ['weekend'], weekend: ['sunday'], holidays: [] },
    output: {
      columns: [
        ['d', 'date'],
        ['d_is_weekend', 'boolean'],
      ],
      rows: [],
    },
  },
];
