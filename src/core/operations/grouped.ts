import { emitPandasColumn } from '../expression/emitPandas.ts';
import { isFloat } from '../expression/types.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { literalImports, pythonLiteral, sqlLiteral } from '../expression/literal.ts';
import { sparkLiteral } from './sparkLiteral.ts';
import { pandasType, polarsType } from '../python/pythonType.ts';
import { aggregateDuckdb } from './aggregateDuckdb.ts';
import { aggregatePandas } from './aggregatePandas.ts';
import { aggregatePolars } from './aggregatePolars.ts';
import { aggregatePyspark } from './aggregatePyspark.ts';
import type { Aggregate } from './aggregates.ts';
import type { PythonContext, SqlContext } from './define.ts';
import { withoutMinusZero } from './minusZero.ts';
import { polarsName, sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';

/** What to group by, none for the whole table, and the figures of each group. */
export interface Grouping {
  readonly by: readonly string[];
  readonly aggregates: readonly Aggregate[];
}

/** One SELECT that groups. */
export function groupDuckdb(context: SqlContext<unknown>, { by, aggregates }: Grouping): Sql {
  const { from } = context;
  const keys = by.map(ident);
  const figures = aggregates.map(
    (aggregate) =>
      sql`${filledSql(aggregateDuckdb(aggregate, context), aggregate)} AS ${ident(aggregate.as)}`,
  );
  const select = sql`SELECT ${joinSql([...keys, ...figures])} FROM ${from}`;
  return keys.length === 0 ? select : sql`${select} GROUP BY ${joinSql(keys)}`;
}

/** Lines that group a pandas frame. */
export function groupPandas(
  context: PythonContext<unknown>,
  { by, aggregates }: Grouping,
): readonly Py[] {
  const { frame, input } = context;
  context.import('import pandas as pd');
  context.import('import pyarrow as pa');
  const keys = pyLit([...by]);
  const floats = input.filter(({ name, type }) => by.includes(name) && isFloat(type));
  const grouped =
    by.length === 0
      ? [py`group = pd.Series(0, index=${frame}.index)`, py`groups = pd.DataFrame(index=range(1))`]
      : [
          // -0.0 becomes the 0.0 that it equals.
          ...floats.map(
            ({ name, type }) =>
              py`${frame}[${pyLit(name)}] = ${withoutMinusZero(py`${frame}[${pyLit(name)}]`, type)}`,
          ),
          py`group = ${frame}.groupby(${keys}, dropna=False, sort=False).ngroup()`,
          py`groups = ${frame}.loc[~group.duplicated(), ${keys}].reset_index(drop=True)`,
        ];
  return [
    ...grouped,
    ...aggregates.flatMap((aggregate) => [
      ...(aggregate.where
        ? [py`kept = ${emitPandasColumn(aggregate.where, context)}.fillna(False)`]
        : []),
      py`groups[${pyLit(aggregate.as)}] = ${aggregatePandas(aggregate, by, context)}.astype(${pandasType(aggregate.type)})${pandasFill(aggregate, context)}`,
    ]),
    py`${frame} = groups`,
  ];
}

/** Lines that group a polars frame. */
export function groupPolars(
  context: PythonContext<unknown>,
  { by, aggregates }: Grouping,
): readonly Py[] {
  const { frame } = context;
  context.import('import polars as pl');
  const figures = aggregates.map(
    (aggregate) =>
      py`${polarsFilled(aggregatePolars(aggregate, context, by), aggregate, context)}.alias(${pyLit(aggregate.as)})`,
  );
  if (by.length === 0) {
    return pythonLines(py`${frame} = ${frame}.select(`, figures, py`)`);
  }
  const keys = pythonLines(
    py`${frame} = ${frame}.group_by(`,
    [...by.map(polarsName), py`maintain_order=True`],
    py`).agg(`,
  );
  return [...keys.slice(0, -1), ...pythonLines(keys.at(-1) ?? py``, figures, py`)`)];
}

/** Lines that group a Spark frame. */
export function groupPyspark(
  context: PythonContext<unknown>,
  { by, aggregates }: Grouping,
): readonly Py[] {
  const { frame } = context;
  if (aggregates.length === 0) {
    // Spark's `agg` wants at least one figure.
    return pythonLines(py`${frame} = ${frame}.select(`, by.map(sparkName), py`).distinct()`);
  }
  context.import('from pyspark.sql import functions as F');
  const figures = aggregates.map(
    (aggregate) =>
      py`${sparkFilled(aggregatePyspark(aggregate, context), aggregate, context)}.alias(${pyLit(aggregate.as)})`,
  );
  const keys = pythonLines(py`${frame} = ${frame}.groupBy(`, by.map(sparkName), py`).agg(`);
  return [...keys.slice(0, -1), ...pythonLines(keys.at(-1) ?? py``, figures, py`)`)];
}

function filledSql(figure: Sql, { fill, type }: Aggregate): Sql {
  return fill === undefined ? figure : sql`coalesce(${figure}, ${sqlLiteral(fill, type)})`;
}

function pandasFill({ fill, type }: Aggregate, context: PythonContext<unknown>): Py {
  if (fill === undefined) return py``;
  for (const line of literalImports(type)) context.import(line);
  // Not every group has each figure.
  return py`.reindex(groups.index).fillna(${pythonLiteral(fill, type, 'pandas')})`;
}

function polarsFilled(figure: Py, { fill, type }: Aggregate, context: PythonContext<unknown>): Py {
  if (fill === undefined) return figure;
  for (const line of literalImports(type)) context.import(line);
  return py`${figure}.fill_null(pl.lit(${pythonLiteral(fill, type, 'polars')}, dtype=${polarsType(type)}))`;
}

function sparkFilled(figure: Py, { fill, type }: Aggregate, context: PythonContext<unknown>): Py {
  return fill === undefined
    ? figure
    : py`F.coalesce(${figure}, ${sparkLiteral(fill, type, context)})`;
}
