import { divide } from '../expression/polarsHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { pandasType } from '../python/pythonType.ts';
import { polarsName, sparkName } from './pythonColumn.ts';
import { passing } from './windowColumn.ts';
import type { DuckdbWindow, PandasWindow, PolarsWindow, SparkWindow } from './windowColumn.ts';
import type { WindowColumn } from './windowColumn.ts';

/** How rows that are equal by the order's keys are ranked. */
export const rankMethods = [
  'row-number',
  'rank',
  'dense',
  'average',
  'percent',
  'buckets',
] as const;
/** One of `rankMethods`. */
export type RankMethod = (typeof rankMethods)[number];

/** A rank by the order's keys, whose columns `keys` names. */
export interface Rank {
  readonly method: RankMethod;
  readonly keys: readonly string[];
  /** How many buckets there are. */
  readonly buckets: number;
}

/** Each row's rank within its group. */
export function rankOf(rank: Rank, name: string): WindowColumn {
  const isShare = rank.method === 'average' || rank.method === 'percent';
  const type = { kind: isShare ? 'float64' : 'int64' } as const;
  return {
    name,
    type,
    duckdb: (window) => duckdbRank(rank, window),
    pandas: (window) => py`${pandasRank(rank, window)}.astype(${pandasType(type)})`,
    polarsFirst: (window) => polarsFirst(rank, window),
    polars: (window) => polarsRank(rank, window),
    pyspark: (window) => py`${sparkRank(rank, window)}${isShare ? py`` : py`.cast("bigint")`}`,
  };
}

function duckdbRank({ method, keys, buckets }: Rank, { over, ties, whole }: DuckdbWindow): Sql {
  switch (method) {
    case 'row-number':
      return sql`row_number() ${over()}`;
    case 'rank':
      return sql`rank() ${ties}`;
    case 'dense':
      return sql`dense_rank() ${ties}`;
    case 'average':
      return sql`rank() ${ties} + (count(*) ${whole(keys)} - 1) / 2`;
    case 'percent':
      return sql`percent_rank() ${ties}`;
    case 'buckets':
      return sql`ntile(${lit(buckets)}) ${over()}`;
  }
}

function sparkRank({ method, keys, buckets }: Rank, { over, ties, whole }: SparkWindow): Py {
  switch (method) {
    case 'row-number':
      return over(py`F.row_number()`);
    case 'rank':
      return ties(py`F.rank()`);
    case 'dense':
      return ties(py`F.dense_rank()`);
    case 'average':
      return py`(${ties(py`F.rank()`)} + (${whole(py`F.count(F.lit(1))`, keys.map(sparkName))} - 1) / 2)`;
    case 'percent':
      return ties(py`F.percent_rank()`);
    case 'buckets':
      return over(py`F.ntile(${pyLit(buckets)})`);
  }
}

const number = passing('number');
const first = passing('first');

/** The rows stand in order, so ties stand together: their ranks follow from the rows' numbers. */
function polarsFirst(
  { method, keys }: Rank,
  { over }: PolarsWindow,
): readonly (readonly [string, Py])[] {
  if (method === 'row-number') return [];
  const numbers = over(py`pl.int_range(1, pl.len() + 1)`);
  const firsts = over(py`pl.col(${pyLit(number)}).min()`, keys.map(polarsName));
  return method === 'dense'
    ? [
        [number, numbers],
        [first, firsts],
      ]
    : [[number, numbers]];
}

function polarsRank({ method, keys, buckets }: Rank, { over, context }: PolarsWindow): Py {
  const row = py`pl.col(${pyLit(number)})`;
  const ties = (figure: string): Py =>
    over(py`${row}.${trustedPy(figure)}()`, keys.map(polarsName));
  const size = over(py`pl.len().cast(pl.Int64)`);
  switch (method) {
    case 'row-number':
      return over(py`pl.int_range(1, pl.len() + 1)`);
    case 'rank':
      return ties('min');
    case 'dense':
      return over(py`(${row} == pl.col(${pyLit(first)})).cum_sum().cast(pl.Int64)`);
    case 'average':
      return ties('mean');
    case 'percent':
      return py`pl.when(${size} > 1).then(${useHelper(context, divide)}((${ties('min')} - 1).cast(pl.Float64), (${size} - 1).cast(pl.Float64))).otherwise(0.0)`;
    case 'buckets': {
      const [rest, each] = [py`(${size} % ${pyLit(buckets)})`, py`(${size} // ${pyLit(buckets)})`];
      const large = py`(${row} - 1) // (${each} + 1)`;
      return py`(pl.when(${row} <= ${rest} * (${each} + 1)).then(${large}).otherwise((${row} - 1 - ${rest}) // ${each}) + 1)`;
    }
  }
}

function pandasRank({ method, keys, buckets }: Rank, window: PandasWindow): Py {
  const { context, group, groupBy } = window;
  context.import('import pandas as pd');
  context.import('import pyarrow as pa');
  if (method === 'row-number') return py`(${group()}.groupby(${group()}).cumcount() + 1)`;
  context.helper('rank_rows', rankRows);
  const most = method === 'buckets' ? py`, ${pyLit(buckets)}` : py``;
  return py`rank_rows(${group()}, ${groupBy(keys)}, ${pyLit(method)}${most})`;
}

const rankRows = `def rank_rows(group, ties, method, buckets=1):
    """Ranks of rows in order within their groups; rows that are equal have one number in ties."""
    number = group.groupby(group).cumcount() + 1
    size = group.groupby(group).transform("size")
    first = number.groupby(ties).transform("min")
    if method == "dense":
        return (number == first).astype("int64").groupby(group).cumsum()
    if method == "average":
        return number.groupby(ties).transform("mean")
    if method == "percent":
        return (first - 1) / (size - 1).clip(lower=1)
    if method == "buckets":
        each, rest = size // buckets, size % buckets
        small = (number - 1 - rest) // each.clip(lower=1)
        return small.where(number > rest * (each + 1), (number - 1) // (each + 1)) + 1
    return first
`;
