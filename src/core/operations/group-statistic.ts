import { z } from 'zod';
import { requireNewName } from './columns.ts';
import { defineOperation } from './define.ts';
import { column, newColumn } from './params.ts';
import { windowed } from './windowed.ts';
import { figureOf, overGroup, windowStatistics } from './windowGroup.ts';
import { checkWindow, groupParam } from './windowOrder.ts';
import { groupStatisticExamples } from './examples/groupStatistic.ts';

const params = z.strictObject({
  column: column().optional().meta({
    ui: 'column',
    description: 'Left out for count: the rows of the group.',
  }),
  statistic: z
    .enum(windowStatistics)
    .default('mean')
    .meta({ about: 'Which figure of the group’s rows it is.' }),
  as: newColumn(),
  ...groupParam,
});
type Params = z.infer<typeof params>;

export default defineOperation({
  id: 'group-statistic',
  version: 1,
  title: 'Statistic of the group beside each row',
  category: 'windows',
  summary:
    'Puts beside each row a figure of all the rows of its group (null is a group, NaN is one): the rows stay as they are. Nulls are left out; NaN makes sum, mean and std NaN and is the greatest value. Sums of whole numbers and decimals are decimals of 38 digits, of no values null; mean, median and std (n − 1, null for fewer than 2 values) are float64.',
  synonyms: [
    'transform',
    'groupby transform',
    'window',
    'over partition by',
    'group mean',
    'count in group',
    'averageif',
    'sumif',
    'countif',
    'add_count',
    'mutate',
  ],
  params,
  ...windowed<Params>((context) => {
    const { params, input } = context;
    const figure = figureOf(params, context);
    checkWindow(params, input);
    requireNewName(input, params.as, ['as']);
    return {
      group: params.group,
      order: undefined,
      stages: [{ over: [overGroup(figure, params.as)] }],
    };
  }),
  examples: groupStatisticExamples,
});
