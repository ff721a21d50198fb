import type { Column } from '../../shared/columnType.ts';
import { isFloat, isInteger } from '../expression/types.ts';
import { ident, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { arrowType, polarsType } from '../python/pythonType.ts';
import { aggregatePyspark } from './aggregatePyspark.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import { sparkMiddle } from './middlePyspark.ts';
import { rolling as rollingHelper } from './rollingPandas.ts';
import type { DuckdbWindow, PandasWindow, PolarsWindow, SparkWindow } from './windowColumn.ts';
import type { RangeFrame, WindowColumn } from './windowColumn.ts';
import { duckdbFigure } from './windowGroup.ts';
import { pandasRange, polarsRange, polarsRangeFirst } from './windowRange.ts';
import type { Figure } from './windowGroup.ts';

/** A figure of some rows around the current one. */
export interface RollingFigure extends Figure {
  readonly source: Column;
  /** Which rows: of so many before and after, `after` is `before` or one less. */
  readonly frame: { readonly before: number; readonly after: number } | RangeFrame;
  /** How many of the rows must hold a value, at least 1; else there is no figure. */
  readonly least: number;
}

/** A figure of the rows around each row, within its group. */
export function rolling(figure: RollingFigure, name: string): WindowColumn {
  const list = `__sluice_values_of_${name}`;
  const first = ({ over }: DuckdbWindow): readonly (readonly [string, Sql])[] => [
    [
      list,
      sql`list(${ident(figure.source.name)}::DOUBLE) FILTER (${ident(figure.source.name)} IS NOT NULL) ${over(figure.frame)}`,
    ],
  ];
  return {
    name,
    type: figure.type,
    ...(figure.statistic === 'std' && { duckdbFirst: first }),
    ...('key' in figure.frame && polarsRangeFirst({ ...figure, frame: figure.frame })),
    duckdb: (window) => duckdbRolling(figure, list, window),
    pandas: (window) => pandasRolling(figure, window),
    polars: (window) => polarsRolling(figure, window),
    pyspark: (window) => sparkRolling(figure, name, window),
  };
}

function duckdbRolling(figure: RollingFigure, list: string, { over }: DuckdbWindow): Sql {
  const { source, statistic, least } = figure;
  if (statistic === 'std') {
    const values = ident(list);
    const squares = sql`list_sum(list_transform(${values}, lambda v: pow(v - list_avg(${values}), 2)))`;
    return sql`CASE WHEN len(${values}) >= ${lit(Math.max(least, 2))} THEN sqrt(${squares} / (len(${values}) - 1)) END`;
  }
  // Of whole numbers the exact sum is divided, of which doubles may lose all.
  const value =
    statistic === 'mean' && isInteger(source.type)
      ? sql`avg(${ident(source.name)}) ${over(figure.frame)}`
      : duckdbFigure(figure, over(figure.frame));
  if (statistic === 'count' || least === 1) return value;
  return sql`CASE WHEN count(${ident(source.name)}) ${over(figure.frame)} >= ${lit(least)} THEN ${value} END`;
}

function pandasRolling(figure: RollingFigure, window: PandasWindow): Py {
  const { source, statistic, frame, least, type } = figure;
  if ('key' in frame) return pandasRange({ ...figure, frame }, window);
  const { context, column, group } = window;
  const { before, after } = frame;
  for (const line of rollingHelper.imports) context.import(line);
  context.helper(rollingHelper.name, rollingHelper.code);
  const values = column(source.name);
  return py`rolling(${values}, ${group()}, ${pyLit(statistic)}, ${pyLit(before)}, ${pyLit(after)}, ${pyLit(least)}, ${arrowType(type)})`;
}

function polarsRolling(figure: RollingFigure, window: PolarsWindow): Py {
  const { source, statistic, frame, least, type } = figure;
  if ('key' in frame) return polarsRange({ ...figure, frame }, window);
  const { over, context } = window;
  const { before, after } = frame;
  const column = polarsColumn(source.name);
  const size = pyLit(before + after + 1);
  const rows = (least: number, how = py``): Py =>
    py`${size}${how}, min_samples=${pyLit(least)}${after > 0 ? py`, center=True` : py``}`;
  // With weights each window is added up alone; a sum that slides keeps the traces of large values.
  const alone = py`${column}.cast(pl.Float64).fill_null(0.0).rolling_sum(${rows(1, py`, weights=[1.0] * ${size}`)})`;
  const count = py`${column}.is_not_null().cast(pl.Int64).rolling_sum(${rows(1)})`;
  switch (statistic) {
    case 'count':
      return over(count);
    case 'median':
      if (isFloat(source.type)) {
        // Between -inf and a number lies -inf, where polars has NaN.
        const half = (side: string): Py =>
          py`${column}.cast(pl.Float64).rolling_quantile(0.5, ${pyLit(side)}, window_size=${rows(least)}) * 0.5`;
        return over(py`(${half('lower')} + ${half('higher')})`);
      }
      return over(py`${column}.cast(pl.Float64).rolling_median(${rows(least)})`);
    case 'mean':
      if (isInteger(source.type)) {
        context.helper('whole_mean', polarsWholeMean);
        return over(
          py`whole_mean(${column}.cast(pl.Int128).rolling_sum(${rows(least)}), ${count})`,
        );
      }
      return over(py`pl.when(${count} >= ${pyLit(least)}).then(${alone} / ${count})`);
    case 'std': {
      const double = source.type.kind === 'float64' ? column : py`${column}.cast(pl.Float64)`;
      if (!isFloat(source.type)) return over(py`${double}.rolling_std(${rows(least)})`);
      // Of quarters, as the distance of the largest doubles is no number for polars.
      return over(py`((${double} * 0.25).rolling_std(${rows(least)}) * 4)`);
    }
    case 'sum':
      if (isFloat(source.type)) {
        return over(py`pl.when(${count} >= ${pyLit(least)}).then(${alone})`);
      }
      if (isInteger(source.type)) {
        return over(
          py`${column}.cast(pl.Int128).rolling_sum(${rows(least)}).cast(${polarsType(type)})`,
        );
      }
      break;
    case 'min':
    case 'max': {
      const greatest = py`${column}.rolling_max(${rows(least)})`;
      const value = py`${column}.rolling_${trustedPy(statistic)}(${rows(least)})`;
      if (isFloat(source.type) && statistic === 'min') {
        // polars takes NaN for the smallest, too.
        return over(
          py`pl.when(${greatest}.is_not_null()).then(pl.coalesce(${column}.fill_nan(None).rolling_min(${rows(1)}), ${greatest}))`,
        );
      }
      if (source.type.kind !== 'decimal') return over(value);
    }
  }
  // Decimals do not roll in polars: the rows are laid side by side.
  const beside = py`[${column}.cast(${polarsType(type)}).shift(n) for n in range(${pyLit(0 - after)}, ${pyLit(before + 1)})]`;
  return over(
    py`pl.when(${count} >= ${pyLit(least)}).then(pl.${trustedPy(statistic)}_horizontal(${beside}))`,
  );
}

function sparkRolling(figure: RollingFigure, name: string, window: SparkWindow): Py {
  const { source, statistic, least, type } = figure;
  const { over, context } = window;
  const column = sparkColumn(source.name);
  const middle = (): Py => {
    context.helper('middle', sparkMiddle);
    return py`middle(${over(py`F.collect_list(${column}.cast("double"))`, figure.frame)})`;
  };
  const exact = (): Py => {
    context.helper('whole_mean', sparkWholeMean);
    return py`whole_mean(${over(py`F.sum(${column}.cast("decimal(38,0)"))`, figure.frame)}, ${over(py`F.count(${column})`, figure.frame)})`;
  };
  // Of quarters, as the distance of the largest doubles is no number for Spark.
  const std = (): Py =>
    py`${over(py`F.stddev_samp(${column}.cast("double") * 0.25)`, figure.frame)} * 4`;
  const aggregate = { source, function: statistic, as: name, type };
  const value =
    statistic === 'median'
      ? middle()
      : statistic === 'mean' && source.type.kind === 'int64'
        ? exact()
        : statistic === 'std' && isFloat(source.type)
          ? std()
          : over(aggregatePyspark(aggregate, context), figure.frame);
  if (statistic === 'count' || least === 1) return value;
  return py`F.when(${over(py`F.count(${column})`, figure.frame)} >= ${pyLit(least)}, ${value})`;
}

const polarsWholeMean = `def whole_mean(total, count):
    """The mean of whole numbers whose sum may be more than a double holds, rounded once."""
    return (total // count).cast(pl.Float64) + (total % count) / count
`;

const sparkWholeMean = `def whole_mean(total, count):
    """The mean of whole numbers whose sum may be more than a double holds, rounded once."""
    rest = total % count
    return ((total - rest) / count).cast("double") + rest.cast("double") / count
`;
