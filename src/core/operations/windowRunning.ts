import type { Column } from '../../shared/columnType.ts';
import { float64, isFloat } from '../expression/types.ts';
import { ident, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { arrowType, pandasType, polarsType } from '../python/pythonType.ts';
import { aggregatePyspark } from './aggregatePyspark.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import { soFar } from './windowColumn.ts';
import type { PandasWindow, PolarsWindow, WindowColumn } from './windowColumn.ts';
import { duckdbFigure } from './windowGroup.ts';
import type { Figure } from './windowGroup.ts';

/** The figures that are kept up from row to row. */
export const runningStatistics = ['sum', 'mean', 'min', 'max', 'count'] as const;
/** One of `runningStatistics`. */
export type RunningStatistic = (typeof runningStatistics)[number];

/** A figure with one of these statistics. */
export interface RunningFigure extends Figure {
  readonly statistic: RunningStatistic;
}

/** A figure of the group's first row up to the current one. */
export function running(figure: RunningFigure, name: string): WindowColumn {
  const { source, statistic, type } = figure;
  return {
    name,
    type,
    // Of whole numbers the exact sum is divided, of which doubles may lose all.
    duckdb: ({ over }) =>
      isWholeMean(figure)
        ? sql`avg(${ident(figure.source.name)}) ${over(soFar)}`
        : duckdbFigure(figure, over(soFar)),
    pandas: (window) => pandasRunning(figure, window),
    polars: (window) => polarsRunning(figure, window),
    pyspark: ({ over, context }) => {
      if (!isWholeMean(figure))
        return over(
          aggregatePyspark({ source, function: statistic, as: name, type }, context),
          soFar,
        );
      const column = sparkColumn(figure.source.name);
      const sum = over(py`F.sum(${column}.cast("decimal(38,0)"))`, soFar);
      return py`${sum}.cast("double") / ${over(py`F.count(${column})`, soFar)}`;
    },
  };
}

function isWholeMean(figure: RunningFigure): figure is RunningFigure & { readonly source: Column } {
  return figure.statistic === 'mean' && figure.source?.type.kind === 'int64';
}

function polarsRunning({ source, statistic, type }: RunningFigure, { over }: PolarsWindow): Py {
  if (!source) return over(py`pl.int_range(1, pl.len() + 1, dtype=pl.Int64)`);
  const column = polarsColumn(source.name);
  const float = isFloat(source.type);
  // polars leaves null where a value is null; the figure so far stands there.
  const sum = (as: Py): Py => py`${column}.cast(${as}).cum_sum().forward_fill()`;
  const count = py`${column}.cum_count()`;
  switch (statistic) {
    case 'sum':
      return over(sum(polarsType(type)));
    case 'mean':
      if (source.type.kind === 'int64')
        return over(py`(${sum(py`pl.Int128`)}.cast(pl.Float64) / ${count})`);
      return over(py`(${sum(py`pl.Float64`)} / ${count})`);
    case 'count':
      return over(py`${count}.cast(pl.Int64)`);
    case 'min':
      return float
        ? over(
            py`pl.coalesce(${column}.fill_nan(None).cum_min().forward_fill(), ${column}.forward_fill())`,
          )
        : over(py`${column}.cum_min().forward_fill()`);
    case 'max': {
      const greatest = py`${column}.cum_max().forward_fill()`;
      if (!float) return over(greatest);
      const nan = py`pl.lit(float("nan"), dtype=${polarsType(type)})`;
      return over(
        py`pl.when(${column}.is_nan().cum_sum().forward_fill() > 0).then(${nan}).otherwise(${greatest})`,
      );
    }
  }
}

function pandasRunning({ source, statistic, type }: RunningFigure, window: PandasWindow): Py {
  const { context, column, within, group } = window;
  context.import('import pandas as pd');
  context.import('import pyarrow as pa');
  const dtype = pandasType(type);
  if (!source) {
    return py`(${group()}.groupby(${group()}).cumcount() + 1).astype(${dtype})`;
  }
  const values = column(source.name);
  const count = py`${within(py`${values}.notna().astype("int64")`)}.cumsum().astype(${dtype})`;
  const sum = (as: Py): Py => {
    context.import('import decimal');
    context.import('import numpy as np');
    context.helper('running_sum', runningSum);
    return py`running_sum(${values}, ${group()}, ${as})`;
  };
  switch (statistic) {
    case 'sum':
      return sum(arrowType(type));
    case 'mean':
      if (source.type.kind === 'int64')
        return py`${sum(py`pa.decimal128(38, 0)`)}.astype(${pandasType(float64)}) / ${count}`;
      return py`${sum(py`pa.float64()`)} / ${count}`;
    case 'count':
      return count;
    case 'min':
    case 'max':
      context.import('import numpy as np');
      context.import('import pyarrow.compute as pc');
      context.helper('running_extreme', runningExtreme);
      return py`running_extreme(${values}, ${group()}, ${pyLit(statistic)})`;
  }
}

const runningSum = `def running_sum(values, group, dtype):
    """Running sum within each group, exact for decimals; null before the first value."""
    place = np.argsort(group.to_numpy(), kind="stable")
    kind = "float64" if pa.types.is_floating(dtype) else object
    numbers = values.to_numpy(kind, na_value=0)[place]
    starts = np.flatnonzero(np.diff(group.to_numpy()[place], prepend=-1))
    seen = values.notna().to_numpy()[place].astype(int)
    with decimal.localcontext(decimal.Context(prec=76)), np.errstate(invalid="ignore"):
        for rows in map(slice, starts, [*starts[1:], len(place)]):
            numbers[rows] = np.add.accumulate(numbers[rows])
            seen[rows] = np.add.accumulate(seen[rows])
    back = np.argsort(place)
    sums = pa.array(numbers[back], dtype, mask=seen[back] == 0, from_pandas=False)
    return pd.Series(pd.arrays.ArrowExtensionArray(sums), index=values.index)
`;

const runningExtreme = `def running_extreme(values, group, which):
    """Smallest or largest value so far within each group: nulls are left out, NaN is the greatest."""
    array = pa.array(values.array)
    order = pc.array_sort_indices(array).to_numpy()
    rank = pd.Series(np.argsort(order), index=values.index).where(values.notna().to_numpy())
    best = rank.groupby(group).transform(f"cum{which}").groupby(group).ffill()
    places = pa.array(order, pa.int64()).take(pa.array(best, pa.int64(), from_pandas=True))
    return pd.Series(pd.arrays.ArrowExtensionArray(array.take(places)), index=values.index)
`;
