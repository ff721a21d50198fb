import type { Example, ExampleTable } from '../define.ts';

/** The params of the examples. */
interface HolidayParams {
  column: string;
  with: { readonly source: string };
  day: string;
  as: string;
  name?: string | undefined;
  nameAs?: string | undefined;
}

const days: ExampleTable = {
  columns: [
    ['day', 'date'],
    ['x', 'float64'],
  ],
  rows: [
    ['2026-12-25', 'nan'],
    ['2026-12-24', '-0.0'],
    [null, 'inf'],
    ['2026-01-01', null],
    ['1969-12-31', 1],
    ['2026-12-25', 2],
    ['2024-02-29', 3],
  ],
};
const closed: ExampleTable = {
  columns: [
    ['on', 'date'],
    ['title', 'text'],
  ],
  rows: [
    ['2026-12-25', 'Weihnachten'],
    ['2026-12-25', 'Christmas'],
    ['2026-01-01', null],
    [null, 'never'],
    ['1969-12-31', ''],
    ['2026-05-01', 'Tag der Arbeit é🚀'],
  ],
};
const plain = { column: 'day', with: { source: 'closed' }, day: 'on', as: 'holiday' };

/** Worked examples of holidays. */
export const holidaysExamples: readonly [Example<HolidayParams>, ...Example<HolidayParams>[]] = [
  {
    name: 'whether a day is in the table, and its name: of two the smaller',
    input: days,
    sources: { closed },
    params: { ...plain, name: 'title', nameAs: 'which' },
    output: {
      columns: [...days.columns, ['holiday', 'boolean'], ['which', 'text']],
      rows: [
        ['2026-12-25', 'nan', true, 'Christmas'],
        ['2026-12-24', '-0.0', false, null],
        [null, 'inf', null, null],
        ['2026-01-01', null, true, null],
        ['1969-12-31', 1, true, ''],
        ['2026-12-25', 2, true, 'Christmas'],
        ['2024-02-29', 3, false, null],
      ],
    },
  },
  {
    name: 'the flag alone',
    input: days,
    sources: { closed },
    params: plain,
    output: {
      columns: [...days.columns, ['holiday', 'boolean']],
      rows: [
        ['2026-12-25', 'nan', true],
        ['2026-12-24', '-0.0', false],
        [null, 'inf', null],
        ['2026-01-01', null, true],
        ['1969-12-31', 1, true],
        ['2026-12-25', 2, true],
        ['2024-02-29', 3, false],
      ],
    },
  },
  {
    name: 'of timestamps the day counts',
    input: {
      columns: [['at', 'timestamp']],
      rows: [
        ['2026-12-25 00:00:00'],
        ['2026-12-25 23:59:59.999999'],
        ['2026-12-26 00:00:00'],
        ['1969-12-31 23:59:59.999999'],
        [null],
      ],
    },
    sources: { closed },
    params: { ...plain, column: 'at', name: 'title', nameAs: 'which' },
    output: {
      columns: [
        ['at', 'timestamp'],
        ['holiday', 'boolean'],
        ['which', 'text'],
      ],
      rows: [
        ['2026-12-25 00:00:00', true, 'Christmas'],
        ['2026-12-25 23:59:59.999999', true, 'Christmas'],
        ['2026-12-26 00:00:00', false, null],
        ['1969-12-31 23:59:59.999999', true, ''],
        [null, null, null],
      ],
    },
  },
  {
    name: 'of instants the day in UTC',
    input: {
      columns: [['at', 'timestamptz']],
      rows: [['2026-12-24 23:30:00+00'], ['2026-12-25 00:30:00+00'], [null]],
    },
    sources: { closed },
    params: { ...plain, column: 'at' },
    output: {
      columns: [
        ['at', 'timestamptz'],
        ['holiday', 'boolean'],
      ],
      rows: [
        ['2026-12-24 23:30:00+00', false],
        ['2026-12-25 00:30:00+00', true],
        [null, null],
      ],
    },
  },
  {
    name: 'a table without days',
    input: { ...days, rows: [['2026-12-25', 1]] },
    sources: { closed: { ...closed, rows: [] } },
    params: { ...plain, name: 'title', nameAs: 'which' },
    output: {
      columns: [...days.columns, ['holiday', 'boolean'], ['which', 'text']],
      rows: [['2026-12-25', 1, false, null]],
    },
  },
  {
    name: 'an empty table',
    input: { ...days, rows: [] },
    sources: { closed },
    params: plain,
    output: { columns: [...days.columns, ['holiday', 'boolean']], rows: [] },
  },
];
