import { z } from 'zod';
import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { defineOperation } from './define.ts';
import { pythonLines } from './pythonLines.ts';
import {
  checkSortKeys,
  duckdbOrder,
  polarsSort,
  sortKey,
  sparkOrder,
  withIdentity,
} from './sortKeys.ts';
import { pandasSort } from './sortPandas.ts';
import { sortRowsExamples } from './examples/sortRows.ts';

const params = z.strictObject({
  by: z
    .array(sortKey)
    .min(1)
    .meta({ about: 'The columns that rows are ordered by; later ones decide ties.' }),
});

export default defineOperation({
  id: 'sort-rows',
  version: 1,
  title: 'Sort rows',
  category: 'rows',
  summary:
    'Orders the rows by columns, text by code point. Nulls are last unless asked to be first, NaN comes after every number (first when descending). Rows that are equal keep the order of the source.',
  synonyms: ['order by', 'arrange', 'sort_values'],
  params,
  rows: 'same',
  order: 'defines',
  identity: 'keeps',
  needsIdentity: () => true,
  outputSchema: ({ params, input }) => {
    checkSortKeys(params.by, input, ['by']);
    return input;
  },
  emit: {
    duckdb: ({ params, from, hidden }) =>
      sql`SELECT * FROM ${from} ORDER BY ${duckdbOrder(withIdentity(params.by, hidden))}`,
    pandas: (context) => pandasSort(withIdentity(context.params.by, context.hidden), context),
    polars: ({ params, frame, hidden, ...context }) => {
      context.import('import polars as pl');
      return polarsSort(withIdentity(params.by, hidden), frame);
    },
    pyspark: ({ params, frame, hidden, ...context }) => {
      context.import('from pyspark.sql import functions as F');
      return pythonLines(
        py`${frame} = ${frame}.orderBy(`,
        sparkOrder(withIdentity(params.by, hidden)),
        py`)`,
      );
    },
  },
  examples: sortRowsExamples,
});
