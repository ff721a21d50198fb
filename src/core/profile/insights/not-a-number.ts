import { defineInsight } from './define.ts';
import { nameText, replacing } from './expressionText.ts';
import { grouped, rowsAndShare, shown } from './figures.ts';
import { formula } from './fixes.ts';
import { profileBasis } from './insightColumn.ts';

/** NaN values: they are no nulls, so filling leaves them, and one makes a sum or mean NaN. */
export default defineInsight({
  id: 'not-a-number',
  title: 'NaN values',
  thresholds: [],
  column: (column) => {
    const { name, rows } = column;
    const count = column.profile.nans ?? 0;
    if (count === 0) return undefined;
    const basis = profileBasis(column, 'nans');
    return {
      severity: 'medium',
      columns: [name],
      message: `${shown(name)} is NaN in ${rowsAndShare(count, rows, basis)}, which is not counted as empty.`,
      evidence: [{ label: 'NaN', value: grouped(count) }],
      share: count / rows,
      basis,
      rows: { column: name, is: 'is-nan' },
      fixes: [
        formula('Make them empty', name, replacing(name, `isnan(${nameText(name)})`, 'null')),
      ],
    };
  },
});
