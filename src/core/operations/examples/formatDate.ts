import type { Example } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly format: string;
  readonly suffix?: string | undefined;
}

/** Worked examples of format-date. */
export const formatDateExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'the day in words',
    input: {
      columns: [
        ['d', 'date'],
        ['n', 'int8'],
      ],
      rows: [
        ['2026-01-05', 1],
        ['2024-02-29', 2],
        ['1969-12-31', 3],
        ['0099-03-04', 4],
        ['9999-12-31', 5],
        [null, 6],
      ],
    },
    params: { columns: ['d'], format: '%a %-d %B %Y' },
    output: {
      columns: [
        ['d', 'text'],
        ['n', 'int8'],
      ],
      rows: [
        ['Mon 5 January 2026', 1],
        ['Thu 29 February 2024', 2],
        ['Wed 31 December 1969', 3],
        ['Wed 4 March 0099', 4],
        ['Fri 31 December 9999', 5],
        [null, 6],
      ],
    },
  },
  {
    name: 'twelve hours and microseconds, in a new column',
    input: {
      columns: [['at', 'timestamp']],
      rows: [['2026-01-05 00:07:09.5'], ['1969-12-31 13:59:59.999999'], [null]],
    },
    params: { columns: ['at'], format: '%d/%m/%y %I:%M:%S.%f %p', suffix: '_text' },
    output: {
      columns: [
        ['at', 'timestamp'],
        ['at_text', 'text'],
      ],
      rows: [
        ['2026-01-05 00:07:09.5', '05/01/26 12:07:09.500000 AM'],
        ['1969-12-31 13:59:59.999999', '31/12/69 01:59:59.999999 PM'],
        [null, null],
      ],
    },
  },
  {
    name: 'an instant in UTC, and letters that are no part',
    input: { columns: [['at', 'timestamptz']], rows: [['2027-01-03 23:00:00+00'], [null]] },
    params: { columns: ['at'], format: '%G-W%V-%u 🚀 100%% %HZ' },
    output: { columns: [['at', 'text']], rows: [['2026-W53-7 🚀 100% 23Z'], [null]] },
  },
  {
    name: 'an empty table',
    input: { columns: [['d', 'date']], rows: [] },
    params: { columns: ['d'], format: '%j' },
    output: { columns: [['d', 'text']], rows: [] },
  },
];
