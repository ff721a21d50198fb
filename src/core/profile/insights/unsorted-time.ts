import { defineInsight } from './define.ts';
import { grouped, percent, shown } from './figures.ts';
import { detailsBasis } from './insightColumn.ts';

/**
 * A column of times in which some rows are earlier than the one before. Lags, differences and a
 * split by time go wrong on it without a word.
 */
export default defineInsight({
  id: 'unsorted-time',
  title: 'Unsorted times',
  thresholds: [
    {
      name: 'share',
      means: 'Columns with a smaller share of steps back are left out.',
      default: 0,
      min: 0,
      max: 1,
      reason: 'One row out of order is enough to give a negative difference.',
    },
    {
      name: 'mostly',
      means: 'Up to this share of steps back the column counts as sorted but for faults.',
      default: 0.05,
      min: 0,
      max: 1,
      reason: 'Where nearly all rows are in order, the few others are a fault; else nobody sorted.',
    },
  ],
  unless: ['constant'],
  column: (column, t) => {
    const { name, details, rows } = column;
    const count = details?.dates?.unordered ?? 0;
    if (count === 0 || rows < 3 || count / rows < t.share) return undefined;
    const share = count / rows;
    return {
      severity: 'low',
      columns: [name],
      message:
        share <= t.mostly
          ? `${shown(name)} goes back in time ${count === 1 ? 'once' : `${grouped(count)} times`}.`
          : `${shown(name)} is in no order of time: it goes back in ${percent(share)} of the rows.`,
      evidence: [
        { label: 'Steps back', value: grouped(count) },
        { label: 'Share', value: percent(share) },
      ],
      // Not a share of wrong rows: any order of rows is right until time matters.
      basis: detailsBasis(column, 'dates.unordered'),
      fixes: [
        {
          title: 'Sort by it',
          op: 'sort-rows',
          params: { by: [{ column: name, descending: false, nulls: 'last' }] },
        },
      ],
    };
  },
});
