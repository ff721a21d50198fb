import { z } from 'zod';
import { orUnsupported } from '../expression/unsupportedError.ts';
import { aggregateColumns, aggregateFunctions } from './aggregates.ts';
import type { GroupParams } from './aggregates.ts';
import { requireColumns } from './columns.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { groupDuckdb, groupPandas, groupPolars, groupPyspark } from './grouped.ts';
import type { Grouping } from './grouped.ts';
import { column, condition, newColumn } from './params.ts';
import { groupAggregateExamples } from './examples/groupAggregate.ts';

const params = z.strictObject({
  by: z.array(column()).meta({
    ui: 'columns',
    description: 'One row for each combination of their values; none: one for the whole table.',
  }),
  aggregates: z
    .array(
      z.strictObject({
        column: column()
          .optional()
          .meta({ description: 'The column that the figure is of; left out for count: the rows.' }),
        function: z
          .enum(aggregateFunctions)
          .meta({ about: 'Which figure of the group’s rows it is.' }),
        as: newColumn().meta({ about: 'Name of the column of the figure.' }),
        where: condition().optional().meta({
          title: 'Only rows where',
          about: 'The figure is of the rows for which it is true.',
        }),
        q: z.number().min(0).max(1).optional().meta({
          title: 'Quantile (0 to 1)',
          about: 'Of quantile only; 0.5 is the median.',
        }),
        orderBy: column().optional().meta({
          title: 'First and last by',
          about: 'Of first and last only: the column that says which row that is.',
        }),
        separator: z.string().optional().meta({
          title: 'Separator of joined texts',
          about: 'Of join_distinct only; a comma and a space unless given.',
        }),
      }),
    )
    .min(1)
    .meta({ about: 'The figures, each of which becomes a column.' }),
});

export default defineOperation<GroupParams>({
  id: 'group-aggregate',
  version: 1,
  title: 'Group and aggregate',
  category: 'tables',
  summary:
    'One row for each combination of the group columns (null is a group, NaN is one), with figures of the others; without group columns one row for the whole table. Nulls are left out of figures; count without a column counts rows. Sums of whole numbers and decimals are decimals of 38 digits, of no values null; means, medians, quantiles (linear), std and variance (n − 1) are float64; mode is the most frequent value, of a tie the smallest. first and last go by a column (of a tie the smallest and the greatest value, rows without either are left out); list and join_distinct are in order of the values. A figure with a condition counts only the rows where it is true.',
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
    duckdb: (context) => groupDuckdb(context, groupingOf(context)),
    pandas: (context) => orUnsupported(() => groupPandas(context, groupingOf(context))),
    polars: (context) => orUnsupported(() => groupPolars(context, groupingOf(context))),
    pyspark: (context) => orUnsupported(() => groupPyspark(context, groupingOf(context))),
  },
  examples: groupAggregateExamples,
});

function groupingOf(context: FlowContext<GroupParams>): Grouping {
  return { by: context.params.by, aggregates: aggregateColumns(context) };
}
