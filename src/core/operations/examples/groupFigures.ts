import type { Example, ExampleTable } from '../define.ts';
import type { GroupParams } from '../aggregates.ts';

type Figure = GroupParams['aggregates'][number]['function'];
/** Figures of one column, each named like itself. */
export const figures = (column: string, ...names: Figure[]): GroupParams['aggregates'] =>
  names.map((name) => ({ column, function: name, as: name }));
/** A group and a float. */
export const floats: ExampleTable['columns'] = [
  ['g', 'int8'],
  ['x', 'float64'],
];

/** Examples of group-aggregate: figures with a condition, quantiles, first and last, lists. */
export const groupFigureExamples: readonly Example<GroupParams>[] = [
  {
    name: 'each figure of the rows where a condition is true',
    input: {
      columns: [
        ['g', 'text'],
        ['n', 'int64'],
        ['ok', 'boolean'],
      ],
      rows: [
        ['a', 1, true],
        ['a', 10, false],
        ['a', 5, true],
        ['a', null, true],
        ['a', 7, null],
        ['b', 3, false],
        [null, '-9223372036854775808', true],
        [null, '9223372036854775807', true],
      ],
    },
    params: {
      by: ['g'],
      aggregates: [
        { function: 'count', as: 'rows', where: { expression: 'ok' } },
        ...figures(
          'n',
          'count_missing',
          'count_distinct',
          'sum',
          'range',
          'min',
          'mean',
          'variance',
          'mode',
          'list',
        ).map((figure) => ({ ...figure, where: { expression: 'ok' } })),
        { column: 'n', function: 'first', as: 'first', orderBy: 'n', where: { expression: 'ok' } },
      ],
    },
    output: {
      columns: [
        ['g', 'text'],
        ['rows', 'int64'],
        ['count_missing', 'int64'],
        ['count_distinct', 'int64'],
        ['sum', 'decimal(38,0)'],
        ['range', 'decimal(38,0)'],
        ['min', 'int64'],
        ['mean', 'float64'],
        ['variance', 'float64'],
        ['mode', 'int64'],
        ['list', 'list<int64>'],
        ['first', 'int64'],
      ],
      rows: [
        ['a', 3, 1, 2, '6', '4', 1, 3, 8, 1, [1, 5], 1],
        ['b', 0, 0, 0, null, null, null, null, null, null, null, null],
        [
          null,
          2,
          0,
          2,
          '-1',
          '18446744073709551615',
          '-9223372036854775808',
          0,
          8.507059173023462e37 * 2,
          '-9223372036854775808',
          '[-9223372036854775808,9223372036854775807]',
          '-9223372036854775808',
        ],
      ],
    },
  },
  {
    name: 'quantiles, spreads and products; NaN is the greatest',
    input: {
      columns: floats,
      rows: [
        [1, 4],
        [1, 1],
        [1, 3],
        [1, 2],
        [1, null],
        [2, 'nan'],
        [2, 1],
        [3, null],
        [4, '-inf'],
        [5, 'inf'],
        [6, '-0.0'],
        [6, 3],
      ],
    },
    params: {
      by: ['g'],
      aggregates: [
        { column: 'x', function: 'quantile', as: 'q10', q: 0.1 },
        { column: 'x', function: 'quantile', as: 'q100', q: 1 },
        ...figures('x', 'iqr', 'range', 'product', 'count_missing'),
        { column: 'x', function: 'list', as: 'items', where: { expression: 'isfinite(x)' } },
      ],
    },
    output: {
      columns: [
        ['g', 'int8'],
        ['q10', 'float64'],
        ['q100', 'float64'],
        ['iqr', 'float64'],
        ['range', 'float64'],
        ['product', 'float64'],
        ['count_missing', 'int64'],
        ['items', 'list<float64>'],
      ],
      rows: [
        [1, 1.3, 4, 1.5, 3, 24, 1, '[1.0,2.0,3.0,4.0]'],
        [2, 'nan', 'nan', 'nan', 'nan', 'nan', 0, '[1.0]'],
        [3, null, null, null, null, null, 1, null],
        [4, '-inf', '-inf', 'nan', 'nan', '-inf', 0, null],
        [5, 'inf', 'inf', 'nan', 'nan', 'inf', 0, null],
        [6, 0.3, 3, 1.5, 3, 0, 0, '[-0.0,3.0]'],
      ],
    },
  },
  {
    name: 'first and last by a column, booleans, texts joined and listed',
    input: {
      columns: [
        ['g', 'text'],
        ['at', 'float64'],
        ['t', 'text'],
        ['b', 'boolean'],
      ],
      rows: [
        ['a', 2, 'two', true],
        ['a', 1, 'zwei', false],
        ['a', 1, 'eins', null],
        ['a', 'nan', 'é', true],
        ['a', 'nan', '🚀', false],
        ['a', null, 'never', true],
        ['a', '-inf', null, true],
        ['b', 0, '', true],
        ['b', '-0.0', '', true],
        ['c', 1, null, null],
        ['d', 1, 'x', false],
        ['d', 2, 'X', false],
      ],
    },
    params: {
      by: ['g'],
      aggregates: [
        { column: 't', function: 'first', as: 'first', orderBy: 'at' },
        { column: 't', function: 'last', as: 'last', orderBy: 'at' },
        { column: 't', function: 'join_distinct', as: 'texts', separator: '|' },
        { column: 't', function: 'list', as: 'items' },
        ...figures('b', 'any', 'all', 'share_true'),
        { column: 'b', function: 'list', as: 'flags' },
      ],
    },
    output: {
      columns: [
        ['g', 'text'],
        ['first', 'text'],
        ['last', 'text'],
        ['texts', 'text'],
        ['items', 'list<text>'],
        ['any', 'boolean'],
        ['all', 'boolean'],
        ['share_true', 'float64'],
        ['flags', 'list<boolean>'],
      ],
      rows: [
        [
          'a',
          'eins',
          '🚀',
          'eins|never|two|zwei|é|🚀',
          ['eins', 'never', 'two', 'zwei', 'é', '🚀'],
          true,
          false,
          2 / 3,
          [false, false, true, true, true, true],
        ],
        ['b', '', '', '', ['', ''], true, true, 1, [true, true]],
        ['c', null, null, null, null, null, null, null, null],
        ['d', 'x', 'X', 'X|x', ['X', 'x'], false, false, 0, [false, false]],
      ],
    },
  },
  {
    name: 'decimals and dates; an empty table still gives its row',
    input: {
      columns: [
        ['p', 'decimal(10,2)'],
        ['d', 'date'],
        ['b', 'boolean'],
        ['t', 'text'],
      ],
      rows: [],
    },
    params: {
      by: [],
      aggregates: [
        { column: 'p', function: 'range', as: 'range' },
        { column: 'p', function: 'product', as: 'product' },
        { column: 'p', function: 'iqr', as: 'iqr' },
        { column: 'd', function: 'list', as: 'days' },
        { column: 'd', function: 'last', as: 'last', orderBy: 'p' },
        { column: 'b', function: 'any', as: 'any' },
        { column: 'b', function: 'share_true', as: 'share' },
        { column: 't', function: 'join_distinct', as: 'texts' },
        { column: 't', function: 'count_missing', as: 'missing' },
        { function: 'count', as: 'rows', where: { expression: 'b' } },
      ],
    },
    output: {
      columns: [
        ['range', 'decimal(38,2)'],
        ['product', 'float64'],
        ['iqr', 'float64'],
        ['days', 'list<date>'],
        ['last', 'date'],
        ['any', 'boolean'],
        ['share', 'float64'],
        ['texts', 'text'],
        ['missing', 'int64'],
        ['rows', 'int64'],
      ],
      rows: [[null, null, null, null, null, null, null, null, 0, 0]],
    },
  },
  {
    name: 'decimals: the range keeps its digits, the product is a float',
    input: {
      columns: [
        ['g', 'boolean'],
        ['p', 'decimal(37,20)'],
        ['d', 'date'],
      ],
      rows: [
        [true, '12345678901234567.00000000000000000001', '2026-01-02'],
        [true, '-0.50000000000000000000', '2026-01-01'],
        [false, '2.00000000000000000000', null],
      ],
    },
    params: {
      by: ['g'],
      aggregates: [
        ...figures('p', 'range', 'product'),
        { column: 'd', function: 'list', as: 'days' },
        { column: 'p', function: 'first', as: 'first', orderBy: 'd' },
      ],
    },
    output: {
      columns: [
        ['g', 'boolean'],
        ['range', 'decimal(38,20)'],
        ['product', 'float64'],
        ['days', 'list<date>'],
        ['first', 'decimal(37,20)'],
      ],
      rows: [
        [
          true,
          '12345678901234567.50000000000000000001',
          -6172839450617283.5,
          ['2026-01-01', '2026-01-02'],
          '-0.50000000000000000000',
        ],
        [false, '0.00000000000000000000', 2, null, null],
      ],
    },
  },
  {
    name: 'quantiles beside infinities: between -inf and a number lies -inf',
    input: {
      columns: [
        ['g', 'text'],
        ['x', 'float64'],
      ],
      rows: [
        ['below', 0],
        ['below', '-inf'],
        ['above', 1],
        ['above', 'inf'],
        ['same', 'inf'],
        ['same', 'inf'],
        ['nan', 1],
        ['nan', 'nan'],
        ['one', '-inf'],
      ],
    },
    params: {
      by: ['g'],
      aggregates: [
        { column: 'x', function: 'quantile', as: 'q10', q: 0.1 },
        { column: 'x', function: 'quantile', as: 'q0', q: 0 },
      ],
    },
    output: {
      columns: [
        ['g', 'text'],
        ['q10', 'float64'],
        ['q0', 'float64'],
      ],
      rows: [
        ['below', '-inf', '-inf'],
        ['above', 'inf', 1],
        ['same', 'inf', 'inf'],
        ['nan', 'nan', 1],
        ['one', '-inf', '-inf'],
      ],
    },
  },
  {
    name: 'a median is the middle, whatever quantile was asked for before',
    input: { columns: [['n', 'int16']], rows: [[0], [1]] },
    params: { by: [], aggregates: [{ column: 'n', function: 'median', as: 'middle', q: 1 }] },
    output: { columns: [['middle', 'float64']], rows: [[0.5]] },
  },
];
