import type { Example } from '../define.ts';
import type { DateReading } from '../parsedDates.ts';

interface Params extends DateReading {
  readonly columns: string[];
  readonly formats: string[];
  readonly suffix?: string | undefined;
}

const usual: Pick<Params, 'formats' | 'order' | 'unit' | 'onError'> = {
  formats: [],
  order: 'day-first',
  unit: 'second',
  onError: 'null',
};

/** Worked examples of parse-dates. */
export const parseDatesExamples: readonly [Example<Params>, ...Example<Params>[]] = [
  {
    name: 'formats in their order; what fits none is null',
    input: {
      columns: [
        ['d', 'text'],
        ['n', 'int8'],
      ],
      rows: [
        ['01/02/2026', 1],
        ['12/31/2026', 2],
        [' 29 February 2024 ', 3],
        ['29 february 2023', 4],
        ['2026', 5],
        ['', 6],
        ['１/2/2026', 7],
        ['31.12.1969', 8],
        [null, 9],
      ],
    },
    params: {
      ...usual,
      columns: ['d'],
      to: 'date',
      formats: ['%d/%m/%Y', '%m/%d/%Y', '%d %B %Y', '%d.%m.%Y'],
    },
    output: {
      columns: [
        ['d', 'date'],
        ['n', 'int8'],
      ],
      rows: [
        ['2026-02-01', 1],
        ['2026-12-31', 2],
        ['2024-02-29', 3],
        [null, 4],
        [null, 5],
        [null, 6],
        [null, 7],
        ['1969-12-31', 8],
        [null, 9],
      ],
    },
  },
  {
    name: 'the usual formats with the month first, in a new column',
    input: {
      columns: [['t', 'text']],
      rows: [
        ['2026-01-31'],
        ['2026-01-31T23:59:59'],
        ['1/2/2026'],
        ['9999-12-31 00:00:01'],
        ['31/1/2026'],
        [null],
      ],
    },
    params: { ...usual, columns: ['t'], to: 'timestamp', order: 'month-first', suffix: '_at' },
    output: {
      columns: [
        ['t', 'text'],
        ['t_at', 'timestamp'],
      ],
      rows: [
        ['2026-01-31', '2026-01-31 00:00:00'],
        ['2026-01-31T23:59:59', '2026-01-31 23:59:59'],
        ['1/2/2026', '2026-01-02 00:00:00'],
        ['9999-12-31 00:00:01', '9999-12-31 00:00:01'],
        ['31/1/2026', null],
        [null, null],
      ],
    },
  },
  {
    name: 'seconds since 1970, whole and with fractions',
    input: {
      columns: [
        ['i', 'int64'],
        ['f', 'float64'],
        ['x', 'decimal(12,3)'],
      ],
      rows: [
        [0, 1.5, '-0.001'],
        [-1, 'nan', '0.000'],
        ['253402300800', 'inf', '1.000'],
        ['9223372036854775807', 1e30, null],
        [null, null, '86400.000'],
      ],
    },
    params: { ...usual, columns: ['i', 'f', 'x'], to: 'timestamp' },
    output: {
      columns: [
        ['i', 'timestamp'],
        ['f', 'timestamp'],
        ['x', 'timestamp'],
      ],
      rows: [
        ['1970-01-01 00:00:00', '1970-01-01 00:00:01.5', '1969-12-31 23:59:59.999'],
        ['1969-12-31 23:59:59', null, '1970-01-01 00:00:00'],
        [null, null, '1970-01-01 00:00:01'],
        [null, null, null],
        [null, null, '1970-01-02 00:00:00'],
      ],
    },
  },
  {
    name: 'milliseconds as days, and a run that stops at none of them',
    input: {
      columns: [
        ['ms', 'int64'],
        ['d', 'text'],
      ],
      rows: [
        [-1, '31-01-2026'],
        [null, null],
      ],
    },
    params: { ...usual, columns: ['ms', 'd'], to: 'date', unit: 'millisecond', onError: 'error' },
    output: {
      columns: [
        ['ms', 'date'],
        ['d', 'date'],
      ],
      rows: [
        ['1969-12-31', '2026-01-31'],
        [null, null],
      ],
    },
  },
  {
    name: 'nothing but nulls',
    input: { columns: [['d', 'text']], rows: [[null], [null]] },
    params: { ...usual, columns: ['d'], to: 'date', formats: ['%d.%m.%y'] },
    output: { columns: [['d', 'date']], rows: [[null], [null]] },
  },
];
