import { cast } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import type { Column, ColumnType } from '../../shared/columnType.ts';
import { isFloat, isNumber } from '../expression/types.ts';
import { ident, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { pandasType } from '../python/pythonType.ts';
import { groupQuantile } from './aggregatePandas.ts';
import { aggregatePolars } from './aggregatePolars.ts';
import { aggregatePyspark } from './aggregatePyspark.ts';
import { boundedMean } from './aggregateSql.ts';
import { aggregateType } from './aggregates.ts';
import { isOrdered, requireColumn, requireType } from './columns.ts';
import { decimalSum } from './decimalSum.ts';
import { StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { sparkMiddle } from './middlePyspark.ts';
import { sparkColumn } from './pythonColumn.ts';
import type { DuckdbWindow, PandasWindow, WindowColumn } from './windowColumn.ts';

/** The figures that can stand beside every row. */
export const windowStatistics = ['count', 'sum', 'mean', 'median', 'min', 'max', 'std'] as const;
/** One of `windowStatistics`. */
export type WindowStatistic = (typeof windowStatistics)[number];

/** A figure of a column; `source` is undefined only for a count of rows. */
export interface Figure {
  readonly source: Column | undefined;
  readonly statistic: WindowStatistic;
  readonly type: ColumnType;
}

/** The figure that a step asks for. Throws `StepError` for a column that is gone or does not fit. */
export function figureOf(
  { column: name, statistic }: { column?: string | undefined; statistic: WindowStatistic },
  { input }: FlowContext<unknown>,
): Figure {
  if (name === undefined) {
    if (statistic === 'count') return { source: undefined, statistic, type: { kind: 'int64' } };
    throw new StepError(
      ['column'],
      `The ${statistic} has no column.`,
      'Name the column; only count goes without one.',
    );
  }
  const source = requireColumn(input, name, ['column']);
  if (['count', 'min', 'max'].includes(statistic)) {
    requireType(source, isOrdered, 'a number, text, boolean, date or timestamp', ['column']);
  } else requireType(source, isNumber, 'a number', ['column']);
  return { source, statistic, type: aggregateType(statistic, source) };
}

/** A figure of the whole group beside each of its rows. */
export function overGroup(figure: Figure, name: string): WindowColumn {
  const { source, statistic, type } = figure;
  const aggregate = { source, function: statistic, as: name, type };
  const mean = `__sluice_mean_of_${name}`;
  return {
    name,
    type,
    ...(source &&
      statistic === 'std' && {
        duckdbFirst: ({ whole }: DuckdbWindow) => {
          const of = (name: Sql): Sql => sql`${name}(${ident(source.name)}::DOUBLE) ${whole()}`;
          return [[[mean, boundedMean(of(sql`avg`), of(sql`min`), of(sql`max`))]]] as const;
        },
      }),
    duckdb: ({ whole }) =>
      source && statistic === 'std'
        ? duckdbStd(source, mean, whole())
        : duckdbFigure(figure, whole()),
    pandas: (window) => pandasFigure(figure, window),
    polars: ({ over, context }) => over(aggregatePolars(aggregate, context)),
    pyspark: ({ whole, context }) => {
      if (!source || statistic !== 'median') return whole(aggregatePyspark(aggregate, context));
      context.helper('middle', sparkMiddle);
      return py`middle(${whole(py`F.collect_list(${sparkColumn(source.name)}.cast("double"))`)})`;
    },
  };
}

/** A figure as a DuckDB window function with this OVER clause, of exactly its type; all but std. */
export function duckdbFigure({ source, statistic, type }: Figure, over: Sql): Sql {
  if (!source) return sql`count(*) ${over}`;
  const column = ident(source.name);
  const double = source.type.kind === 'float64' ? column : sql`${column}::DOUBLE`;
  switch (statistic) {
    case 'sum':
      return isFloat(source.type)
        ? sql`sum(${double}) ${over}`
        : decimalSum(sql`(sum(${column}) ${over})`, source.type, type);
    case 'mean':
      return sql`avg(${double}) ${over}`;
    case 'median':
      // Over more than 20 rows with NaN among them a window of DuckDB 1.5 throws `std::exception`.
      return isFloat(source.type)
        ? sql`CASE WHEN avg(isnan(${column})::INTEGER) ${over} >= 0.5 THEN 'NaN'::DOUBLE ELSE quantile_cont(CASE WHEN isnan(${column}) THEN 'Infinity'::DOUBLE ELSE ${double} END, 0.5) ${over} END`
        : sql`quantile_cont(${double}, 0.5) ${over}`;
    default:
      return sql`${trusted(statistic)}(${column}) ${over}`;
  }
}

/** From values less their mean: DuckDB's own std loses digits on large values and fails on NaN. */
function duckdbStd({ name }: Column, mean: string, over: Sql): Sql {
  const squares = sql`sum(pow(${ident(name)}::DOUBLE - ${ident(mean)}, 2)) ${over}`;
  return sql`CASE WHEN count(${ident(name)}) ${over} > 1 THEN sqrt(${squares} / (count(${ident(name)}) ${over} - 1)) END`;
}

function pandasFigure({ source, statistic, type }: Figure, window: PandasWindow): Py {
  const { context, column, group, ordered } = window;
  context.import('import pandas as pd');
  context.import('import pyarrow as pa');
  const by = py`.groupby(${group()}).transform`;
  if (!source) return py`${group()}${by}("size").astype(${pandasType(type)})`;
  const values = column(source.name);
  // `astype` stops for a whole number that no double holds.
  const double =
    source.type.kind === 'int64'
      ? py`${useHelper(context, cast)}(${values}, pa.float64())`
      : py`${values}.astype(${pandasType({ kind: 'float64' })})`;
  const quantile = (numbers: Py, q: number): Py => {
    context.import('import numpy as np');
    context.helper('group_quantile', groupQuantile);
    return py`group_quantile(${numbers}, group, group.nunique(), ${pyLit(q)}).take(group).set_axis(${ordered}.index).astype(${pandasType(type)})`;
  };
  const known = py`${values}${by}("count")`;
  switch (statistic) {
    case 'count':
      return py`${known}.astype(${pandasType(type)})`;
    case 'sum':
      return py`${values}.astype(${pandasType(type)})${by}("sum").where(${known} > 0)`;
    case 'mean':
      return py`${double}${by}("mean").astype(${pandasType(type)})`;
    case 'std':
      return py`${double}${by}("std").astype(${pandasType(type)})`;
    case 'median':
      return quantile(double, 0.5);
    case 'min':
    case 'max':
      return isFloat(source.type)
        ? quantile(py`(${values} + 0.0)`, statistic === 'min' ? 0 : 1)
        : py`${values}${by}(${pyLit(statistic)})`;
  }
}
