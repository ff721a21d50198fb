import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { emitPandasColumn } from '../expression/emitPandas.ts';
import { emitPolars } from '../expression/emitPolars.ts';
import { emitPyspark } from '../expression/emitPyspark.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import type { PythonContext, SqlContext } from './define.ts';
import { pythonLines } from './pythonLines.ts';
import { sparkColumn } from './pythonColumn.ts';

/** Days of another source, each counted once, as whole numbers; nulls are none. */
export interface CountedDays {
  readonly source: string;
  /** The number of a row's day. */
  readonly number: TypedExpression;
  /** Which rows count. */
  readonly where: TypedExpression;
  /** Columns of the main frame that hold numbers; in their place comes how many days lie before. */
  readonly bounds: readonly string[];
}

const [daysName, beforeName] = ['__sluice_days', '__sluice_before'];

/** A SELECT with the counts in place of the bounds. The days are one list, so that the rows keep their order. */
export function daysBeforeDuckdb(
  { source, number, where, bounds }: CountedDays,
  context: SqlContext<unknown>,
): Sql {
  const days = sql`SELECT list(DISTINCT ${emitDuckdb(number, context)}) AS ${ident(daysName)} FROM ${context.relation(source)} WHERE ${emitDuckdb(where, context)}`;
  const counts = bounds.map((bound) => {
    const before = sql`list_filter(${ident(daysName)}, lambda day: day < ${ident(bound)})`;
    // Of no days there is no list.
    return sql`coalesce(len(${before}), 0) AS ${ident(bound)}`;
  });
  return sql`SELECT * EXCLUDE (${ident(daysName)}) REPLACE (${joinSql(counts)}) FROM ${context.from} CROSS JOIN (${days})`;
}

/** Lines with the same effect in pandas. */
export function daysBeforePandas(
  { source, number, where, bounds }: CountedDays,
  context: PythonContext<unknown>,
): readonly Py[] {
  const { frame } = context;
  for (const line of ['numpy as np', 'pandas as pd', 'pyarrow as pa', 'pyarrow.compute as pc']) {
    context.import(`import ${line}`);
  }
  context.helper('days_before', pandasHelper);
  const scope = { ...context, frame: context.relation(source) };
  return [
    py`works = ${emitPandasColumn(where, scope)}.fillna(False)`,
    py`days = ${emitPandasColumn(number, scope)}[works]`,
    ...bounds.map((bound) => {
      const column = py`${frame}[${pyLit(bound)}]`;
      return py`${column} = days_before(${column}, days)`;
    }),
  ];
}

/** Lines with the same effect in polars. */
export function daysBeforePolars(
  { source, number, where, bounds }: CountedDays,
  context: PythonContext<unknown>,
): readonly Py[] {
  const { frame } = context;
  context.import('import polars as pl');
  context.helper('days_before', polarsHelper);
  const selected = py`(${emitPolars(number, context)}).alias(${pyLit(daysName)})`;
  return [
    py`days = ${context.relation(source)}.filter(${emitPolars(where, context)})`,
    ...pythonLines(py`days = days.select(`, [selected], py`)`),
    ...bounds.map((bound) => py`${frame} = days_before(${frame}, ${pyLit(bound)}, days)`),
  ];
}

/** Lines with the same effect in Spark. */
export function daysBeforePyspark(
  { source, number, where, bounds }: CountedDays,
  context: PythonContext<unknown>,
): readonly Py[] {
  const { frame } = context;
  context.import('from pyspark.sql import functions as F');
  const days = sparkColumn(daysName);
  const counts = bounds.map((bound) => {
    const before = py`F.filter(${days}, lambda day: day < ${sparkColumn(bound)})`;
    return py`${pyLit(bound)}: F.size(${before}).cast("bigint")`;
  });
  const set = py`F.collect_set(${emitPyspark(number, context)}).alias(${pyLit(daysName)})`;
  return [
    py`days = ${context.relation(source)}.filter(${emitPyspark(where, context)})`,
    ...pythonLines(py`days = days.agg(`, [set], py`)`),
    py`${frame} = ${frame}.crossJoin(F.broadcast(days))`,
    ...pythonLines(py`${frame} = ${frame}.withColumns({`, counts, py`})`),
    py`${frame} = ${frame}.drop(${pyLit(daysName)})`,
  ];
}

const pandasHelper = `def days_before(column, days):
    """How many of the days lie before each value of a column; a day that repeats counts once."""
    known = np.unique(np.asarray(pa.array(days).drop_null()))
    counts = np.searchsorted(known, np.asarray(pc.fill_null(pa.array(column), 0)))
    return pd.Series(counts, index=column.index, dtype=pd.ArrowDtype(pa.int64()))
`;

const polarsHelper = `def days_before(frame, name, days):
    """The frame with, in place of a column's values, how many of the days lie before each."""
    days = days.unique().sort("${daysName}").with_row_index("${beforeName}", offset=1)
    values = frame.select(name).drop_nulls().unique().sort(name)
    counts = values.join_asof(
        days, left_on=name, right_on="${daysName}", allow_exact_matches=False
    ).select(name, pl.col("${beforeName}").fill_null(0).cast(pl.Int64))
    frame = frame.join(counts, on=name, how="left", maintain_order="left")
    return frame.with_columns(pl.col("${beforeName}").alias(name)).drop("${beforeName}")
`;
