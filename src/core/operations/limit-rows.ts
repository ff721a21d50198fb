import { z } from 'zod';
import { lit, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { pythonLines } from './pythonLines.ts';
import {
  checkSortKeys,
  decidedKeys,
  duckdbOrder,
  polarsSort,
  reversedKeys,
  sortKey,
  sparkOrder,
} from './sortKeys.ts';
import { pandasSort } from './sortPandas.ts';
import type { SortKey } from './sortKeys.ts';
import { limitRowsExamples } from './examples/limitRows.ts';

const params = z.strictObject({
  rows: z.int().min(0).meta({ description: 'How many rows stay.' }),
  from: z
    .enum(['start', 'end'])
    .default('start')
    .meta({ about: 'Whether the first or the last rows stay.' }),
  skip: z
    .int()
    .min(0)
    .default(0)
    .meta({ description: 'How many rows at the start, or at the end, are left out first.' }),
  by: z
    .array(sortKey)
    .default([])
    .meta({ title: 'In order of', description: 'None: the order of the source.' }),
});
type Params = z.infer<typeof params>;

export default defineOperation({
  id: 'limit-rows',
  version: 1,
  title: 'Limit rows',
  category: 'rows',
  summary:
    'Keeps the first or last rows in an order given here, else in the order of the source, whatever sort stands above; some may be skipped first. The rows come out in that order. Ties go by the source’s order, or by all columns in turn where it is lost.',
  synonyms: [
    ...['head', 'tail', 'top', 'limit', 'offset', 'first rows', 'last rows', 'slice'],
    ...['slice_head', 'slice_tail', 'fetch first', 'nlargest', 'nsmallest', 'top n'],
  ],
  params,
  rows: 'fewer',
  order: 'defines',
  identity: 'keeps',
  needsIdentity: () => true,
  outputSchema: ({ params, input }) => {
    checkSortKeys(params.by, input, ['by']);
    return input;
  },
  emit: {
    duckdb: (context) => {
      const { params, from } = context;
      const keys = keysOf(context);
      const limit = sql`LIMIT ${lit(params.rows)} OFFSET ${lit(params.skip)}`;
      const order = duckdbOrder(keys);
      if (params.from === 'start') return sql`SELECT * FROM ${from} ORDER BY ${order} ${limit}`;
      const turned = sql`SELECT * FROM ${from} ORDER BY ${duckdbOrder(reversedKeys(keys))} ${limit}`;
      return sql`SELECT * FROM (${turned}) ORDER BY ${order}`;
    },
    pandas: (context) => {
      const { frame, params } = context;
      const { rows, skip } = params;
      const [start, end] =
        params.from === 'start' ? [skip, skip + rows] : [-(skip + rows), skip === 0 ? null : -skip];
      // From the end, no rows at all would be the slice of all rows.
      const slice =
        rows === 0
          ? py`:0`
          : py`${start === 0 ? py`` : pyLit(start)}:${end === null ? py`` : pyLit(end)}`;
      return [
        ...pandasSort(keysOf(context), context),
        py`${frame} = ${frame}.iloc[${slice}].reset_index(drop=True)`,
      ];
    },
    polars: (context) => {
      const { frame, params } = context;
      const { rows, skip } = params;
      context.import('import polars as pl');
      const keys = keysOf(context);
      // `reverse` would lose the type of lists, where polars 2 sees nulls alone.
      const [start, most] =
        params.from === 'start'
          ? [skip, py`head(${pyLit(rows)})`]
          : [-(skip + rows), py`tail(${pyLit(rows)})`];
      const taken = skip === 0 ? most : py`slice(${pyLit(start)}, ${pyLit(rows)})`;
      return [...polarsSort(keys, frame), py`${frame} = ${frame}.${taken}`];
    },
    pyspark: (context) => {
      const { frame, params } = context;
      context.import('from pyspark.sql import functions as F');
      const keys = keysOf(context);
      const ordered = (by: readonly SortKey[]): readonly Py[] =>
        pythonLines(py`${frame} = ${frame}.orderBy(`, sparkOrder(by), py`)`);
      const skip = params.skip === 0 ? py`` : py`.offset(${pyLit(params.skip)})`;
      const taken = py`${frame} = ${frame}${skip}.limit(${pyLit(params.rows)})`;
      return params.from === 'start'
        ? [...ordered(keys), taken]
        : [...ordered(reversedKeys(keys)), taken, ...ordered(keys)];
    },
  },
  examples: limitRowsExamples,
});

function keysOf(
  context: FlowContext<Params> & { readonly hidden: readonly string[] },
): readonly SortKey[] {
  return decidedKeys(context.params.by, context);
}
