import type { InsightFix } from '../../../shared/profile/insight.ts';
import { defineInsight } from './define.ts';
import { nameText } from './expressionText.ts';
import { shortNumber, shown } from './figures.ts';
import { formula } from './fixes.ts';
import { detailsBasis } from './insightColumn.ts';
import type { InsightColumn } from './insightColumn.ts';
import { isPlace, numberOf } from './numberColumn.ts';

/**
 * A long tail on one side, by two measures: the skewness G1, and the quantile skewness
 * (p95 + p5 − 2·p50) / (p95 − p5) (Hinkley 1975), which a few outliers do not move. A tail to the
 * right is suggested a logarithm: ln(x) of positive numbers, ln(1 + x) where there are zeros, and
 * the same with the sign kept where there are negatives.
 */
export default defineInsight({
  id: 'skew',
  title: 'Skewed distribution',
  thresholds: [
    {
      name: 'skewness',
      means: 'Skewness, of either sign, from which on a column is told.',
      default: 2,
      min: 0,
      reason: 'An exponential distribution has 2; below it, most methods do not mind.',
    },
    {
      name: 'quantiles',
      means: 'Skewness by quantiles, of either sign, that it must have as well.',
      default: 0.3,
      min: 0,
      max: 1,
      reason:
        'At 0.3 the tail from the median up is nearly twice as long as the one down; single values cannot do that.',
    },
    {
      name: 'rows',
      means: 'Columns with fewer filled rows are left out.',
      default: 50,
      min: 3,
      reason: 'Of fewer values the skewness says too little.',
    },
    {
      name: 'distinct',
      means: 'Columns with fewer different values are left out.',
      default: 20,
      min: 2,
      reason: 'Of few different values no logarithm makes another shape.',
    },
  ],
  unless: ['identifier', 'constant', 'near-constant', 'disguised-missing'],
  column: (column, t, context) => {
    const { name, details, filled, profile } = column;
    const skewness = details?.numbers?.skewness;
    if (skewness === undefined || filled < t.rows || profile.distinct < t.distinct) {
      return undefined;
    }
    if (isPlace(column) || Math.abs(skewness) < t.skewness) return undefined;
    const tail = quantileSkewness(column);
    if (tail === undefined || Math.abs(tail) < t.quantiles || tail > 0 !== skewness > 0) {
      return undefined;
    }
    return {
      severity: 'low',
      columns: [name],
      message: `${shown(name)} has a long tail to the ${skewness > 0 ? 'right' : 'left'} (skewness ${shortNumber(Number(skewness.toFixed(1)))}).`,
      evidence: [
        { label: 'Skewness', value: shortNumber(skewness) },
        { label: 'By quantiles', value: tail.toFixed(2) },
        { label: 'Median', value: String(profile.quantiles?.p50 ?? '') },
        { label: 'Greatest', value: String(profile.max ?? '') },
      ],
      basis: detailsBasis(column, 'numbers.skewness'),
      fixes: skewness > 0 && name !== context.target ? logarithms(column) : [],
    };
  },
});

function quantileSkewness({ profile }: InsightColumn): number | undefined {
  const { p5, p50, p95 } = profile.quantiles ?? {};
  const [low, middle, high] = [numberOf(p5), numberOf(p50), numberOf(p95)];
  if (low === undefined || middle === undefined || high === undefined || high <= low) {
    return undefined;
  }
  return (high + low - 2 * middle) / (high - low);
}

function logarithms(column: InsightColumn): readonly InsightFix[] {
  const { name, profile } = column;
  const least = numberOf(profile.min);
  if (least === undefined) return [];
  const value = nameText(name);
  if (least > 0) return [formula('Replace by ln(x)', name, `ln(${value})`)];
  if (least >= 0) return [formula('Replace by ln(1 + x)', name, `ln(1 + ${value})`)];
  return [formula('Replace by ±ln(1 + |x|)', name, `sign(${value}) * ln(1 + abs(${value}))`)];
}
