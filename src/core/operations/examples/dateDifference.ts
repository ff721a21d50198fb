import type { Example } from '../define.ts';
import type { Moment } from '../dateOperands.ts';

interface Params {
  readonly from: string;
  readonly until: Moment;
  readonly unit: 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second';
  readonly count: 'whole' | 'starts';
  readonly as: string;
}

/** Worked examples of date-difference. */
export const dateDifferenceExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'whole months between two columns',
    input: {
      columns: [
        ['a', 'date'],
        ['b', 'date'],
      ],
      rows: [
        ['2026-01-31', '2026-02-28'],
        ['2026-01-31', '2026-02-27'],
        ['2026-02-28', '2026-01-31'],
        ['2024-02-29', '2025-02-28'],
        ['1969-12-15', '1970-01-14'],
        ['0001-01-01', '9999-12-31'],
        [null, '2026-01-01'],
        ['2026-01-01', null],
      ],
    },
    params: { from: 'a', until: { column: 'b' }, unit: 'month', count: 'whole', as: 'months' },
    output: {
      columns: [
        ['a', 'date'],
        ['b', 'date'],
        ['months', 'int64'],
      ],
      rows: [
        ['2026-01-31', '2026-02-28', 1],
        ['2026-01-31', '2026-02-27', 0],
        ['2026-02-28', '2026-01-31', -1],
        ['2024-02-29', '2025-02-28', 12],
        ['1969-12-15', '1970-01-14', 0],
        ['0001-01-01', '9999-12-31', 119987],
        [null, '2026-01-01', null],
        ['2026-01-01', null, null],
      ],
    },
  },
  {
    name: 'starts of hours up to a fixed instant',
    input: {
      columns: [['at', 'timestamp']],
      rows: [['2025-12-31 23:59:59.999999'], ['2026-01-01 01:00:00'], [null]],
    },
    params: { from: 'at', until: '2026-01-01 00:00:00', unit: 'hour', count: 'starts', as: 'h' },
    output: {
      columns: [
        ['at', 'timestamp'],
        ['h', 'int64'],
      ],
      rows: [
        ['2025-12-31 23:59:59.999999', 1],
        ['2026-01-01 01:00:00', -1],
        [null, null],
      ],
    },
  },
  {
    name: 'days from an instant to a parameter',
    input: {
      columns: [['at', 'timestamptz']],
      rows: [['2026-01-01 12:00:00+00'], [null]],
    },
    params: { from: 'at', until: { param: 'today' }, unit: 'day', count: 'whole', as: 'days' },
    parameters: { today: ['date', '2026-01-03'] },
    output: {
      columns: [
        ['at', 'timestamptz'],
        ['days', 'int64'],
      ],
      rows: [
        ['2026-01-01 12:00:00+00', 1],
        [null, null],
      ],
    },
  },
  {
    name: 'an empty table',
    input: { columns: [['a', 'timestamp']], rows: [] },
    params: { from: 'a', until: '2026-01-01', unit: 'year', count: 'whole', as: 'years' },
    output: {
      columns: [
        ['a', 'timestamp'],
        ['years', 'int64'],
      ],
      rows: [],
    },
  },
];
