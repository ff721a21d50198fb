import { z } from 'zod';
import { numberGroups } from '../../shared/typeGroups.ts';
import { defineOperation, StepError } from './define.ts';
import { learnedLimits, within } from './learnedLimits.ts';
import { learnStatistics } from './learnedStatistics.ts';
import { fromNumbers, requireNumbers, suffix } from './numberColumns.ts';
import { columnsOf } from './params.ts';
import { rowwise } from './rowwise.ts';
import { winsorizeExamples } from './examples/winsorize.ts';

const params = z.strictObject({
  columns: columnsOf(numberGroups),
  lower: z
    .number()
    .min(0)
    .max(1)
    .default(0.05)
    .meta({ title: 'Lower quantile', about: 'Values below this quantile are brought up to it.' }),
  upper: z
    .number()
    .min(0)
    .max(1)
    .default(0.95)
    .meta({ title: 'Upper quantile', about: 'Values above this quantile are brought down to it.' }),
  suffix: suffix(),
});

export default defineOperation<z.infer<typeof params>>({
  id: 'winsorize',
  version: 1,
  title: 'Winsorize',
  category: 'numbers',
  summary:
    'Brings extreme values to two quantiles of the column, which are learned once from its finite values (linear interpolation). Types stay: for whole numbers and decimals the quantile is rounded half away from zero to the column’s digits. Null and NaN stay; infinities are brought to the quantile. Where nothing could be learned, values stay.',
  synonyms: ['winsorise', 'outlier', 'clip', 'clamp', 'cap', 'quantile', 'percentile', 'extreme'],
  params,
  fit: (context) => {
    const { lower, upper } = context.params;
    const quantiles = [{ quantile: lower }, { quantile: upper }];
    return learnStatistics(requireNumbers(context), context.from, quantiles, ([a = 0, b = 0]) => ({
      lower: a,
      upper: b,
    }));
  },
  ...rowwise((context) => {
    const { params } = context;
    if (params.lower > params.upper) {
      throw new StepError(
        ['lower'],
        'The lower quantile is greater than the upper one.',
        'Turn them round.',
      );
    }
    return fromNumbers(context, (column) => within(column, learnedLimits(context, column.name)));
  }),
  examples: winsorizeExamples,
});
