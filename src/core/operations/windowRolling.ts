import { isFloat, isInteger } from '../expression/types.ts';
import { ident, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { arrowType } from '../python/pythonType.ts';
import { boundedMean } from './aggregateSql.ts';
import { aggregatePyspark } from './aggregatePyspark.ts';
import { sparkColumn } from './pythonColumn.ts';
import { sparkMiddle } from './middlePyspark.ts';
import { rolling as rollingHelper } from './rollingPandas.ts';
import type { DuckdbWindow, PandasWindow, SparkWindow } from './windowColumn.ts';
import { passing } from './windowColumn.ts';
import type { WindowColumn } from './windowColumn.ts';
import { isLong } from './rollingFigure.ts';
import type { RollingFigure } from './rollingFigure.ts';
import { useWindowFigures } from './windowFiguresPandas.ts';
import { duckdbFigure } from './windowGroup.ts';
import { pandasRange } from './windowRange.ts';
import { duckdbLongStd } from './windowSpread.ts';
import { polarsRolling } from './windowRollingPolars.ts';

/** A figure of the rows around each row, within its group. */
export function rolling(figure: RollingFigure, name: string): WindowColumn {
  return {
    name,
    type: figure.type,
    ...(figure.statistic === 'std'
      ? duckdbStd(figure, name)
      : { duckdb: (window: DuckdbWindow) => duckdbRolling(figure, window) }),
    pandas: (window) => pandasRolling(figure, window),
    ...polarsRolling(figure, name),
    pyspark: (window) => sparkRolling(figure, name, window),
  };
}

/** From values less their mean: DuckDB's own std loses digits on large values and fails on NaN. */
function duckdbStd(
  { source, frame, least }: RollingFigure,
  name: string,
): Pick<WindowColumn, 'duckdb' | 'duckdbFirst'> {
  if ('key' in frame) return duckdbLongStd({ source, frame, isPlace: false, least }, name);
  if (isLong(frame)) {
    const key = passing(`place_of_${name}`);
    const places = { key, far: frame.before, near: 0 - frame.after };
    return duckdbLongStd({ source, frame: places, isPlace: true, least }, name);
  }
  const values = ident(passing(`values_of_${name}`));
  // The root of the squares' sum: the distance from a list that holds the mean as often.
  const of = (name: Sql): Sql => sql`list_${name}(${values})`;
  const mean = boundedMean(of(sql`avg`), of(sql`min`), of(sql`max`));
  const root = sql`list_distance(${values}, list_resize([]::DOUBLE[], len(${values}), ${mean}))`;
  const list = sql`list(${ident(source.name)}::DOUBLE) FILTER (${ident(source.name)} IS NOT NULL)`;
  return {
    duckdbFirst: ({ over }) => [[[passing(`values_of_${name}`), sql`${list} ${over(frame)}`]]],
    duckdb: () =>
      sql`CASE WHEN len(${values}) >= ${lit(Math.max(least, 2))} THEN ${root} / sqrt(len(${values}) - 1) END`,
  };
}

function duckdbRolling(figure: RollingFigure, { over }: DuckdbWindow): Sql {
  const { source, statistic, least } = figure;
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
  useWindowFigures(context);
  context.helper(rollingHelper.name, rollingHelper.code);
  const values = column(source.name);
  return py`rolling(${values}, ${group()}, ${pyLit(statistic)}, ${pyLit(before)}, ${pyLit(after)}, ${pyLit(least)}, ${arrowType(type)})`;
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

const sparkWholeMean = `def whole_mean(total, count):
    """The mean of whole numbers whose sum may be more than a double holds, rounded once."""
    rest = total % count
    return ((total - rest) / count).cast("double") + rest.cast("double") / count
`;
