import { defineInsight } from './define.ts';
import { grouped, percent, rowsAndShare, shown } from './figures.ts';
import { detailsBasis } from './insightColumn.ts';
import { noNumber, numberFixes, numbersInText } from './readAsNumber.ts';
import { meaningful } from './textShares.ts';

/**
 * Text that is numbers, plain or with signs of currency, thousands and percent: it sorts as text
 * and cannot be computed with. Blank text and words for missing values do not count.
 */
export default defineInsight({
  id: 'numbers-as-text',
  title: 'Numbers stored as text',
  thresholds: [
    {
      name: 'share',
      means: 'Share of the values that must be numbers.',
      default: 0.95,
      min: 0.5,
      max: 1,
      reason: 'A few stray words do not make a column of numbers one of words.',
    },
  ],
  unless: ['leading-zeros', 'booleans-as-text', 'dates-as-text', 'identifier', 'constant'],
  column: (column, t) => {
    const all = meaningful(column);
    if (all === 0) return undefined;
    const { count, decorated } = numbersInText(column);
    if (count / all < t.share) return undefined;
    const basis = detailsBasis(column, 'text.kinds');
    return {
      severity: 'medium',
      columns: [column.name],
      message: `${shown(column.name)} is text, but holds numbers in ${rowsAndShare(count, column.rows, basis)}.`,
      evidence: [
        { label: 'Numbers', value: grouped(count) },
        ...(decorated > 0 ? [{ label: 'With signs', value: grouped(decorated) }] : []),
        { label: 'Of the values', value: percent(count / all) },
      ],
      share: count / column.rows,
      basis,
      ...(count < all ? { rows: { expression: noNumber(column.name) } } : {}),
      fixes: numberFixes(column),
    };
  },
});
