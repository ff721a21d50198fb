import type { CalendarParams } from '../calendarParams.ts';
import type { Moment } from '../dateOperands.ts';
import type { Example } from '../define.ts';

interface Params extends CalendarParams {
  readonly weekend: (
    'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'
  )[];
  readonly holidays: string[];
  readonly from: string;
  readonly until: Moment;
  readonly lastDay: 'out' | 'in';
  readonly as: string;
}

/** Worked examples of business-days. */
export const businessDaysExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'Monday to Friday, two holidays of which one is a Saturday',
    input: {
      columns: [
        ['a', 'date'],
        ['b', 'timestamp'],
      ],
      rows: [
        ['2025-12-22', '2025-12-29 23:59:59.999999'],
        ['2025-12-29', '2025-12-22 00:00:00'],
        ['2025-12-25', '2025-12-26 00:00:00'],
        ['2026-01-03', '2026-01-04 12:00:00'],
        ['1969-12-31', '1970-01-02 00:00:00'],
        ['2026-01-01', '2026-01-01 05:00:00'],
        [null, '2026-01-01 00:00:00'],
        ['2026-01-01', null],
      ],
    },
    params: {
      from: 'a',
      until: { column: 'b' },
      weekend: ['saturday', 'sunday'],
      holidays: ['2025-12-27', '2025-12-25', '2025-12-25'],
      lastDay: 'out',
      as: 'days',
    },
    output: {
      columns: [
        ['a', 'date'],
        ['b', 'timestamp'],
        ['days', 'int64'],
      ],
      rows: [
        ['2025-12-22', '2025-12-29 23:59:59.999999', 4],
        ['2025-12-29', '2025-12-22 00:00:00', -4],
        ['2025-12-25', '2025-12-26 00:00:00', 0],
        ['2026-01-03', '2026-01-04 12:00:00', 0],
        ['1969-12-31', '1970-01-02 00:00:00', 2],
        ['2026-01-01', '2026-01-01 05:00:00', 0],
        [null, '2026-01-01 00:00:00', null],
        ['2026-01-01', null, null],
      ],
    },
  },
  {
    name: 'another weekend, up to a fixed day that counts',
    input: {
      columns: [['a', 'date']],
      rows: [['2026-01-01'], ['2026-01-08'], ['2026-01-11'], ['0001-01-01'], [null]],
    },
    params: {
      from: 'a',
      until: '2026-01-08',
      weekend: ['friday', 'saturday'],
      holidays: [],
      lastDay: 'in',
      as: 'n',
    },
    output: {
      columns: [
        ['a', 'date'],
        ['n', 'int64'],
      ],
      rows: [
        ['2026-01-01', 6],
        ['2026-01-08', 1],
        ['2026-01-11', -2],
        ['0001-01-01', 528304],
        [null, null],
      ],
    },
  },
  {
    name: 'an empty table, and a week without a weekend',
    input: { columns: [['a', 'date']], rows: [] },
    params: {
      from: 'a',
      until: { param: 'until' },
      weekend: [],
      holidays: [],
      lastDay: 'out',
      as: 'n',
    },
    parameters: { until: ['date', '2026-01-01'] },
    output: {
      columns: [
        ['a', 'date'],
        ['n', 'int64'],
      ],
      rows: [],
    },
  },
];
