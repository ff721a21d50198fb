import { z } from 'zod';
import { ex } from '../expression/write.ts';
import { defineOperation } from './define.ts';
import {
  isOutlier,
  learnLimits,
  limitsFor,
  outlierMeaning,
  outlierParams,
  requireOutliers,
} from './learnedLimits.ts';
import { fromNumbers } from './numberColumns.ts';
import { rowwise } from './rowwise.ts';
import { flagOutliersExamples } from './examples/flagOutliers.ts';

const params = z.strictObject({
  ...outlierParams,
  suffix: z.string().min(1).default('_outlier').meta({
    title: 'Suffix of new columns',
    about: 'What follows the column’s name in the name of the new one.',
  }),
});

export default defineOperation<z.infer<typeof params>>({
  id: 'flag-outliers',
  version: 1,
  title: 'Flag outliers',
  category: 'numbers',
  summary: `Adds a boolean column for each column: whether its value is an outlier; null for null, false where nothing could be learned. ${outlierMeaning}`,
  synonyms: [
    ...['outlier', 'anomaly', 'mark', 'iqr', 'z-score', 'zscore', 'modified z-score', 'mad'],
    ...['tukey', 'standard deviation', 'detect'],
  ],
  params,
  learns: ({ method }) => method !== 'range',
  fit: (context) => learnLimits(context),
  ...rowwise((context) => {
    requireOutliers(context);
    return fromNumbers(context, (column) => {
      const found = isOutlier(column, limitsFor(column, context));
      return found ?? ex`false`;
    });
  }),
  examples: flagOutliersExamples,
});
