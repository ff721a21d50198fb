import type { ChangeTypeParams } from '../retypedColumns.ts';
import type { Example, ExampleTable } from '../define.ts';

const texts: ExampleTable = {
  columns: [['t', 'text']],
  rows: [['1'], [' -7 '], [''], [null], ['1.0'], ['１'], ['127'], ['128'], ['abc'], ['+5']],
};

/** Worked examples of change-type; the rules are the table of casts. */
export const changeTypeExamples: readonly [
  Example<ChangeTypeParams>,
  ...Example<ChangeTypeParams>[],
] = [
  {
    name: 'text to whole numbers; what is none becomes null',
    input: texts,
    params: { columns: ['t'], to: 'int8', onError: 'null' },
    output: {
      columns: [['t', 'int8']],
      rows: [[1], [-7], [null], [null], [null], [null], [127], [null], [null], [5]],
    },
  },
  {
    name: 'rows whose value does not fit are dropped, nulls stay',
    input: texts,
    params: { columns: ['t'], to: 'int8', onError: 'drop-row' },
    output: { columns: [['t', 'int8']], rows: [[1], [-7], [null], [127], [5]] },
  },
  {
    name: 'floats to whole numbers, rounded half away from zero',
    input: {
      columns: [
        ['x', 'float64'],
        ['y', 'float64'],
      ],
      rows: [
        [2.5, -2.5],
        ['nan', 1],
        [null, 'inf'],
        [0.49999999999999994, -0.4],
        [32767.4, 32767.5],
      ],
    },
    params: { columns: ['x', 'y'], to: 'int16', onError: 'null' },
    output: {
      columns: [
        ['x', 'int16'],
        ['y', 'int16'],
      ],
      rows: [
        [3, -3],
        [null, 1],
        [null, null],
        [0, 0],
        [32767, null],
      ],
    },
  },
  {
    name: 'whole numbers to text, in place',
    input: {
      columns: [
        ['n', 'int64'],
        ['m', 'int8'],
      ],
      rows: [
        ['-9223372036854775808', 1],
        ['9223372036854775807', null],
        [null, -128],
      ],
    },
    params: { columns: ['n'], to: 'text', onError: 'error' },
    output: {
      columns: [
        ['n', 'text'],
        ['m', 'int8'],
      ],
      rows: [
        ['-9223372036854775808', 1],
        ['9223372036854775807', null],
        [null, -128],
      ],
    },
  },
  {
    name: 'text to dates',
    input: {
      columns: [['d', 'text']],
      rows: [['2026-01-31'], ['2026-02-30'], ['2024-02-29'], ['31.01.2026'], [null], ['']],
    },
    params: { columns: ['d'], to: 'date', onError: 'null' },
    output: {
      columns: [['d', 'date']],
      rows: [['2026-01-31'], [null], ['2024-02-29'], [null], [null], [null]],
    },
  },
  {
    name: 'text to dates by a format',
    input: {
      columns: [['d', 'text']],
      rows: [
        ['31.01.2026'],
        ['1.2.2026'],
        ['30.02.2026'],
        ['2026-01-31'],
        [' 31.01.2026'],
        ['29.02.2024'],
        ['31x01x2026'],
        [null],
        [''],
      ],
    },
    params: { columns: ['d'], to: 'date', format: '%d.%m.%Y', onError: 'null' },
    output: {
      columns: [['d', 'date']],
      rows: [
        ['2026-01-31'],
        ['2026-02-01'],
        [null],
        [null],
        [null],
        ['2024-02-29'],
        [null],
        [null],
        [null],
      ],
    },
  },
  {
    name: 'text to timestamps by a format with names and twelve hours; what fails is dropped',
    input: {
      columns: [['at', 'text']],
      rows: [
        ['31 Jan 26, 12:05 AM'],
        ['1 feb 69, 1:00 pm'],
        ['1 DEC 68, 12:59 PM'],
        ['1 Foo 68, 12:59 PM'],
        ['1 Dec 68, 13:00 PM'],
        [null],
      ],
    },
    params: { columns: ['at'], to: 'timestamp', format: '%d %b %y, %I:%M %p', onError: 'drop-row' },
    output: {
      columns: [['at', 'timestamp']],
      rows: [['2026-01-31 00:05:00'], ['1969-02-01 13:00:00'], ['2068-12-01 12:59:00'], [null]],
    },
  },
  {
    name: 'the day of the year, and a time with a fraction read as a date',
    input: {
      columns: [['d', 'text']],
      rows: [
        ['2024366 235959.5'],
        ['2025366 000000.0'],
        ['2025001 240000.0'],
        ['2025001 000000.000001'],
        ['2025000 000000.0'],
      ],
    },
    params: { columns: ['d'], to: 'date', format: '%Y%j %H%M%S.%f', onError: 'null' },
    output: {
      columns: [['d', 'date']],
      rows: [['2024-12-31'], [null], [null], ['2025-01-01'], [null]],
    },
  },
  {
    name: 'text to booleans and decimals to decimals of fewer digits',
    input: {
      columns: [['b', 'text']],
      rows: [['TRUE'], [' no '], ['1'], ['2'], [null], ['']],
    },
    params: { columns: ['b'], to: 'boolean', onError: 'null' },
    output: {
      columns: [['b', 'boolean']],
      rows: [[true], [false], [true], [null], [null], [null]],
    },
  },
  {
    name: 'decimals of fewer digits',
    input: {
      columns: [['p', 'decimal(20,4)']],
      rows: [['1.2350'], ['-1.2350'], ['999.9949'], ['999.9950'], [null]],
    },
    params: { columns: ['p'], to: 'decimal(5,2)', onError: 'null' },
    output: {
      columns: [['p', 'decimal(5,2)']],
      rows: [['1.24'], ['-1.24'], ['999.99'], [null], [null]],
    },
  },
  {
    name: 'dates to timestamps, at midnight',
    input: { columns: [['d', 'date']], rows: [['2026-01-31'], ['1900-01-01'], [null]] },
    params: { columns: ['d'], to: 'timestamp', onError: 'null' },
    output: {
      columns: [['d', 'timestamp']],
      rows: [['2026-01-31 00:00:00'], ['1900-01-01 00:00:00'], [null]],
    },
  },
  {
    name: 'a column of nothing but nulls; the same type again changes nothing',
    input: { columns: [['t', 'text']], rows: [[null], [null]] },
    params: { columns: ['t'], to: 'float64', onError: 'drop-row' },
    output: { columns: [['t', 'float64']], rows: [[null], [null]] },
  },
  {
    name: 'an empty table',
    input: { columns: [['t', 'text']], rows: [] },
    params: { columns: ['t'], to: 'int64', onError: 'error' },
    output: { columns: [['t', 'int64']], rows: [] },
  },
  {
    name: 'decimals and texts to the nearest float32',
    input: {
      columns: [
        ['d', 'decimal(20,4)'],
        ['t', 'text'],
      ],
      rows: [['628.2158', '127']],
    },
    params: { columns: ['d', 't'], to: 'float32', onError: 'null' },
    output: {
      columns: [
        ['d', 'float32'],
        ['t', 'float32'],
      ],
      rows: [[628.2158203125, 127]],
    },
  },
  {
    name: 'must fit, in a column whose name polars reads as a pattern',
    input: { columns: [['^n$', 'float64']], rows: [[1.5], [null]] },
    params: { columns: ['^n$'], to: 'int16', onError: 'error' },
    output: { columns: [['^n$', 'int16']], rows: [[2], [null]] },
  },
  {
    name: 'float32 to decimals, as exactly as the float is',
    input: { columns: [['x', 'float32']], rows: [[12345.5], [-0.25], ['nan'], [null]] },
    params: { columns: ['x'], to: 'decimal(18,6)', onError: 'null' },
    output: {
      columns: [['x', 'decimal(18,6)']],
      rows: [['12345.500000'], ['-0.250000'], [null], [null]],
    },
  },
  {
    name: 'float32 to text, with the digits that a float32 needs',
    input: { columns: [['x', 'float32']], rows: [[1000000], [0.1], ['-0.0'], ['-inf'], [null]] },
    params: { columns: ['x'], to: 'text', onError: 'null' },
    output: {
      columns: [['x', 'text']],
      rows: [['1000000.0'], ['0.1'], ['-0.0'], ['-inf'], [null]],
    },
  },
  {
    name: 'a double just below one half is no whole decimal yet',
    input: { columns: [['x', 'float64']], rows: [[0.49999999999999994], [0.5], [-0.5]] },
    params: { columns: ['x'], to: 'decimal(38,0)', onError: 'null' },
    output: { columns: [['x', 'decimal(38,0)']], rows: [['0'], ['1'], ['-1']] },
  },
  {
    name: 'doubles and texts beyond float32 are null, infinities stay',
    input: {
      columns: [
        ['x', 'float64'],
        ['t', 'text'],
      ],
      rows: [
        [1e300, '-1e300'],
        ['-inf', 'inf'],
        ['nan', 'nan'],
        [1.5, '1.5'],
        [null, null],
      ],
    },
    params: { columns: ['x', 't'], to: 'float32', onError: 'null' },
    output: {
      columns: [
        ['x', 'float32'],
        ['t', 'float32'],
      ],
      rows: [
        [null, null],
        ['-inf', 'inf'],
        ['nan', 'nan'],
        [1.5, 1.5],
        [null, null],
      ],
    },
  },
];
