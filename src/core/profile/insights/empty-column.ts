import { defineInsight } from './define.ts';
import { countOf, shown } from './figures.ts';
import { dropColumns } from './fixes.ts';
import { profileBasis } from './insightColumn.ts';

/** A column without any value: every row is null. */
export default defineInsight({
  id: 'empty-column',
  title: 'Empty column',
  thresholds: [],
  column: (column, _, context) => {
    if (column.rows === 0 || column.filled > 0) return undefined;
    const basis = profileBasis(column, 'nulls');
    const about = basis === 'exact' ? '' : ' as far as it was looked at';
    return {
      severity: 'high',
      columns: [column.name],
      message: `${shown(column.name)} has no values${about}.`,
      evidence: [{ label: 'Empty', value: countOf(column.rows, 'row') }],
      share: 1,
      basis,
      fixes: dropColumns(context, [column.name]),
    };
  },
});
