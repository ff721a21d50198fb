import { defineInsight } from './define.ts';
import { grouped, percent, rowsAndShare } from './figures.ts';

/**
 * Rows that are equal to an earlier one in every column. They count double in every figure, and one
 * in the training part and one in the validation part make a model look better than it is.
 */
export default defineInsight({
  id: 'duplicate-rows',
  title: 'Duplicate rows',
  thresholds: [
    {
      name: 'medium',
      means: 'From this share of repeated rows on the severity is medium.',
      default: 0.01,
      min: 0,
      max: 1,
      reason: 'From one row in a hundred on, the same rows come to lie on both sides of a split.',
    },
    {
      name: 'columns',
      means: 'Tables with fewer columns are left out.',
      default: 2,
      min: 1,
      reason: 'In a single column repeated values are what one expects.',
    },
  ],
  dataset: ({ dataset, rows, columns }, t) => {
    const found = dataset?.duplicates;
    if (!found || found.rows === 0 || rows === 0 || columns.length < t.columns) return [];
    const share = found.rows / rows;
    const text = rowsAndShare(found.rows, rows, found.basis);
    const verb = found.rows === 1 ? 'repeats' : 'repeat';
    return [
      {
        severity: share >= t.medium ? 'medium' : 'low',
        columns: [],
        message: `${text.charAt(0).toUpperCase()}${text.slice(1)} ${verb} another row.`,
        evidence: [
          { label: 'Repeated', value: grouped(found.rows) },
          { label: 'Share', value: percent(share) },
        ],
        share,
        basis: found.basis,
      },
    ];
  },
});
