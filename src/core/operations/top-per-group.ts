import { z } from 'zod';
import { lit, sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import { isOrdered, requireColumns, requireType } from './columns.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { columns } from './params.ts';
import { polarsColumn } from './pythonColumn.ts';
import { pandasPlaces } from './pandasGroups.ts';
import { duckdbWindow, sparkKept, sparkWindow } from './rankedRows.ts';
import { checkSortKeys, decidedKeys, polarsSort, sortKey } from './sortKeys.ts';
import { pandasSort } from './sortPandas.ts';
import type { SortKey } from './sortKeys.ts';
import { topPerGroupExamples } from './examples/topPerGroup.ts';

const params = z.strictObject({
  groups: columns().meta({
    title: 'For each',
    about: 'The columns whose values make the groups.',
    ui: 'columns',
  }),
  rows: z.int().min(1).default(1).meta({ description: 'How many rows of each group stay.' }),
  by: z
    .array(sortKey)
    .default([])
    .meta({ title: 'In order of', description: 'None: the order of the source.' }),
});
type Params = z.infer<typeof params>;

export default defineOperation({
  id: 'top-per-group',
  version: 1,
  title: 'Top rows of each group',
  category: 'rows',
  summary:
    'Keeps the first rows of each group in an order given here, else in the order of the source. Null is a group, NaN is one. Ties go by the source’s order, or by all columns in turn where it is lost. The order of a sort above is lost.',
  synonyms: [
    ...['top n', 'top n per group', 'first rows of group', 'slice_max', 'slice_min', 'slice_head'],
    ...['groupby head', 'nlargest', 'row_number', 'rank', 'qualify', 'partition by'],
  ],
  params,
  rows: 'fewer',
  order: 'loses',
  identity: 'keeps',
  needsIdentity: () => true,
  outputSchema: ({ params, input }) => {
    requireColumns(input, params.groups, ['groups']).forEach((column, index) => {
      requireType(column, isOrdered, 'a type that can be grouped', ['groups', index]);
    });
    checkSortKeys(params.by, input, ['by']);
    return input;
  },
  emit: {
    duckdb: (context) => {
      const { params, from } = context;
      const window = duckdbWindow(params.groups, keysOf(context));
      return sql`SELECT * FROM ${from} QUALIFY row_number() ${window} <= ${lit(params.rows)}`;
    },
    pandas: (context) => {
      const { params, frame } = context;
      const keys = keysOf(context);
      const places = pandasPlaces(params.groups, context);
      return [
        ...(keys.length === 0 ? [] : pandasSort(keys, context)),
        py`${frame} = ${frame}[${places} < ${pyLit(params.rows)}].reset_index(drop=True)`,
      ];
    },
    polars: (context) => {
      const { params, frame } = context;
      context.import('import polars as pl');
      const keys = keysOf(context);
      const groups = joinPy(params.groups.map(polarsColumn));
      return [
        ...(keys.length === 0 ? [] : polarsSort(keys, frame)),
        py`${frame} = ${frame}.filter(pl.int_range(pl.len()).over(${groups}) < ${pyLit(params.rows)})`,
      ];
    },
    pyspark: (context) => {
      const { params, frame } = context;
      // Spark numbers no rows without an order.
      const keys = keysOf(context);
      const window = sparkWindow(params.groups, keys, context);
      return [
        ...window,
        ...sparkKept(frame, py`F.row_number()`, (place) => py`${place} <= ${pyLit(params.rows)}`),
      ];
    },
  },
  examples: topPerGroupExamples,
});

function keysOf(
  context: FlowContext<Params> & { readonly hidden: readonly string[] },
): readonly SortKey[] {
  const { by, groups } = context.params;
  return decidedKeys(by, context, groups);
}
