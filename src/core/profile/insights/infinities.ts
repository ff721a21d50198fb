import { defineInsight } from './define.ts';
import { nameText, replacing } from './expressionText.ts';
import { grouped, rowsAndShare, shown } from './figures.ts';
import { formula } from './fixes.ts';
import { profileBasis } from './insightColumn.ts';

/** Infinite values: one is enough to make mean, sum and every scaling infinite. */
export default defineInsight({
  id: 'infinities',
  title: 'Infinite values',
  thresholds: [],
  column: (column) => {
    const { name, rows } = column;
    const count = column.profile.infinities ?? 0;
    if (count === 0) return undefined;
    const test = `isinf(${nameText(name)})`;
    const basis = profileBasis(column, 'infinities');
    return {
      severity: 'high',
      columns: [name],
      message: `${shown(name)} is infinite in ${rowsAndShare(count, rows, basis)}.`,
      evidence: [{ label: 'Infinite', value: grouped(count) }],
      share: count / rows,
      basis,
      rows: { expression: test },
      fixes: [formula('Make them empty', name, replacing(name, test, 'null'))],
    };
  },
});
