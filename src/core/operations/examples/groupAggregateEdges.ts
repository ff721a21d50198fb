import type { Example } from '../define.ts';
import type { GroupParams } from '../aggregates.ts';

type Figure = GroupParams['aggregates'][number]['function'];
const figures = (column: string, ...names: Figure[]): GroupParams['aggregates'] =>
  names.map((name) => ({ column, function: name, as: name }));
/** Examples at the edges of what floats and whole numbers hold. */
export const groupAggregateEdges: readonly Example<GroupParams>[] = [
  {
    name: 'float32 groups of whole numbers that no double holds, in a column named e',
    input: {
      columns: [
        ['e', 'int64'],
        ['g', 'float32'],
      ],
      rows: [
        ['9223372036854775807', 0],
        ['9223372036854775807', '-0.0'],
      ],
    },
    params: { by: ['g'], aggregates: figures('e', 'mean', 'std', 'mode') },
    output: {
      columns: [
        ['g', 'float32'],
        ['mean', 'float64'],
        ['std', 'float64'],
        ['mode', 'int64'],
      ],
      rows: [[0, 9223372036854775807, 0, '9223372036854775807']],
    },
  },
  {
    name: 'half-way between -inf and a number lies -inf',
    input: {
      columns: [
        ['g', 'int8'],
        ['x', 'float64'],
      ],
      rows: [
        [1, 0],
        [1, '-inf'],
        [2, 'inf'],
        [2, 1],
        [2, 'inf'],
      ],
    },
    params: { by: ['g'], aggregates: figures('x', 'median') },
    output: {
      columns: [
        ['g', 'int8'],
        ['median', 'float64'],
      ],
      rows: [
        [1, '-inf'],
        [2, 'inf'],
      ],
    },
  },
  {
    name: 'a figure of a group column whose name polars reads as a pattern',
    input: { columns: [['^n$', 'float64']], rows: [[1], [2], [2]] },
    params: { by: ['^n$'], aggregates: figures('^n$', 'sum', 'count') },
    output: {
      columns: [
        ['^n$', 'float64'],
        ['sum', 'float64'],
        ['count', 'int64'],
      ],
      rows: [
        [1, 1, 1],
        [2, 4, 2],
      ],
    },
  },
  {
    name: 'the first and last of a group column whose name polars reads as a pattern',
    input: { columns: [['^n$', 'float64']], rows: [[1], [2], [2]] },
    params: {
      by: ['^n$'],
      aggregates: [
        { column: '^n$', function: 'first', as: 'first', orderBy: '^n$' },
        { column: '^n$', function: 'last', as: 'last', orderBy: '^n$' },
      ],
    },
    output: {
      columns: [
        ['^n$', 'float64'],
        ['first', 'float64'],
        ['last', 'float64'],
      ],
      rows: [
        [1, 1, 1],
        [2, 2, 2],
      ],
    },
  },
  {
    name: 'a condition that is the same for all rows',
    input: { columns: [['n', 'int64']], rows: [[1], [null], [3]] },
    params: {
      by: [],
      aggregates: [
        { function: 'count', as: 'all', where: { expression: '2 > 1' } },
        { function: 'count', as: 'none', where: { expression: '1 > 2' } },
        { column: 'n', function: 'sum', as: 'sum', where: { expression: '2 > 1' } },
      ],
    },
    output: {
      columns: [
        ['all', 'int64'],
        ['none', 'int64'],
        ['sum', 'decimal(38,0)'],
      ],
      rows: [[3, 0, 4]],
    },
  },
  {
    name: 'equal values do not deviate, though the mean of them is rounded',
    input: {
      columns: [['x', 'float64']],
      rows: [[123456789.123], [123456789.123], [123456789.123]],
    },
    params: { by: [], aggregates: figures('x', 'std', 'variance') },
    output: {
      columns: [
        ['std', 'float64'],
        ['variance', 'float64'],
      ],
      rows: [[0, 0]],
    },
  },
];
