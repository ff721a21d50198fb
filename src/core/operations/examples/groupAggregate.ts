import type { Example, ExampleTable } from '../define.ts';
import { groupAggregateEdges } from './groupAggregateEdges.ts';
import type { GroupParams } from '../aggregates.ts';

type Figure = GroupParams['aggregates'][number]['function'];
const figures = (column: string, ...names: Figure[]): GroupParams['aggregates'] =>
  names.map((name) => ({ column, function: name, as: name }));
const floats: ExampleTable['columns'] = [
  ['g', 'int8'],
  ['x', 'float64'],
];

/** Worked examples of group-aggregate. */
export const groupAggregateExamples: readonly [Example<GroupParams>, ...Example<GroupParams>[]] = [
  {
    name: 'rows and sums by town; null is a group',
    input: {
      columns: [
        ['town', 'text'],
        ['n', 'int64'],
      ],
      rows: [
        ['b', 1],
        ['a', '9223372036854775807'],
        ['a', '9223372036854775807'],
        [null, 3],
        ['', null],
        [null, null],
        ['é', -5],
      ],
    },
    params: {
      by: ['town'],
      aggregates: [
        { function: 'count', as: 'rows' },
        { column: 'n', function: 'count', as: 'known' },
        { column: 'n', function: 'sum', as: 'total' },
      ],
    },
    output: {
      columns: [
        ['town', 'text'],
        ['rows', 'int64'],
        ['known', 'int64'],
        ['total', 'decimal(38,0)'],
      ],
      rows: [
        ['b', 1, 1, '1'],
        ['a', 2, 2, '18446744073709551614'],
        [null, 2, 1, '3'],
        ['', 1, 0, null],
        ['é', 1, 1, '-5'],
      ],
    },
  },
  {
    name: 'all figures of whole numbers',
    input: {
      columns: [
        ['g', 'text'],
        ['n', 'int8'],
      ],
      rows: [
        ['a', 127],
        ['a', -128],
        ['a', 127],
        ['a', null],
        ['b', 2],
        ['b', 1],
        ['c', null],
        ['d', 7],
      ],
    },
    params: {
      by: ['g'],
      aggregates: figures(
        'n',
        'count',
        'count_distinct',
        'sum',
        'mean',
        'median',
        'min',
        'max',
        'std',
        'variance',
        'mode',
      ),
    },
    output: {
      columns: [
        ['g', 'text'],
        ['count', 'int64'],
        ['count_distinct', 'int64'],
        ['sum', 'decimal(38,0)'],
        ['mean', 'float64'],
        ['median', 'float64'],
        ['min', 'int8'],
        ['max', 'int8'],
        ['std', 'float64'],
        ['variance', 'float64'],
        ['mode', 'int8'],
      ],
      rows: [
        ['a', 3, 2, '126', 42, 127, -128, 127, 147.22431864335456, 21675, 127],
        ['b', 2, 2, '3', 1.5, 1.5, 1, 2, 0.7071067811865476, 0.5, 1],
        ['c', 0, 0, null, null, null, null, null, null, null, null],
        ['d', 1, 1, '7', 7, 7, 7, 7, null, null, 7],
      ],
    },
  },
  {
    name: 'floats: NaN takes part and is the greatest, infinities count, -0.0 is 0.0',
    input: {
      columns: floats,
      rows: [
        [1, 1],
        [1, 'nan'],
        [1, 2],
        [2, 'nan'],
        [2, 'nan'],
        [2, null],
        [3, '-0.0'],
        [3, '0.0'],
        [4, 'inf'],
        [4, 'inf'],
        [4, 1],
        [5, null],
        [6, 1000000001],
        [6, 999999999],
        [6, 1000000000],
      ],
    },
    params: {
      by: ['g'],
      aggregates: figures(
        'x',
        'count',
        'count_distinct',
        'sum',
        'mean',
        'median',
        'min',
        'max',
        'std',
        'mode',
      ),
    },
    output: {
      columns: [
        ['g', 'int8'],
        ['count', 'int64'],
        ['count_distinct', 'int64'],
        ['sum', 'float64'],
        ['mean', 'float64'],
        ['median', 'float64'],
        ['min', 'float64'],
        ['max', 'float64'],
        ['std', 'float64'],
        ['mode', 'float64'],
      ],
      rows: [
        [1, 3, 3, 'nan', 'nan', 2, 1, 'nan', 'nan', 1],
        [2, 2, 1, 'nan', 'nan', 'nan', 'nan', 'nan', 'nan', 'nan'],
        [3, 2, 1, 0, 0, 0, 0, 0, 0, 0],
        [4, 3, 2, 'inf', 'inf', 'inf', 1, 'inf', 'nan', 'inf'],
        [5, 0, 0, null, null, null, null, null, null, null],
        [6, 3, 3, 3000000000, 1000000000, 1000000000, 999999999, 1000000001, 1, 999999999],
      ],
    },
  },
  {
    name: 'float32 is widened; groups by NaN, null and zero of either sign',
    input: {
      columns: [
        ['k', 'float64'],
        ['x', 'float32'],
      ],
      rows: [
        ['-0.0', 0.5],
        ['0.0', 16777216],
        ['nan', 1],
        [null, 2],
        ['nan', 3],
        [null, 'nan'],
        ['0.0', 1],
      ],
    },
    params: { by: ['k'], aggregates: figures('x', 'sum', 'min', 'max', 'mode', 'variance') },
    output: {
      columns: [
        ['k', 'float64'],
        ['sum', 'float64'],
        ['min', 'float32'],
        ['max', 'float32'],
        ['mode', 'float32'],
        ['variance', 'float64'],
      ],
      rows: [
        [0, 16777217.5, 0.5, 16777216, 0.5, 93824983848277.58],
        ['nan', 4, 1, 3, 1, 2],
        [null, 'nan', 2, 'nan', 2, 'nan'],
      ],
    },
  },
  {
    name: 'text, booleans, dates and timestamps; two group columns',
    input: {
      columns: [
        ['a', 'int32'],
        ['b', 'boolean'],
        ['t', 'text'],
        ['d', 'date'],
        ['at', 'timestamp'],
      ],
      rows: [
        [1, true, 'b', '2026-01-01', '2026-01-01 00:00:00.000001'],
        [1, true, 'é', '1969-12-31', '1900-01-01 00:00:00'],
        [1, true, 'b', null, null],
        [1, null, '', null, null],
        [1, null, '🚀', '2026-01-01', null],
        [null, false, null, null, null],
      ],
    },
    params: {
      by: ['a', 'b'],
      aggregates: [
        { column: 't', function: 'min', as: 't_min' },
        { column: 't', function: 'max', as: 't_max' },
        { column: 't', function: 'mode', as: 't_mode' },
        { column: 't', function: 'count_distinct', as: 't_distinct' },
        { column: 'd', function: 'min', as: 'd_min' },
        { column: 'd', function: 'mode', as: 'd_mode' },
        { column: 'at', function: 'max', as: 'at_max' },
        { column: 'b', function: 'max', as: 'b_max' },
        { column: 'b', function: 'mode', as: 'b_mode' },
      ],
    },
    output: {
      columns: [
        ['a', 'int32'],
        ['b', 'boolean'],
        ['t_min', 'text'],
        ['t_max', 'text'],
        ['t_mode', 'text'],
        ['t_distinct', 'int64'],
        ['d_min', 'date'],
        ['d_mode', 'date'],
        ['at_max', 'timestamp'],
        ['b_max', 'boolean'],
        ['b_mode', 'boolean'],
      ],
      rows: [
        [
          1,
          true,
          'b',
          'é',
          'b',
          2,
          '1969-12-31',
          '1969-12-31',
          '2026-01-01 00:00:00.000001',
          true,
          true,
        ],
        [1, null, '', '🚀', '', 2, '2026-01-01', '2026-01-01', null, null, null],
        [null, false, null, null, null, 0, null, null, null, false, false],
      ],
    },
  },
  {
    name: 'decimals keep their digits',
    input: {
      columns: [
        ['g', 'boolean'],
        ['p', 'decimal(20,2)'],
      ],
      rows: [
        [true, '999999999999999999.99'],
        [true, '999999999999999999.99'],
        [true, '-0.50'],
        [false, null],
      ],
    },
    params: { by: ['g'], aggregates: figures('p', 'sum', 'min', 'max', 'mode', 'mean', 'median') },
    output: {
      columns: [
        ['g', 'boolean'],
        ['sum', 'decimal(38,2)'],
        ['min', 'decimal(20,2)'],
        ['max', 'decimal(20,2)'],
        ['mode', 'decimal(20,2)'],
        ['mean', 'float64'],
        ['median', 'float64'],
      ],
      rows: [
        [
          true,
          '1999999999999999999.48',
          '-0.50',
          '999999999999999999.99',
          '999999999999999999.99',
          666666666666666666.5,
          1e18,
        ],
        [false, null, null, null, null, null, null],
      ],
    },
  },
  {
    name: 'without group columns: one row for the table',
    input: {
      columns: floats,
      rows: [
        [1, 1.5],
        [2, null],
      ],
    },
    params: { by: [], aggregates: figures('x', 'count', 'sum', 'median', 'min', 'mode') },
    output: {
      columns: [
        ['count', 'int64'],
        ['sum', 'float64'],
        ['median', 'float64'],
        ['min', 'float64'],
        ['mode', 'float64'],
      ],
      rows: [[1, 1.5, 1.5, 1.5, 1.5]],
    },
  },
  {
    name: 'an empty table without group columns still gives its row',
    input: { columns: floats, rows: [] },
    params: {
      by: [],
      aggregates: [
        { function: 'count', as: 'rows' },
        { column: 'x', function: 'sum', as: 'sum' },
        { column: 'x', function: 'max', as: 'max' },
        { column: 'g', function: 'min', as: 'min' },
        { column: 'g', function: 'mode', as: 'mode' },
        { column: 'g', function: 'count_distinct', as: 'distinct' },
      ],
    },
    output: {
      columns: [
        ['rows', 'int64'],
        ['sum', 'float64'],
        ['max', 'float64'],
        ['min', 'int8'],
        ['mode', 'int8'],
        ['distinct', 'int64'],
      ],
      rows: [[0, null, null, null, null, 0]],
    },
  },
  {
    name: 'an empty table has no groups',
    input: { columns: floats, rows: [] },
    params: { by: ['g'], aggregates: figures('x', 'count', 'sum', 'median', 'max', 'std', 'mode') },
    output: {
      columns: [
        ['g', 'int8'],
        ['count', 'int64'],
        ['sum', 'float64'],
        ['median', 'float64'],
        ['max', 'float64'],
        ['std', 'float64'],
        ['mode', 'float64'],
      ],
      rows: [],
    },
  },
  ...groupAggregateEdges,
];
