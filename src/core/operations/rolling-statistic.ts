import { z } from 'zod';
import { isNumber } from '../expression/types.ts';
import { aggregateType } from './aggregates.ts';
import { requireColumn, requireNewName, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { column, newColumn } from './params.ts';
import { windowed } from './windowed.ts';
import { windowStatistics } from './windowGroup.ts';
import { checkWindow, windowParams } from './windowOrder.ts';
import { rolling } from './windowRolling.ts';
import { rollingStatisticExamples } from './examples/rollingStatistic.ts';

const params = z.strictObject({
  column: column().meta({ about: 'The numbers that the figure is of.' }),
  statistic: z
    .enum(windowStatistics)
    .default('mean')
    .meta({ about: 'Which figure of the window’s rows it is.' }),
  rows: z.int().min(1).max(100_000).meta({
    title: 'Rows in the window',
    about: 'How many rows the window has, the row itself among them.',
  }),
  window: z.enum(['preceding', 'centred']).default('preceding').meta({
    description:
      'preceding: up to the row itself. centred: around it; of an even number one more before than after.',
  }),
  least: z.int().min(1).default(1).meta({
    title: 'At least so many values',
    description: 'With fewer values in the window the figure is null (never for count).',
  }),
  as: newColumn(),
  ...windowParams,
});
type Params = z.infer<typeof params>;

export default defineOperation({
  id: 'rolling-statistic',
  version: 1,
  title: 'Rolling statistic',
  category: 'windows',
  summary:
    'A figure of a window of rows that moves along with each row, within its group: the rows up to it or around it. Nulls are left out, NaN makes sum, mean and std NaN only while it is in the window and is the greatest value. At the edges the window is shorter; with fewer values than asked for the figure is null. Sums of whole numbers and decimals are exact decimals of 38 digits; mean, median and std (n − 1) are float64. Without an order the rows follow one another as in the source, and so do ties.',
  synonyms: [
    'rolling',
    'moving average',
    'rolling mean',
    'rolling sum',
    'rolling std',
    'sliding window',
    'window function',
    'rows between',
    'smooth',
    'rollapply',
    'moving median',
  ],
  params,
  needsIdentity: () => true,
  ...windowed<Params>(({ params, input }) => {
    const { statistic, rows, window, least, as, group, order } = params;
    const source = requireColumn(input, params.column, ['column']);
    requireType(source, isNumber, 'a number', ['column']);
    checkWindow(params, input);
    requireNewName(input, as, ['as']);
    if (least > rows) {
      throw new StepError(
        ['least'],
        `A window of ${String(rows)} rows never holds ${String(least)} values.`,
        'Ask for fewer values, or a longer window.',
      );
    }
    const after = window === 'preceding' ? 0 : Math.floor((rows - 1) / 2);
    const type = aggregateType(statistic, source);
    const figure = { source, statistic, type, frame: { before: rows - 1 - after, after }, least };
    return { group, order, stages: [{ over: [rolling(figure, as)] }] };
  }),
  examples: rollingStatisticExamples,
});
