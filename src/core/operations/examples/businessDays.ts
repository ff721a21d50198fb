import type { CalendarParams } from '../calendarParams.ts';
import type { Moment } from '../dateOperands.ts';
import type { Example, ExampleTable } from '../define.ts';

interface Params extends CalendarParams {
  readonly weekend: (
    'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'
  )[];
  readonly holidays: string[];
  readonly from: string;
  readonly until: Moment;
  readonly lastDay: 'out' | 'in';
  readonly with?: { readonly source: string } | undefined;
  readonly day?: string | undefined;
  readonly as: string;
}

/** A Thursday twice, a Friday, a Saturday, null and the day before the epoch. */
const closed: ExampleTable = {
  columns: [
    ['on', 'date'],
    ['title', 'text'],
  ],
  rows: [
    ['2025-12-25', 'Christmas'],
    ['2025-12-26', null],
    ['2025-12-25', 'again'],
    ['2025-12-27', 'a Saturday'],
    [null, 'never'],
    ['1969-12-31', ''],
  ],
};

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
    name: 'holidays of a table: twice counts once, a Saturday and null count for nothing',
    input: {
      columns: [
        ['a', 'date'],
        ['b', 'timestamp'],
      ],
      rows: [
        ['2025-12-22', '2025-12-29 23:59:59.999999'],
        ['2025-12-29', '2025-12-22 00:00:00'],
        ['2025-12-25', '2025-12-25 12:00:00'],
        ['2025-12-24', '2025-12-25 00:00:00'],
        ['2025-12-25', '2025-12-24 00:00:00'],
        ['1969-12-31', '1970-01-02 00:00:00'],
        [null, '2026-01-01 00:00:00'],
        ['2026-01-01', null],
      ],
    },
    sources: { closed },
    params: {
      from: 'a',
      until: { column: 'b' },
      weekend: ['saturday', 'sunday'],
      holidays: [],
      with: { source: 'closed' },
      day: 'on',
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
        ['2025-12-22', '2025-12-29 23:59:59.999999', 3],
        ['2025-12-29', '2025-12-22 00:00:00', -3],
        ['2025-12-25', '2025-12-25 12:00:00', 0],
        ['2025-12-24', '2025-12-25 00:00:00', 1],
        ['2025-12-25', '2025-12-24 00:00:00', -1],
        ['1969-12-31', '1970-01-02 00:00:00', 1],
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
  {
    name: 'holidays of the step and of a table, the later day counts',
    input: {
      columns: [['a', 'date']],
      rows: [['2025-12-22'], ['2025-12-26'], ['2025-12-29'], ['2025-12-31'], [null]],
    },
    sources: { closed },
    params: {
      from: 'a',
      until: '2025-12-26',
      weekend: ['saturday', 'sunday'],
      holidays: ['2025-12-24', '2025-12-25', '2025-12-31'],
      with: { source: 'closed' },
      day: 'on',
      lastDay: 'in',
      as: 'n',
    },
    output: {
      columns: [
        ['a', 'date'],
        ['n', 'int64'],
      ],
      rows: [
        ['2025-12-22', 2],
        ['2025-12-26', 0],
        ['2025-12-29', -1],
        ['2025-12-31', -2],
        [null, null],
      ],
    },
  },
  {
    name: 'a table without days',
    input: { columns: [['a', 'date']], rows: [['2025-12-22'], [null]] },
    sources: { closed: { ...closed, rows: [] } },
    params: {
      from: 'a',
      until: '2025-12-26',
      weekend: ['saturday', 'sunday'],
      holidays: [],
      with: { source: 'closed' },
      day: 'on',
      lastDay: 'out',
      as: 'n',
    },
    output: {
      columns: [
        ['a', 'date'],
        ['n', 'int64'],
      ],
      rows: [
        ['2025-12-22', 4],
        [null, null],
      ],
    },
  },
  {
    name: 'an empty table beside one of holidays',
    input: { columns: [['a', 'date']], rows: [] },
    sources: { closed },
    params: {
      from: 'a',
      until: '2025-12-26',
      weekend: [],
      holidays: [],
      with: { source: 'closed' },
      day: 'on',
      lastDay: 'out',
      as: 'n',
    },
    output: {
      columns: [
        ['a', 'date'],
        ['n', 'int64'],
      ],
      rows: [],
    },
  },
];
