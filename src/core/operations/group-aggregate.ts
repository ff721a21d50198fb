import { z } from 'zod';
import { isFloat } from '../expression/types.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { aggregateDuckdb } from './aggregateDuckdb.ts';
import { aggregatePandas } from './aggregatePandas.ts';
import { aggregatePolars } from './aggregatePolars.ts';
import { aggregatePyspark } from './aggregatePyspark.ts';
import { aggregateColumns, aggregateFunctions } from './aggregates.ts';
import type { GroupParams } from './aggregates.ts';
import { requireColumns } from './columns.ts';
import { defineOperation } from './define.ts';
import { column, newColumn } from './params.ts';
import { polarsName, sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { pandasType } from '../python/pythonType.ts';
import { withoutMinusZero } from './minusZero.ts';
import { groupAggregateExamples } from './examples/groupAggregate.ts';

const params = z.strictObject({
  by: z.array(column()).meta({ ui: 'columns' }),
  aggregates: z
    .array(
      z.strictObject({
        column: column().optional(),
        function: z.enum(aggregateFunctions),
        as: newColumn(),
      }),
    )
    .min(1),
});

export default defineOperation<GroupParams>({
  id: 'group-aggregate',
  version: 1,
  title: 'Group and aggregate',
  category: 'tables',
  summary:
    'One row for each combination of the group columns (null is a group, NaN is one), with figures of the others; without group columns one row for the whole table. Nulls are left out of figures; count without a column counts rows. Sums of whole numbers and decimals are decimals of 38 digits, of no values null; means, medians, std and variance (n − 1) are float64; mode is the most frequent value, of a tie the smallest.',
  synonyms: ['group by', 'groupby', 'sum', 'count', 'summarize', 'summarise', 'aggregate'],
  params,
  rows: 'other',
  order: 'loses',
  identity: 'loses',
  outputSchema: (context) => {
    const keys = requireColumns(context.input, context.params.by, ['by']);
    return [...keys, ...aggregateColumns(context).map(({ as, type }) => ({ name: as, type }))];
  },
  emit: {
    duckdb: (context) => {
      const { params, from } = context;
      const keys = params.by.map(ident);
      const figures = aggregateColumns(context).map(
        (aggregate) => sql`${aggregateDuckdb(aggregate)} AS ${ident(aggregate.as)}`,
      );
      const select = sql`SELECT ${joinSql([...keys, ...figures])} FROM ${from}`;
      return keys.length === 0 ? select : sql`${select} GROUP BY ${joinSql(keys)}`;
    },
    pandas: (context) => {
      const { params, frame, input } = context;
      context.import('import pandas as pd');
      context.import('import pyarrow as pa');
      const keys = pyLit(params.by);
      const floats = input.filter(({ name, type }) => params.by.includes(name) && isFloat(type));
      const grouped =
        params.by.length === 0
          ? [
              py`group = pd.Series(0, index=${frame}.index)`,
              py`groups = pd.DataFrame(index=range(1))`,
            ]
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
        ...aggregateColumns(context).map(
          (aggregate) =>
            py`groups[${pyLit(aggregate.as)}] = ${aggregatePandas(aggregate, context)}.astype(${pandasType(aggregate.type)})`,
        ),
        py`${frame} = groups`,
      ];
    },
    polars: (context) => {
      const { params, frame } = context;
      context.import('import polars as pl');
      const figures = aggregateColumns(context).map(
        (aggregate) => py`${aggregatePolars(aggregate, context)}.alias(${pyLit(aggregate.as)})`,
      );
      if (params.by.length === 0) {
        return pythonLines(py`${frame} = ${frame}.select(`, figures, py`)`);
      }
      const keys = pythonLines(
        py`${frame} = ${frame}.group_by(`,
        [...params.by.map(polarsName), py`maintain_order=True`],
        py`).agg(`,
      );
      return [...keys.slice(0, -1), ...pythonLines(keys.at(-1) ?? py``, figures, py`)`)];
    },
    pyspark: (context) => {
      const { params, frame } = context;
      context.import('from pyspark.sql import functions as F');
      const figures = aggregateColumns(context).map(
        (aggregate) => py`${aggregatePyspark(aggregate, context)}.alias(${pyLit(aggregate.as)})`,
      );
      const keys = pythonLines(
        py`${frame} = ${frame}.groupBy(`,
        params.by.map(sparkName),
        py`).agg(`,
      );
      return [...keys.slice(0, -1), ...pythonLines(keys.at(-1) ?? py``, figures, py`)`)];
    },
  },
  examples: groupAggregateExamples,
});
