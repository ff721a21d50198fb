import { defineInsight } from './define.ts';
import { grouped, rowsAndShare, shown } from './figures.ts';
import { detailsBasis } from './insightColumn.ts';
import { meaningful, numberCount } from './textShares.ts';

/**
 * Whole numbers in text that begin with a zero (postcodes, part numbers): a cast to a number would
 * lose it, and with it the value. As text the column is right as it is, so nothing is to be mended.
 */
export default defineInsight({
  id: 'leading-zeros',
  title: 'Leading zeros that a cast would lose',
  thresholds: [
    {
      name: 'share',
      means: 'Share of the values that must be numbers.',
      default: 0.5,
      min: 0,
      max: 1,
      reason:
        'Only where most values read as numbers would somebody make the column one of numbers.',
    },
  ],
  unless: ['dates-as-text'],
  column: (column, t) => {
    const { details, name, rows } = column;
    const count = details?.text?.leadingZeros ?? 0;
    const all = meaningful(column);
    if (count === 0 || all === 0) return undefined;
    if (Math.max(numberCount(column), count) / all < t.share) return undefined;
    const basis = detailsBasis(column, 'text.leadingZeros');
    return {
      severity: 'low',
      columns: [name],
      message: `${shown(name)} has leading zeros in ${rowsAndShare(count, rows, basis)}, which a cast to a number would lose: keep it as text.`,
      evidence: [{ label: 'With leading zeros', value: grouped(count) }],
      share: count / rows,
      basis,
      rows: { column: name, is: 'matches', value: '^\\s*[-+]?0[0-9]' },
    };
  },
});
