import type { Example } from '../define.ts';
import type { WindowStatistic } from '../windowGroup.ts';
import type { SortKey } from '../sortKeys.ts';

/** The params of rolling-statistic. */
export interface RollingParams {
  readonly column: string;
  readonly statistic: WindowStatistic;
  readonly rows: number;
  readonly window: 'preceding' | 'centred';
  readonly least: number;
  readonly as: string;
  readonly group: string[];
  readonly order: SortKey[];
}

const alone = { least: 1, as: 'y', group: [], order: [] };

/** A figure of so many rows up to each, beside values of a type. */
function ofX(
  statistic: WindowStatistic,
  rows: number,
  type: string,
  values: readonly (readonly [string | number | null, string | number | null])[],
): Example<RollingParams> {
  return {
    name: `${type}: ${statistic} beside the largest values, and after them`,
    input: { columns: [['x', type]], rows: values.map(([x]) => [x]) },
    params: { column: 'x', statistic, rows, window: 'preceding', ...alone },
    output: {
      columns: [
        ['x', type],
        ['y', 'float64'],
      ],
      rows: values,
    },
  };
}

/** Values with the median of 23 rows up to each. */
const manyRows: readonly (readonly [number | string, number | string])[] = [
  ...([
    ['nan', 'nan'],
    [7, 'nan'],
    [4, 7],
    ['nan', 'nan'],
    ['inf', 'inf'],
  ] as const),
  ...([
    [5, 'inf'],
    ['nan', 'inf'],
    [9, 'inf'],
    [6, 9],
    ['nan', 'inf'],
  ] as const),
  ...([
    [0, 9],
    [7, 8],
    ['nan', 9],
    [1, 8],
    [8, 8],
  ] as const),
  ...([
    ['nan', 8.5],
    [2, 8],
    [9, 8.5],
    ['nan', 9],
    [3, 8.5],
  ] as const),
  ...([
    ['-inf', 8],
    ['nan', 8.5],
    [4, 8],
    [1, 7],
    ['nan', 8],
  ] as const),
  ...([
    ['nan', 9],
    ['nan', 9],
    ['nan', 9],
  ] as const),
];

/** Examples of rolling-statistic on the largest values, and on many rows. */
export const rollingExtremes: readonly Example<RollingParams>[] = [
  ofX('mean', 3, 'float64', [
    ['1.7976931348623157e308', 1.7976931348623157e308],
    ['1.7976931348623157e308', 'inf'],
    [0, 'inf'],
    [0.2, 5.992310449541053e307],
    [null, 0.1],
    [7, 3.6],
    [1e20, 5e19],
    [1, 3.3333333333333333e19],
    [-0.5, 3.3333333333333333e19],
    [2.5, 1],
  ]),
  ofX('sum', 2, 'float64', [
    ['-1.7976931348623157e308', -1.7976931348623157e308],
    ['-1.7976931348623157e308', '-inf'],
    [0.25, -1.7976931348623157e308],
    [0.5, 0.75],
    ['nan', 'nan'],
    [1, 'nan'],
    [2, 3],
  ]),
  ofX('std', 2, 'float64', [
    [1e300, null],
    [3, 'inf'],
    [1, 1.4142135623730951],
    [null, null],
    [2, null],
  ]),
  ofX('mean', 9, 'float64', [
    [1.7976931348623157e308, 1.7976931348623157e308],
    [1.7976931348623157e308, 'inf'],
    ['-1.7976931348623157e308', 'inf'],
  ]),
  ofX('std', 3, 'float64', [
    [-1.7976931348623157e308, null],
    [1.7976931348623157e308, 'inf'],
    [1, 'inf'],
    [3, 'inf'],
    [5, 2],
  ]),
  ofX('mean', 2, 'decimal(20,2)', [
    ['999999999999999999.99', 1e18],
    [null, 1e18],
    ['-0.50', -0.5],
    ['1.00', 0.25],
  ]),
  ofX('mean', 2, 'decimal(38,0)', [
    ['99999999999999999999999999999999999999', 1e38],
    ['99999999999999999999999999999999999999', 1e38],
    ['3', 5e37],
    ['4', 3.5],
  ]),
  ofX('mean', 4, 'int64', [
    ['-1321', -1321],
    ['9223372036854775807', 4611686018427387243],
    ['-9223372036854775807', -440.3333333333333],
    [0, -330.25],
    [null, 0],
    [null, -4611686018427387903.5],
    [2, 1],
  ]),
  {
    name: 'the median of more than twenty rows with NaN among them',
    input: { columns: [['x', 'float64']], rows: manyRows.map(([x]) => [x]) },
    params: { column: 'x', statistic: 'median', rows: 23, window: 'preceding', ...alone },
    output: {
      columns: [
        ['x', 'float64'],
        ['y', 'float64'],
      ],
      rows: manyRows,
    },
  },
  {
    ...ofX('std', 3, 'float64', [
      [1000000000, null],
      [999999999, 0.7071067811865476],
      [1000000000, 0.5773502691896258],
      [1000000001, 1],
      [999999999, 1],
      [null, 1.4142135623730951],
    ]),
    name: 'deviations of values far from zero',
  },
  {
    ...ofX('std', 7, 'float64', [
      [123456789.123, null],
      ...Array.from({ length: 9 }, () => [123456789.123, 0] as const),
    ]),
    name: 'equal values do not deviate, though the mean of them is rounded',
  },
];
