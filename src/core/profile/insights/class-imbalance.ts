import { defineInsight } from './define.ts';
import { countOf, grouped, percent, rowsAndShare, shown } from './figures.ts';
import { detailsBasis, profileBasis } from './insightColumn.ts';

/**
 * A target of few classes of which the smallest is small: smallest / filled rows, against what equal
 * classes would have (half for two classes). Accuracy then praises a model that never says it. The
 * bounds are those of Google’s Machine Learning Crash Course (mild from 40 %, extreme below 1 %).
 */
export default defineInsight({
  id: 'class-imbalance',
  title: 'Class imbalance',
  thresholds: [
    {
      name: 'share',
      means: 'Smallest share of a class of two; of more classes in proportion.',
      default: 0.2,
      min: 0,
      max: 0.5,
      reason: 'Below a fifth (of two classes) the imbalance is no longer mild.',
    },
    {
      name: 'high',
      means: 'Below this share the severity is high.',
      default: 0.01,
      min: 0,
      max: 0.5,
      reason: 'Below one in a hundred most methods never say the smallest class.',
    },
    {
      name: 'classes',
      means: 'Targets with more different values are left out.',
      default: 20,
      min: 2,
      reason: 'A target of more values is rather a number to be predicted.',
    },
  ],
  column: (column, t, { target }) => {
    const { name, type, profile, details, filled, rows } = column;
    if (name !== target || type.kind === 'float32' || type.kind === 'float64') return undefined;
    if (profile.distinct < 2 || profile.distinct > t.classes) return undefined;
    const values = details?.values?.other === 0 ? details.values.top : profile.top;
    if (!values || values.length < profile.distinct) return undefined;
    const sorted = [...values].sort((a, b) => b.count - a.count);
    const smallest = sorted.at(-1);
    const classes = sorted.length;
    if (!smallest || classes < 2) return undefined;
    const share = smallest.count / filled;
    // Twice the share for one of two classes, and in proportion for more.
    const scale = 2 / classes;
    if (share >= t.share * scale) return undefined;
    const basis = details?.values ? detailsBasis(column, 'values') : profileBasis(column, 'top');
    return {
      severity: share < t.high * scale ? 'high' : 'medium',
      columns: [name],
      message: `The target ${shown(name)} is out of balance: ${shown(String(smallest.value))} has only ${rowsAndShare(smallest.count, rows, basis)}.`,
      evidence: [
        { label: 'Classes', value: countOf(classes, 'class', 'classes') },
        ...sorted.slice(0, 10).map(({ value, count }) => ({
          label: shown(String(value)),
          value: `${grouped(count)} (${percent(count / filled)})`,
        })),
      ],
      share: smallest.count / rows,
      basis,
      rows: { column: name, is: 'equals', value: smallest.value },
    };
  },
});
