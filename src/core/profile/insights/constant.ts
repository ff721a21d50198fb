import { defineInsight } from './define.ts';
import { countOf, shown } from './figures.ts';
import { dropColumns } from './fixes.ts';
import { profileBasis } from './insightColumn.ts';

/**
 * One distinct value, nulls aside. Without nulls it tells nothing apart; with nulls, being filled may
 * be the message, so it weighs less.
 */
export default defineInsight({
  id: 'constant',
  title: 'Constant',
  thresholds: [
    {
      name: 'rows',
      means: 'Columns with fewer filled rows are left out.',
      default: 2,
      min: 2,
      reason: 'Every column of one row is constant.',
    },
  ],
  unless: ['empty-column'],
  column: (column, t, context) => {
    const { profile, name, filled, rows } = column;
    if (profile.distinct !== 1 || filled < t.rows) return undefined;
    const value = profile.top?.[0]?.value ?? profile.min;
    const always = filled === rows ? 'in every row' : 'wherever it is filled';
    const what = value === undefined ? 'the same' : shown(String(value));
    return {
      severity: filled === rows ? 'medium' : 'low',
      columns: [name],
      message: `${shown(name)} is ${what} ${always}.`,
      evidence: [
        ...(value === undefined ? [] : [{ label: 'Value', value: shown(String(value), 80) }]),
        { label: 'Filled', value: countOf(filled, 'row') },
      ],
      share: filled / rows,
      basis: profileBasis(column, 'distinct'),
      fixes: dropColumns(context, [name]),
    };
  },
});
