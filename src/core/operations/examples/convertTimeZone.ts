import type { Example } from '../define.ts';

interface Params {
  readonly columns: string[];
  readonly from: string;
  readonly to: string;
  readonly suffix?: string | undefined;
}

/** Worked examples of convert-time-zone: the turns of the clocks in the EU in 2026. */
export const convertTimeZoneExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'clocks that go forward leave an hour out, and show one twice as they go back',
    input: {
      columns: [
        ['at', 'timestamp'],
        ['n', 'int8'],
      ],
      rows: [
        ['2026-03-29 01:59:59.999999', 1],
        ['2026-03-29 02:30:00', 2],
        ['2026-03-29 03:00:00', 3],
        ['2026-10-25 02:30:00', 4],
        ['2026-10-25 03:00:00', 5],
        [null, 6],
      ],
    },
    params: { columns: ['at'], from: 'Europe/Berlin', to: 'UTC' },
    output: {
      columns: [
        ['at', 'timestamp'],
        ['n', 'int8'],
      ],
      rows: [
        ['2026-03-29 00:59:59.999999', 1],
        [null, 2],
        ['2026-03-29 01:00:00', 3],
        ['2026-10-25 00:30:00', 4],
        ['2026-10-25 02:00:00', 5],
        [null, 6],
      ],
    },
  },
  {
    name: 'instants as a zone shows them, in a new column',
    input: {
      columns: [['at', 'timestamptz']],
      rows: [['2026-07-01 22:00:00+00'], ['1999-12-31 23:30:00+00'], [null]],
    },
    params: { columns: ['at'], from: 'UTC', to: 'Asia/Kolkata', suffix: '_india' },
    output: {
      columns: [
        ['at', 'timestamptz'],
        ['at_india', 'timestamp'],
      ],
      rows: [
        ['2026-07-01 22:00:00+00', '2026-07-02 03:30:00'],
        ['1999-12-31 23:30:00+00', '2000-01-01 05:00:00'],
        [null, null],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: [['at', 'timestamp']], rows: [] },
    params: { columns: ['at'], from: 'America/New_York', to: 'Europe/Berlin' },
    output: { columns: [['at', 'timestamp']], rows: [] },
  },
];
