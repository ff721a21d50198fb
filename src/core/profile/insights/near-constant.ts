import { defineInsight } from './define.ts';
import { percent, rowsAndShare, shown } from './figures.ts';
import { dropColumns } from './fixes.ts';
import { profileBasis } from './insightColumn.ts';

/**
 * One value in nearly all filled rows. Kuhn & Johnson (Applied Predictive Modeling, 3.5) call a
 * predictor near-zero-variance from 95:5 on; with today's row counts one in a hundred still teaches.
 */
export default defineInsight({
  id: 'near-constant',
  title: 'Nearly constant',
  thresholds: [
    {
      name: 'share',
      means: 'Share of the filled rows that the most frequent value must have.',
      default: 0.99,
      min: 0.5,
      max: 1,
      reason:
        'When fewer than one row in a hundred differs, most splits of the data see no difference.',
    },
    {
      name: 'rows',
      means: 'Columns with fewer filled rows are left out.',
      default: 100,
      min: 2,
      reason: 'In fewer rows a single other value is below one in a hundred by chance only.',
    },
  ],
  unless: ['constant', 'class-imbalance'],
  column: (column, t, context) => {
    const { profile, name, filled } = column;
    const top = profile.top?.[0];
    if (!top || profile.distinct < 2 || filled < t.rows) return undefined;
    const share = top.count / filled;
    if (share < t.share) return undefined;
    const basis = profileBasis(column, 'top');
    const others = filled - top.count;
    return {
      severity: 'low',
      columns: [name],
      message: `${shown(name)} is ${shown(String(top.value))} in all but ${rowsAndShare(others, filled, basis)}.`,
      evidence: [
        { label: 'Value', value: shown(String(top.value), 80) },
        { label: 'Share', value: percent(share) },
        { label: 'Distinct', value: String(profile.distinct) },
      ],
      share,
      basis,
      rows: { column: name, is: 'not-equals', value: top.value },
      fixes: dropColumns(context, [name]),
    };
  },
});
