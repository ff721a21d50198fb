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
import type { WindowColumn } from './windowColumn.ts';
import { duckdbFigure } from './windowGroup.ts';
import type { Figure } from './windowGroup.ts';

/** A figure of some rows around the current one. */
export interface RollingFigure extends Figure {
  readonly source: Column;
  /** Rows before and after the current one; an `after` is `before` or one less. */
  readonly before: number;
  readonly after: number;
  /** How many of the rows must hold a value, at least 1; else there is no figure. */
  readonly least: number;
}

/** A figure of the rows around each row, within its group. */
export function rolling(figure: RollingFigure, name: string): WindowColumn {
  const list = `__sluice_values_of_${name}`;
  const first = ({ over }: DuckdbWindow): readonly (readonly [string, Sql])[] => [
    [
      list,
      sql`list(${ident(figure.source.name)}::DOUBLE) FILTER (${ident(figure.source.name)} IS NOT NULL) ${over(figure)}`,
    ],
  ];
  return {
    name,
    type: figure.type,
    ...(figure.statistic === 'std' && { duckdbFirst: first }),
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
  const value = duckdbFigure(figure, over(figure));
  if (statistic === 'count' || least === 1) return value;
  return sql`CASE WHEN count(${ident(source.name)}) ${over(figure)} >= ${lit(least)} THEN ${value} END`;
}

function pandasRolling(figure: RollingFigure, { context, column, group }: PandasWindow): Py {
  const { source, statistic, before, after, least, type } = figure;
  for (const line of rollingHelper.imports) context.import(line);
  context.helper(rollingHelper.name, rollingHelper.code);
  const values = column(source.name);
  return py`rolling(${values}, ${group()}, ${pyLit(statistic)}, ${pyLit(before)}, ${pyLit(after)}, ${pyLit(least)}, ${arrowType(type)})`;
}

function polarsRolling(figure: RollingFigure, { over }: PolarsWindow): Py {
  const { source, statistic, before, after, least, type } = figure;
  const column = polarsColumn(source.name);
  const window = (least: number): Py =>
    py`${pyLit(before + after + 1)}, min_samples=${pyLit(least)}${after > 0 ? py`, center=True` : py``}`;
  const count = py`${column}.is_not_null().cast(pl.Int64).rolling_sum(${window(1)})`;
  switch (statistic) {
    case 'count':
      return over(count);
    case 'median':
      if (isFloat(source.type)) {
        // Between -inf and a number lies -inf, where polars has NaN.
        const half = (side: string): Py =>
          py`${column}.cast(pl.Float64).rolling_quantile(0.5, ${pyLit(side)}, window_size=${window(least)}) * 0.5`;
        return over(py`(${half('lower')} + ${half('higher')})`);
      }
      return over(py`${column}.cast(pl.Float64).rolling_median(${window(least)})`);
    case 'mean':
      if (isInteger(source.type)) {
        // A sum that slides along as doubles loses what stands beside a large number.
        const sum = py`${column}.cast(pl.Int128).rolling_sum(${window(least)})`;
        return over(py`(${sum}.cast(pl.Float64) / ${count})`);
      }
      return over(py`${column}.cast(pl.Float64).rolling_mean(${window(least)})`);
    case 'std': {
      const double = source.type.kind === 'float64' ? column : py`${column}.cast(pl.Float64)`;
      return over(py`${double}.rolling_std(${window(least)})`);
    }
    case 'sum':
      if (isFloat(source.type)) {
        return over(py`${column}.cast(pl.Float64).rolling_sum(${window(least)})`);
      }
      if (isInteger(source.type)) {
        return over(
          py`${column}.cast(pl.Int128).rolling_sum(${window(least)}).cast(${polarsType(type)})`,
        );
      }
      break;
    case 'min':
    case 'max': {
      const greatest = py`${column}.rolling_max(${window(least)})`;
      const value = py`${column}.rolling_${trustedPy(statistic)}(${window(least)})`;
      if (isFloat(source.type) && statistic === 'min') {
        // polars takes NaN for the smallest, too.
        return over(
          py`pl.when(${greatest}.is_not_null()).then(pl.coalesce(${column}.fill_nan(None).rolling_min(${window(1)}), ${greatest}))`,
        );
      }
      if (source.type.kind !== 'decimal') return over(value);
    }
  }
  // Decimals do not roll in polars: the rows are laid side by side.
  const rows = py`[${column}.cast(${polarsType(type)}).shift(n) for n in range(${pyLit(0 - after)}, ${pyLit(before + 1)})]`;
  return over(
    py`pl.when(${count} >= ${pyLit(least)}).then(pl.${trustedPy(statistic)}_horizontal(${rows}))`,
  );
}

function sparkRolling(figure: RollingFigure, name: string, window: SparkWindow): Py {
  const { source, statistic, least, type } = figure;
  const { over, context } = window;
  const column = sparkColumn(source.name);
  const middle = (): Py => {
    context.helper('middle', sparkMiddle);
    return py`middle(${over(py`F.collect_list(${column}.cast("double"))`, figure)})`;
  };
  const value =
    statistic === 'median'
      ? middle()
      : over(aggregatePyspark({ source, function: statistic, as: name, type }, context), figure);
  if (statistic === 'count' || least === 1) return value;
  return py`F.when(${over(py`F.count(${column})`, figure)} >= ${pyLit(least)}, ${value})`;
}
