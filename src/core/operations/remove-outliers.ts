import { z } from 'zod';
import { checkExpression, scopeOf } from '../expression/check.ts';
import { parseExpression } from '../expression/parse.ts';
import { nulledCount } from '../expression/nulled.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { ex, joinEx } from '../expression/write.ts';
import { defineOperation } from './define.ts';
import type { FlowContext } from './define.ts';
import { filteredRows } from './filteredRows.ts';
import {
  isOutlier,
  learnLimits,
  limitsFor,
  outlierMeaning,
  outlierParams,
  requireOutliers,
} from './learnedLimits.ts';
import { removeOutliersExamples } from './examples/removeOutliers.ts';

const params = z.strictObject(outlierParams);
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'remove-outliers',
  version: 1,
  title: 'Remove outliers',
  category: 'numbers',
  summary: `Drops the rows in which one of the columns has an outlier. ${outlierMeaning}`,
  synonyms: [
    ...['outlier', 'anomaly', 'drop', 'trim', 'iqr', 'z-score', 'zscore', 'modified z-score'],
    ...['mad', 'tukey', 'standard deviation'],
  ],
  params,
  learns: ({ method }) => method !== 'range',
  fit: (context) => learnLimits(context),
  ...filteredRows(outlierCondition, () => false),
  nulled: (context) => nulledCount(outlierCondition(context), context),
  examples: removeOutliersExamples,
});

function outlierCondition(context: FlowContext<Params>): TypedExpression {
  const tests = requireOutliers(context).flatMap(
    (column) => isOutlier(column, limitsFor(column, context)) ?? [],
  );
  const any = tests.length === 0 ? ex`false` : joinEx(tests, ' or ');
  return checkExpression(parseExpression(any), scopeOf(context));
}
