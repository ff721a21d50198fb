import { z } from 'zod';
import type { Column } from '../../shared/columnType.ts';
import { ex, exColumn } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import {
  isOutlier,
  learnLimits,
  limitsFor,
  nearestOf,
  outlierMeaning,
  outlierParams,
  requireOutliers,
  within,
} from './learnedLimits.ts';
import { learnedNumbers } from './learnedStatistics.ts';
import { fromNumbers, suffix } from './numberColumns.ts';
import { rowwise } from './rowwise.ts';
import { replaceOutliersExamples } from './examples/replaceOutliers.ts';

const params = z.strictObject({
  ...outlierParams,
  with: z
    .enum(['limit', 'null', 'mean', 'median'])
    .default('limit')
    .meta({
      title: 'Replace by',
      about: 'What stands in the place of an outlier.',
      labels: {
        limit: 'The limit',
        null: 'Missing',
        mean: 'The mean',
        median: 'The median',
      },
    }),
  suffix: suffix(),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'replace-outliers',
  version: 1,
  title: 'Replace outliers',
  category: 'numbers',
  summary: `Replaces outliers by the limit that they exceed, by null, or by the column’s mean or median (learned from all its finite values, outliers too). Types stay: for whole numbers and decimals what is put in is rounded half away from zero to the column’s digits. ${outlierMeaning}`,
  synonyms: [
    ...['outlier', 'anomaly', 'cap', 'clip', 'clamp', 'impute', 'iqr', 'z-score', 'zscore'],
    ...['modified z-score', 'mad', 'tukey', 'standard deviation'],
  ],
  params,
  learns: (params) => params.method !== 'range' || learnedFigure(params) !== undefined,
  fit: (context) => learnLimits(context, learnedFigure(context.params)),
  ...rowwise((context) => {
    requireOutliers(context);
    return fromNumbers(context, (column) => replaced(column, context));
  }),
  examples: replaceOutliersExamples,
});

function learnedFigure({ with: by }: Params): 'mean' | 'median' | undefined {
  return by === 'mean' || by === 'median' ? by : undefined;
}

function replaced(column: Column, context: FlowContext<Params>): ExpressionText {
  const limits = limitsFor(column, context);
  if (context.params.with === 'limit') return within(column, limits);
  const value = exColumn(column.name);
  const outlier = isOutlier(column, limits);
  const by = replacement(column, context);
  if (outlier === undefined || by === undefined) return value;
  return ex`case when ${outlier} then ${by} else ${value} end`;
}

function replacement(column: Column, context: FlowContext<Params>): ExpressionText | undefined {
  if (context.params.with === 'null') return ex`null`;
  const learned = learnedNumbers(context, column.name, ['value'])?.value;
  return learned === undefined ? undefined : nearestOf(learned, column.type);
}
