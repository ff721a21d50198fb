import { defineInsight } from './define.ts';
import { grouped, percent, rowsAndShare, shown } from './figures.ts';
import { detailsBasis } from './insightColumn.ts';
import { dateFixes, datesInText } from './readAsDate.ts';
import { meaningful } from './textShares.ts';

/**
 * Text that is dates or times: ISO, or day, month and year in another order. Where the values leave
 * open which is the day, both readings are offered.
 */
export default defineInsight({
  id: 'dates-as-text',
  title: 'Dates stored as text',
  thresholds: [
    {
      name: 'share',
      means: 'Share of the values that must be dates.',
      default: 0.95,
      min: 0.5,
      max: 1,
      reason: 'A few stray words do not make a column of dates one of words.',
    },
  ],
  unless: ['constant'],
  column: (column, t) => {
    const all = meaningful(column);
    const count = datesInText(column);
    if (all === 0 || count / all < t.share) return undefined;
    const basis = detailsBasis(column, 'text.kinds');
    return {
      severity: 'medium',
      columns: [column.name],
      message: `${shown(column.name)} is text, but holds dates in ${rowsAndShare(count, column.rows, basis)}.`,
      evidence: [
        { label: 'Dates', value: grouped(count) },
        { label: 'Of the values', value: percent(count / all) },
      ],
      share: count / column.rows,
      basis,
      fixes: dateFixes(column),
    };
  },
});
