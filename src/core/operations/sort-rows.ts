import { z } from 'zod';
import { sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { defineOperation } from './define.ts';
import { pythonLines } from './pythonLines.ts';
import {
  ascending,
  checkSortKeys,
  duckdbOrder,
  pandasSort,
  polarsSort,
  sortKey,
  sparkOrder,
} from './sortKeys.ts';
import type { SortKey } from './sortKeys.ts';
import { sortRowsExamples } from './examples/sortRows.ts';

const params = z.strictObject({ by: z.array(sortKey).min(1) });
type Params = z.infer<typeof params>;

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
      sql`SELECT * FROM ${from} ORDER BY ${duckdbOrder(keysOf(params, hidden))}`,
    pandas: (context) => pandasSort(keysOf(context.params, context.hidden), context),
    polars: ({ params, frame, hidden, ...context }) => {
      context.import('import polars as pl');
      return polarsSort(keysOf(params, hidden), frame);
    },
    pyspark: ({ params, frame, hidden, ...context }) => {
      context.import('from pyspark.sql import functions as F');
      return pythonLines(
        py`${frame} = ${frame}.orderBy(`,
        sparkOrder(keysOf(params, hidden)),
        py`)`,
      );
    },
  },
  examples: sortRowsExamples,
});

/** The keys that the user named, then the row's identity, which decides ties. */
function keysOf(params: Params, hidden: readonly string[]): readonly SortKey[] {
  return [...params.by, ...hidden.map(ascending)];
}
