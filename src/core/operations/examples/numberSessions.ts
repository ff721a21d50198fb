import type { Example, ExampleTable } from '../define.ts';

interface Params {
  readonly column: string;
  readonly gap: number;
  readonly unit: 'seconds' | 'minutes' | 'hours' | 'days';
  readonly as: string;
  readonly group: string[];
}

const clicks: ExampleTable['columns'] = [
  ['who', 'text'],
  ['at', 'timestamp'],
];

/** Worked examples of number-sessions. */
export const numberSessionsExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'visits of each user, half an hour apart',
    input: {
      columns: clicks,
      rows: [
        ['a', '2026-01-01 10:31:00'],
        ['a', '2026-01-01 10:00:00'],
        ['b', '2026-01-01 10:00:00.5'],
        ['a', '2026-01-01 10:30:00'],
        ['a', '2026-01-01 11:01:01'],
        ['b', null],
        [null, '1969-12-31 23:59:59'],
        ['b', '2026-01-02 10:00:00'],
        [null, '1970-01-01 00:00:00'],
        ['b', '2026-01-02 10:00:00'],
      ],
    },
    params: { column: 'at', gap: 30, unit: 'minutes', as: 'visit', group: ['who'] },
    output: {
      columns: [...clicks, ['visit', 'int64']],
      rows: [
        ['a', '2026-01-01 10:31:00', 1],
        ['a', '2026-01-01 10:00:00', 1],
        ['b', '2026-01-01 10:00:00.5', 1],
        ['a', '2026-01-01 10:30:00', 1],
        ['a', '2026-01-01 11:01:01', 2],
        ['b', null, null],
        [null, '1969-12-31 23:59:59', 1],
        ['b', '2026-01-02 10:00:00', 2],
        [null, '1970-01-01 00:00:00', 1],
        ['b', '2026-01-02 10:00:00', 2],
      ],
    },
  },
  {
    name: 'days, more than one and a half apart',
    input: {
      columns: [['day', 'date']],
      rows: [['2026-03-01'], ['2026-02-28'], ['2026-03-03'], [null]],
    },
    params: { column: 'day', gap: 1.5, unit: 'days', as: 'stay', group: [] },
    output: {
      columns: [
        ['day', 'date'],
        ['stay', 'int64'],
      ],
      rows: [
        ['2026-03-01', 1],
        ['2026-02-28', 1],
        ['2026-03-03', 2],
        [null, null],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: clicks, rows: [] },
    params: { column: 'at', gap: 1, unit: 'hours', as: 'visit', group: ['who'] },
    output: { columns: [...clicks, ['visit', 'int64']], rows: [] },
  },
];
