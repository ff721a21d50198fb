import { z } from 'zod';
import { ident, joinSql, sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import { int64 } from '../expression/types.ts';
import { pandasType } from '../python/pythonType.ts';
import { requireNewName } from './columns.ts';
import { defineOperation } from './define.ts';
import {
  lookedAt,
  missingDuckdb,
  missingPandas,
  missingParams,
  missingPolars,
  missingSpark,
} from './missingCells.ts';
import { newColumn } from './params.ts';
import { pythonLines } from './pythonLines.ts';
import { countMissingExamples } from './examples/countMissing.ts';

const params = z.strictObject({ ...missingParams, as: newColumn().default('missing_count') });

export default defineOperation<z.infer<typeof params>>({
  id: 'count-missing',
  version: 1,
  title: 'Count missing',
  category: 'missing',
  summary:
    'Counts in each row how many cells of the columns named (none: all) are missing, into a new column of whole numbers. Missing is null; on demand also NaN, and text that is empty or spaces only.',
  synonyms: [
    ...['missing count', 'number of nulls', 'null count', 'isna sum', 'n_missing', 'countblank'],
    ...['completeness', 'null_count'],
  ],
  params,
  rows: 'same',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: (context) => {
    const { params, input } = context;
    lookedAt(context);
    requireNewName(input, params.as, ['as']);
    return [...input, { name: params.as, type: int64 }];
  },
  emit: {
    duckdb: (context) => {
      const { params, from } = context;
      const cells = lookedAt(context).map(
        (column) => sql`(${missingDuckdb(column, params)})::BIGINT`,
      );
      return sql`SELECT *, ${joinSql(cells, ' + ')} AS ${ident(params.as)} FROM ${from}`;
    },
    pandas: (context) => {
      const { params, frame } = context;
      context.import('import pandas as pd');
      context.import('import pyarrow as pa');
      return [
        py`${frame}[${pyLit(params.as)}] = ${missingPandas(context)}.sum(axis=1).astype(${pandasType(int64)})`,
      ];
    },
    polars: (context) => {
      const { params, frame } = context;
      context.import('import polars as pl');
      const cells = joinPy(lookedAt(context).map((column) => missingPolars(column, params)));
      return pythonLines(
        py`${frame} = ${frame}.with_columns(`,
        [py`pl.sum_horizontal(${cells}).cast(pl.Int64).alias(${pyLit(params.as)})`],
        py`)`,
      );
    },
    pyspark: (context) => {
      const { params, frame } = context;
      context.import('from pyspark.sql import functions as F');
      const cells = lookedAt(context).map(
        (column) => py`${missingSpark(column, params)}.cast("bigint")`,
      );
      return pythonLines(
        py`${frame} = ${frame}.withColumn(`,
        [pyLit(params.as), joinPy(cells, ' + ')],
        py`)`,
      );
    },
  },
  examples: countMissingExamples,
});
