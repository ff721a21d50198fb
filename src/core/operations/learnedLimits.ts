import { z } from 'zod';
import { numberGroups } from '../../shared/typeGroups.ts';
import type { Column, ColumnType } from '../../shared/columnType.ts';
import { AppError } from '../../shared/errors.ts';
import { isFloat, isInteger } from '../expression/types.ts';
import { ex, exColumn, exLit, exValue, joinEx } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { StepError } from './define.ts';
import type { Fit, FlowContext, SqlContext } from './define.ts';
import { learnedNumbers, learnStatistics } from './learnedStatistics.ts';
import type { Statistic } from './learnedStatistics.ts';
import { requireNumbers } from './numberColumns.ts';
import { columnsOf } from './params.ts';

/** Between which values a column's ordinary values lie; a limit that is null is none. */
interface Limits {
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The params of operations on outliers that say what an outlier is. */
export const outlierParams = {
  columns: columnsOf(numberGroups),
  method: z
    .enum(['iqr', 'deviation', 'robust', 'quantiles', 'range'])
    .default('iqr')
    .meta({
      title: 'Outliers lie',
      about: 'What decides where the limits are.',
      labels: {
        iqr: 'Beyond fences of quartiles (IQR)',
        deviation: 'Standard deviations from the mean',
        robust: 'Robust deviations from the median (modified z)',
        quantiles: 'Beyond quantiles',
        range: 'Outside a range',
      },
    }),
  threshold: z
    .number()
    .positive()
    .optional()
    .meta({
      title: 'Threshold',
      description:
        'How far is too far: 1.5 times the IQR, 3 standard deviations or a modified z of 3.5 unless given.',
      when: { method: ['iqr', 'deviation', 'robust'] },
    }),
  lower: z
    .number()
    .optional()
    .meta({
      title: 'Lower limit',
      description: 'A quantile such as 0.01, or a value of the range.',
      when: { method: ['quantiles', 'range'] },
    }),
  upper: z
    .number()
    .optional()
    .meta({
      title: 'Upper limit',
      description: 'A quantile such as 0.99, or a value of the range.',
      when: { method: ['quantiles', 'range'] },
    }),
  sides: z
    .enum(['both', 'low', 'high'])
    .default('both')
    .meta({
      labels: { both: 'Low and high ones', low: 'Low ones', high: 'High ones' },
      description:
        'Which outliers count: those below the lower limit, above the upper one, or both.',
    }),
};

/** What `outlierParams` holds. */
export interface OutlierParams {
  readonly columns: readonly string[];
  readonly method: 'iqr' | 'deviation' | 'robust' | 'quantiles' | 'range';
  readonly threshold?: number | undefined;
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
  readonly sides: 'both' | 'low' | 'high';
}

/** Sentences of the meaning that all operations on outliers share. */
export const outlierMeaning =
  'Limits are learned once, from finite values: quartiles less and plus threshold·IQR; mean ± threshold·standard deviation (over n − 1); median ± threshold·MAD/0.6745 (where MAD is 0, the mean distance from the median·1.2533); or quantiles. A value beyond a limit is an outlier, infinities too; null and NaN are none.';

/** Which columns have outliers. Throws `StepError` for params that do not go together. */
export function requireOutliers(context: FlowContext<OutlierParams>): readonly Column[] {
  const { method, lower, upper, threshold } = context.params;
  const takes = method === 'quantiles' || method === 'range';
  for (const [key, value] of Object.entries({ lower, upper })) {
    if (value === undefined) continue;
    if (!takes) {
      throw new StepError(
        [key],
        'Limits are given for quantiles and a range only.',
        'Leave it out, or choose another method.',
      );
    }
    if (method === 'quantiles' && (value < 0 || value > 1)) {
      throw new StepError([key], `${String(value)} is no quantile.`, 'Give one from 0 to 1.');
    }
  }
  if (takes && threshold !== undefined) {
    throw new StepError(['threshold'], `A threshold is not for ${method}.`, 'Leave it out.');
  }
  if (takes && lower === undefined && upper === undefined) {
    throw new StepError(['lower'], 'There is no limit.', 'Give a lower or an upper one.');
  }
  if (lower !== undefined && upper !== undefined && lower > upper) {
    throw new StepError(
      ['lower'],
      'The lower limit is greater than the upper one.',
      'Turn them round.',
    );
  }
  return requireNumbers(context);
}

const statistics: Readonly<Record<OutlierParams['method'], readonly Statistic[]>> = {
  iqr: [{ quantile: 0.25 }, { quantile: 0.75 }],
  deviation: ['mean', 'sampleStd'],
  robust: ['median', 'deviation', 'meanDeviation'],
  quantiles: [],
  range: [],
};
const thresholds = { iqr: 1.5, deviation: 3, robust: 3.5 };

/**
 * Learns `{lower, upper}` by column, and beside them the figure `more` as `value` where it is
 * asked for.
 */
export function learnLimits(context: SqlContext<OutlierParams>, more?: 'mean' | 'median'): Fit {
  const { params, from } = context;
  const quantiles = { lower: params.lower ?? 0, upper: params.upper ?? 1 };
  const asked =
    params.method === 'quantiles'
      ? [{ quantile: quantiles.lower }, { quantile: quantiles.upper }]
      : statistics[params.method];
  const all = more === undefined ? asked : [...asked, more];
  return learnStatistics(requireOutliers(context), from, all, (figures) => {
    const { lower, upper } = limitsOf(params, figures);
    return more === undefined ? { lower, upper } : { lower, upper, value: figures.at(-1) ?? null };
  });
}

function limitsOf(params: OutlierParams, [a = 0, b = 0, c = 0]: readonly number[]): Limits {
  const both = ((): readonly [number, number] => {
    switch (params.method) {
      case 'iqr': {
        const far = (params.threshold ?? thresholds.iqr) * (b - a);
        return [a - far, b + far];
      }
      case 'deviation': {
        const far = (params.threshold ?? thresholds.deviation) * b;
        return [a - far, a + far];
      }
      case 'robust': {
        // Iglewicz and Hoaglin (1993): 0.6745·(x − median)/MAD; SPSS's form where MAD is 0.
        const far = (params.threshold ?? thresholds.robust) * (b === 0 ? c * 1.253314 : b / 0.6745);
        return [a - far, a + far];
      }
      case 'quantiles':
        return [a, b];
      case 'range':
        return [params.lower ?? -Infinity, params.upper ?? Infinity];
    }
  })();
  const isGiven = params.method === 'quantiles' || params.method === 'range';
  const lower = params.sides !== 'high' && !(isGiven && params.lower === undefined);
  const upper = params.sides !== 'low' && !(isGiven && params.upper === undefined);
  return { lower: lower ? both[0] : null, upper: upper ? both[1] : null };
}

/** A column's limits, learned or given; none where nothing was learned. */
export function limitsFor({ name }: Column, context: FlowContext<OutlierParams>): Limits {
  const { params } = context;
  return params.method === 'range' ? limitsOf(params, []) : learnedLimits(context, name);
}

/** The limits `{lower, upper}` that a step has learned of a column. Throws as `learnedNumbers`. */
export function learnedLimits(context: Pick<FlowContext<unknown>, 'fitted'>, name: string): Limits {
  const found = learnedNumbers(context, name, ['lower', 'upper']);
  return { lower: found?.lower ?? null, upper: found?.upper ?? null };
}

/** Whether a column's value is an outlier; null for null. Undefined where there is no limit. */
export function isOutlier({ name, type }: Column, limits: Limits): ExpressionText | undefined {
  const value = exColumn(name);
  const tests = [
    ...(limits.lower === null ? [] : [ex`${value} < ${exLit(limits.lower)}`]),
    ...(limits.upper === null ? [] : [greater(value, limits.upper, type)]),
  ];
  return tests.length === 0 ? undefined : joinEx(tests, ' or ');
}

/** The column with values beyond a limit brought to it, in the column's type. */
export function within({ name, type }: Column, limits: Limits): ExpressionText {
  const value = exColumn(name);
  const [lower, upper] = [limits.lower, limits.upper].map((limit) =>
    limit === null ? undefined : { limit, as: nearestOf(limit, type) },
  );
  const branches = [
    ...(lower?.as === undefined
      ? []
      : [ex`when ${value} < ${exLit(lower.limit)} then ${lower.as}`]),
    ...(upper?.as === undefined
      ? []
      : [ex`when ${greater(value, upper.limit, type)} then ${upper.as}`]),
  ];
  return branches.length === 0 ? value : ex`case ${joinEx(branches, ' ')} else ${value} end`;
}

function greater(value: ExpressionText, limit: number, type: ColumnType): ExpressionText {
  const found = ex`${value} > ${exLit(limit)}`;
  return isFloat(type) ? ex`${found} and not isnan(${value})` : found;
}

/**
 * A double as a literal of a column's type, rounded half away from zero to its digits; undefined
 * where the type ends before it.
 */
export function nearestOf(limit: number, type: ColumnType): ExpressionText | undefined {
  try {
    if (isFloat(type)) return exValue(type.kind === 'float32' ? Math.fround(limit) : limit, type);
    const size = Math.abs(limit);
    const scale = type.kind === 'decimal' ? type.scale : 0;
    const digits = size < 1e21 && !isInteger(type) ? size.toFixed(scale) : wholeText(size);
    return exValue(limit < 0 ? `-${digits}` : digits, type);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function wholeText(size: number): string {
  return String(BigInt(Math.floor(size + 0.5)));
}
