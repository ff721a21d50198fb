import { z } from 'zod';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import { requireColumns, requireNewName, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import type { Unsupported } from './define.ts';
import { rowNumberExamples } from './examples/rowNumber.ts';
import { isCategory } from './oneHotColumns.ts';
import { column, newColumn } from './params.ts';
import { polarsColumn, polarsName, sparkColumn } from './pythonColumn.ts';

const params = z.strictObject({
  as: newColumn(),
  start: z.int().default(1).meta({ about: 'The number of the first row.' }),
  step: z.int().default(1).meta({ about: 'How much greater the number of each next row is.' }),
  within: z.array(column()).default([]).meta({
    ui: 'columns',
    title: 'Within groups of',
    description: 'Each group is counted by itself.',
  }),
});

/** Params of the operation `row-number`. */
export type RowNumberParams = z.infer<typeof params>;

const noIdentity: Unsupported = {
  unsupported: 'the rows carry no identity here, so they have no order to be numbered in',
};

export default defineOperation<RowNumberParams>({
  id: 'row-number',
  version: 1,
  title: 'Number rows',
  category: 'columns',
  summary:
    'Adds a whole number (int64) for each row, from `start` in steps of `step`, in the order of the source whatever is sorted since; within groups of equal values (null is one) each group is counted by itself.',
  synonyms: [
    'row_number',
    'index',
    'id column',
    'counter',
    'rank',
    'row_index',
    'add index',
    'cumcount',
  ],
  params,
  rows: 'same',
  order: 'loses',
  identity: 'keeps',
  needsIdentity: () => true,
  outputSchema: ({ params, input, identityIsLost }) => {
    if (identityIsLost === true) {
      throw new StepError(
        [],
        'The rows are no longer rows of the source, so they have no order to be numbered in.',
        'Move the step up, or rank the rows by a column.',
      );
    }
    requireColumns(input, params.within, ['within']).forEach((group, index) => {
      const wanted = 'text, whole numbers, decimals, booleans or dates';
      requireType(group, isCategory, wanted, ['within', index]);
    });
    requireNewName(input, params.as, ['as']);
    return [...input, { name: params.as, type: { kind: 'int64' } }];
  },
  emit: {
    duckdb: ({ params, from, hidden }) => {
      if (hidden.length === 0) return noIdentity;
      const groups = joinSql(params.within.map(ident));
      const within = params.within.length === 0 ? sql`` : sql`PARTITION BY ${groups} `;
      const row = sql`row_number() OVER (${within}ORDER BY ${joinSql(hidden.map(ident))})`;
      const { start, step } = params;
      return sql`SELECT *, ${lit(start)} + (${row} - 1) * (${lit(step)}) AS ${ident(params.as)} FROM ${from}`;
    },
    pandas: (context) => {
      const { params, frame, hidden } = context;
      if (hidden.length === 0) return noIdentity;
      context.import('import pandas as pd');
      context.import('import pyarrow as pa');
      const sorted = py`${frame}.sort_values(${pyLit(hidden)})`;
      const row =
        params.within.length === 0
          ? py`pd.Series(range(len(${frame})), index=${sorted}.index)`
          : py`${sorted}.groupby(${pyLit(params.within)}, dropna=False, sort=False).cumcount()`;
      return [
        py`row = ${row}`,
        py`${frame}[${pyLit(params.as)}] = (${pyLit(params.start)} + row * ${pyLit(params.step)}).astype(pd.ArrowDtype(pa.int64()))`,
      ];
    },
    polars: (context) => {
      const { params, frame, hidden } = context;
      if (hidden.length === 0) return noIdentity;
      context.import('import polars as pl');
      const row = py`pl.arg_sort_by(${joinPy(hidden.map(polarsName))}).arg_sort().cast(pl.Int64)`;
      const groups = joinPy(params.within.map(polarsColumn));
      const within = params.within.length === 0 ? row : py`${row}.over(${groups})`;
      return [
        py`${frame} = ${frame}.with_columns(`,
        py`    (${pyLit(params.start)} + ${within} * ${pyLit(params.step)}).alias(${pyLit(params.as)})`,
        py`)`,
      ];
    },
    pyspark: (context) => {
      const { params, frame, hidden } = context;
      if (hidden.length === 0) return noIdentity;
      context.import('from pyspark.sql import Window');
      context.import('from pyspark.sql import functions as F');
      const order = py`.orderBy(${joinPy(hidden.map(sparkColumn))})`;
      const groups = joinPy(params.within.map(sparkColumn));
      const within = params.within.length === 0 ? py`` : py`.partitionBy(${groups})`;
      return [
        py`row = F.row_number().over(Window${within}${order}).cast("bigint")`,
        py`${frame} = ${frame}.withColumn(${pyLit(params.as)}, ${pyLit(params.start)} + (row - 1) * ${pyLit(params.step)})`,
      ];
    },
  },
  examples: rowNumberExamples,
});
