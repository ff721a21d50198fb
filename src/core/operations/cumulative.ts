import { z } from 'zod';
import { requireNewName } from './columns.ts';
import { defineOperation } from './define.ts';
import { column, newColumn } from './params.ts';
import { windowed } from './windowed.ts';
import { figureOf } from './windowGroup.ts';
import { checkWindow, windowParams } from './windowOrder.ts';
import { running, runningStatistics } from './windowRunning.ts';
import { cumulativeExamples } from './examples/cumulative.ts';

const params = z.strictObject({
  column: column().optional().meta({
    ui: 'column',
    description: 'Left out for count: the rows so far.',
  }),
  statistic: z
    .enum(runningStatistics)
    .default('sum')
    .meta({ about: 'Which figure of the rows so far it is.' }),
  as: newColumn(),
  ...windowParams,
});
type Params = z.infer<typeof params>;

export default defineOperation({
  id: 'cumulative',
  version: 1,
  title: 'Running total',
  category: 'windows',
  summary:
    'A figure of all rows from the first of the group up to each row: sum, mean, smallest, largest or how many. A null adds nothing: the figure so far stands there, and null before the first value. From a NaN on sum and mean are NaN, and so is the largest. Sums of whole numbers and decimals are exact decimals of 38 digits. Without an order the rows follow one another as in the source, and so do ties.',
  synonyms: [
    'cumsum',
    'cummax',
    'cummin',
    'cumulative sum',
    'running total',
    'running sum',
    'accumulate',
    'expanding',
    'expanding mean',
    'year to date',
    'ytd',
  ],
  params,
  needsIdentity: () => true,
  ...windowed<Params>((context) => {
    const { params, input } = context;
    const { statistic, group, order, as } = params;
    const figure = { ...figureOf(params, context), statistic };
    checkWindow(params, input);
    requireNewName(input, as, ['as']);
    return { group, order, stages: [{ over: [running(figure, as)] }] };
  }),
  examples: cumulativeExamples,
});
