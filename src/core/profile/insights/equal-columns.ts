import { defineInsight } from './define.ts';
import { countOf, listed, shown } from './figures.ts';
import { dropColumns } from './fixes.ts';

/** Columns that hold the same in every row: all but one can go. */
export default defineInsight({
  id: 'equal-columns',
  title: 'Equal columns',
  thresholds: [
    {
      name: 'rows',
      means: 'Tables with fewer rows are left out.',
      default: 10,
      min: 1,
      reason: 'In a few rows columns agree by chance.',
    },
  ],
  unless: ['empty-column', 'constant'],
  dataset: (context, t) => {
    const { dataset, rows, target } = context;
    if (!dataset || rows < t.rows) return [];
    return dataset.equalColumns.flatMap((group) => {
      const kept = group.find((name) => name === target) ?? group[0];
      if (kept === undefined || group.length < 2) return [];
      const others = group.filter((name) => name !== kept);
      return [
        {
          severity: 'medium' as const,
          columns: group,
          message: `${listed(group)} hold the same in every row.`,
          evidence: [
            { label: 'Compared', value: countOf(rows, 'row') },
            { label: 'Kept', value: shown(kept) },
          ],
          share: 1,
          basis: dataset.basis['equalColumns'] ?? 'exact',
          fixes: dropColumns(context, others),
        },
      ];
    });
  },
});
