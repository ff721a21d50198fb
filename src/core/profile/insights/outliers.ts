import type { NumberDetails } from '../../../shared/profile/columnDetails.ts';
import type { InsightFix } from '../../../shared/profile/insight.ts';
import { defineInsight } from './define.ts';
import { nameText } from './expressionText.ts';
import { grouped, rowsAndShare, shortNumber, shown } from './figures.ts';
import { dropRows, formula } from './fixes.ts';
import { detailsBasis } from './insightColumn.ts';
import { boundText, finite, inOwnType, isPlace } from './numberColumn.ts';

/** From so many interquartile ranges on nobody doubts it. */
const PLAIN = 6.5;

/** Nearer ones must be so few of the values. */
const FEW = 0.01;

/**
 * Few values far from the rest, by two measures that few values cannot move: outside Tukey's fences
 * (quartiles ∓ 1.5 IQR; Exploratory Data Analysis, 1977), and some of them with a robust z of more
 * than 3.5 (0.6745·|x − median| / MAD; Iglewicz & Hoaglin, How to Detect and Handle Outliers, 1993).
 * Where many values lie there it is the shape of the column, not outliers.
 */
export default defineInsight({
  id: 'outliers',
  title: 'Outliers',
  thresholds: [
    {
      name: 'most',
      means: 'Columns with a larger share of such values are left out.',
      default: 0.05,
      min: 0,
      max: 1,
      reason: 'More than one value in twenty is a tail of the distribution, not an accident.',
    },
    {
      name: 'extreme',
      means: 'Interquartile ranges beyond a quartile that the farthest value must lie.',
      default: 3,
      min: 0,
      reason:
        'Three are Tukey’s “far out”; more are asked where so many normal values would reach farther.',
    },
    {
      name: 'rows',
      means: 'Columns with fewer filled rows are left out.',
      default: 20,
      min: 4,
      reason: 'Of fewer values quartiles say too little.',
    },
  ],
  unless: ['skew', 'disguised-missing', 'identifier', 'constant', 'near-constant'],
  column: (column, t) => {
    const { name, details, filled, rows, profile } = column;
    const { outliers, farOut = 0, iqr } = details?.numbers ?? {};
    if (!outliers || farOut === 0 || filled < t.rows || isPlace(column)) return undefined;
    const { low, high, below, above } = outliers;
    const count = below + above;
    if (count === 0 || count / filled > t.most) return undefined;
    const width = Number(iqr);
    const distance = Math.max(low - Number(profile.min), Number(profile.max) - high) / width + 1.5;
    if (!(distance >= Math.max(t.extreme, reachOfNormal(filled)))) return undefined;
    const isPlain = distance >= PLAIN;
    if (!isPlain && farOut / filled > FEW) return undefined;
    const basis = detailsBasis(column, 'numbers.outliers');
    const [least, greatest] = [boundText(column, low, 'low'), boundText(column, high, 'high')];
    const value = nameText(name);
    const outside =
      least === undefined || greatest === undefined
        ? undefined
        : { expression: `${finite(column)}(${value} < ${least} or ${value} > ${greatest})` };
    const cap = `case when ${value} < ${least ?? ''} then ${least ?? ''} when ${finite(column)}${value} > ${greatest ?? ''} then ${greatest ?? ''} else ${value} end`;
    const fixes: readonly InsightFix[] = outside
      ? [formula('Cap them at the fences', name, inOwnType(column, cap)), dropRows(outside)]
      : [];
    return {
      severity: isPlain ? 'medium' : 'low',
      columns: [name],
      message: `${shown(name)} lies far from the rest in ${rowsAndShare(count, rows, basis)}: ${beyond(outliers)}.`,
      evidence: [
        { label: 'Below', value: grouped(below) },
        { label: 'Above', value: grouped(above) },
        { label: 'Robust z above 3.5', value: grouped(farOut) },
        { label: 'Least', value: String(profile.min) },
        { label: 'Greatest', value: String(profile.max) },
      ],
      share: count / rows,
      basis,
      ...(outside ? { rows: outside } : {}),
      fixes,
    };
  },
});

/** A fence that no value crosses may be one that none can, such as a speed below 0: it is not told. */
function beyond({ low, high, below, above }: NonNullable<NumberDetails['outliers']>): string {
  if (below === 0) return `above ${shortNumber(high)}`;
  if (above === 0) return `below ${shortNumber(low)}`;
  return `outside ${shortNumber(low)} to ${shortNumber(high)}`;
}

/** How far beyond a quartile the farthest of n normal values lies, √(2 ln n) σ, in IQRs, and a little more. */
function reachOfNormal(n: number): number {
  return (Math.sqrt(2 * Math.log(n)) - 0.6745) / 1.349 + 0.3;
}
