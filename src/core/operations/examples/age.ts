import type { Moment } from '../dateOperands.ts';
import type { Example } from '../define.ts';

interface Params {
  readonly birth: string;
  readonly on: Moment;
  readonly leapDay: 'march-1' | 'february-28';
  readonly as: string;
}

/** Worked examples of age. */
export const ageExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'birthdays, leap days, and the unborn',
    input: {
      columns: [
        ['b', 'date'],
        ['d', 'date'],
      ],
      rows: [
        ['2000-06-15', '2026-06-14'],
        ['2000-06-15', '2026-06-15'],
        ['2004-02-29', '2026-02-28'],
        ['2004-02-29', '2026-03-01'],
        ['2004-02-29', '2024-02-28'],
        ['2004-02-29', '2024-02-29'],
        ['1969-12-31', '1969-12-31'],
        ['2026-01-02', '2026-01-01'],
        ['0001-01-01', '9999-12-31'],
        [null, '2026-01-01'],
        ['2026-01-01', null],
      ],
    },
    params: { birth: 'b', on: { column: 'd' }, leapDay: 'march-1', as: 'years' },
    output: {
      columns: [
        ['b', 'date'],
        ['d', 'date'],
        ['years', 'int64'],
      ],
      rows: [
        ['2000-06-15', '2026-06-14', 25],
        ['2000-06-15', '2026-06-15', 26],
        ['2004-02-29', '2026-02-28', 21],
        ['2004-02-29', '2026-03-01', 22],
        ['2004-02-29', '2024-02-28', 19],
        ['2004-02-29', '2024-02-29', 20],
        ['1969-12-31', '1969-12-31', 0],
        ['2026-01-02', '2026-01-01', null],
        ['0001-01-01', '9999-12-31', 9998],
        [null, '2026-01-01', null],
        ['2026-01-01', null, null],
      ],
    },
  },
  {
    name: 'on a fixed day, leap days on 28 February',
    input: {
      columns: [['born', 'timestamp']],
      rows: [['2004-02-29 23:00:00'], ['1990-03-01 00:00:00'], [null]],
    },
    params: { birth: 'born', on: '2026-02-28', leapDay: 'february-28', as: 'age' },
    output: {
      columns: [
        ['born', 'timestamp'],
        ['age', 'int64'],
      ],
      rows: [
        ['2004-02-29 23:00:00', 22],
        ['1990-03-01 00:00:00', 35],
        [null, null],
      ],
    },
  },
  {
    name: 'an empty table, and a parameter',
    input: { columns: [['born', 'date']], rows: [] },
    params: { birth: 'born', on: { param: 'today' }, leapDay: 'march-1', as: 'age' },
    parameters: { today: ['date', '2026-01-01'] },
    output: {
      columns: [
        ['born', 'date'],
        ['age', 'int64'],
      ],
      rows: [],
    },
  },
];
