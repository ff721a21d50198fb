import { z } from 'zod';
import { numberGroups } from '../../shared/typeGroups.ts';
import type { Column } from '../../shared/columnType.ts';
import { float64 } from '../expression/types.ts';
import { ex, exCast, exColumn, exLit } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { learnedNumbers, learnStatistics } from './learnedStatistics.ts';
import type { Statistic } from './learnedStatistics.ts';
import { fromNumbers, requireNumbers, suffix } from './numberColumns.ts';
import { columnsOf } from './params.ts';
import { rowwise } from './rowwise.ts';
import { scaleNumbersExamples } from './examples/scaleNumbers.ts';

const methods = ['standard', 'min-max', 'robust', 'max-abs', 'mean'] as const;
type Method = (typeof methods)[number];

const params = z.strictObject({
  columns: columnsOf(numberGroups),
  method: z
    .enum(methods)
    .default('standard')
    .meta({
      description:
        'Outliers move robust least; min-max, max-abs and mean hang on the extreme values.',
      labels: {
        standard: 'Standard: mean 0, standard deviation 1',
        'min-max': 'To a range, by minimum and maximum',
        robust: 'Robust: median 0, IQR 1',
        'max-abs': 'By the greatest absolute value',
        mean: 'Mean 0, by the width of the range',
      },
    }),
  from: z
    .number()
    .optional()
    .meta({
      title: 'Range from',
      description: 'Where the range begins; 0 unless given.',
      when: { method: ['min-max'] },
    }),
  to: z
    .number()
    .optional()
    .meta({
      title: 'Range to',
      description: 'Where the range ends; 1 unless given.',
      when: { method: ['min-max'] },
    }),
  clip: z
    .boolean()
    .optional()
    .meta({
      title: 'Clip to the range',
      description: 'Values beyond those that were learned come to its ends.',
      when: { method: ['min-max'] },
    }),
  suffix: suffix(),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'scale-numbers',
  version: 1,
  title: 'Scale numbers',
  category: 'numbers',
  summary:
    'Brings columns to a common scale, as float64: (x − centre) / width, learned once from finite values. Standard: mean and standard deviation over n, as scikit-learn; min-max: minimum and maximum − minimum, then to the range; robust: median and IQR; max-abs: 0 and the greatest |x|; mean: mean and maximum − minimum. A width of 0 counts as 1, so that a constant column gives 0 (or the range’s start). Null and NaN stay, infinities too unless they are clipped; where nothing could be learned, values stay.',
  synonyms: [
    ...['normalize', 'normalise', 'standardize', 'standardise', 'z-score', 'zscore', 'rescale'],
    ...['min-max', 'minmax', 'standard scaler', 'robust scaler', 'maxabs', 'feature scaling'],
  ],
  params,
  fit: (context) => {
    const { method } = context.params;
    return learnStatistics(
      requireNumbers(context),
      context.from,
      statistics[method],
      ([a = 0, b = 0, c = 0]) =>
        ({
          standard: { centre: a, width: b },
          'min-max': { centre: a, width: b - a },
          robust: { centre: a, width: c - b },
          'max-abs': { centre: 0, width: Math.max(Math.abs(a), Math.abs(b)) },
          mean: { centre: a, width: c - b },
        })[method],
    );
  },
  // Of the other methods the learned figures tell no range: mean and deviation lie within it.
  knows: (context) => {
    const { method, clip = false } = context.params;
    if (method !== 'min-max' && method !== 'max-abs') return [];
    return requireNumbers(context).flatMap((column) => {
      const learned = learnedNumbers(context, column.name, ['centre', 'width']);
      if (!learned) return [];
      const { centre = 0, width = 1 } = learned;
      const from = method === 'min-max' ? centre : -width;
      const become = method === 'min-max' && clip ? 'clipped' : 'beyond';
      return [{ kind: 'range', column, from, to: centre + width, become } as const];
    });
  },
  ...rowwise((context) => {
    const { params } = context;
    const { from, to } = rangeOf(params);
    if (params.method === 'min-max' && from >= to) {
      throw new StepError(['to'], 'The range is empty.', 'Let it end above its start.');
    }
    return fromNumbers(context, (column) => scaled(column, context));
  }),
  examples: scaleNumbersExamples,
});

const statistics: Readonly<Record<Method, readonly Statistic[]>> = {
  standard: ['mean', 'std'],
  'min-max': ['min', 'max'],
  robust: ['median', { quantile: 0.25 }, { quantile: 0.75 }],
  'max-abs': ['min', 'max'],
  mean: ['mean', 'min', 'max'],
};

function rangeOf({ from = 0, to = 1 }: Params): { readonly from: number; readonly to: number } {
  return { from, to };
}

function scaled({ name }: Column, context: FlowContext<Params>): ExpressionText {
  const { params } = context;
  const value = exCast(exColumn(name), float64);
  const learned = learnedNumbers(context, name, ['centre', 'width']);
  if (!learned) return value;
  const { centre = 0, width = 1 } = learned;
  const centred = centre === 0 ? value : ex`(${value} - ${exLit(centre)})`;
  const unit = width === 0 || width === 1 ? centred : ex`${centred} / ${exLit(width)}`;
  if (params.method !== 'min-max') return unit;
  const { from, to } = rangeOf(params);
  const wide = to - from === 1 ? unit : ex`${unit} * ${exLit(to - from)}`;
  const moved = from === 0 ? wide : ex`${wide} + ${exLit(from)}`;
  return params.clip ? ex`clip(${moved}, ${exLit(from)}, ${exLit(to)})` : moved;
}
