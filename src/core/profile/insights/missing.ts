import type { Severity, InsightFix } from '../../../shared/profile/insight.ts';
import { isNumber } from '../../expression/types.ts';
import { defineInsight } from './define.ts';
import type { InsightContext } from './define.ts';
import { grouped, percent, rowsAndShare, shown } from './figures.ts';
import { dropColumns, dropRows, fillMissing } from './fixes.ts';
import { profileBasis } from './insightColumn.ts';
import type { InsightColumn } from './insightColumn.ts';
import { datesInText } from './readAsDate.ts';
import { numbersInText } from './readAsNumber.ts';
import { meaningful } from './textShares.ts';

/**
 * Rows without a value in a column: nulls / rows. Above `high` the column is mostly a gap; the
 * bounds follow the usual advice (Hair et al., Multivariate Data Analysis: under 5 % nearly any
 * remedy does, above 50 % none is convincing).
 */
export default defineInsight({
  id: 'missing',
  title: 'Missing values',
  thresholds: [
    {
      name: 'share',
      means: 'Columns with a smaller share of empty rows are left out.',
      default: 0.001,
      min: 0,
      max: 1,
      reason:
        'Fewer than one gap in a thousand rows moves no figure; the rows can simply be dropped.',
    },
    {
      name: 'medium',
      means: 'From this share of empty rows on the severity is medium.',
      default: 0.05,
      min: 0,
      max: 1,
      reason: 'Up to one gap in twenty nearly any remedy gives the same result.',
    },
    {
      name: 'high',
      means: 'From this share of empty rows on the severity is high.',
      default: 0.5,
      min: 0,
      max: 1,
      reason: 'Where most values are invented by filling, the column says little.',
    },
  ],
  unless: ['empty-column'],
  column: (column, t, context) => {
    const { nulls } = column.profile;
    if (nulls === 0 || column.rows === 0) return undefined;
    const share = nulls / column.rows;
    if (share < t.share) return undefined;
    const isTarget = column.name === context.target;
    const severity: Severity =
      isTarget || share >= t.high ? 'high' : share >= t.medium ? 'medium' : 'low';
    const basis = profileBasis(column, 'nulls');
    return {
      severity,
      columns: [column.name],
      message: `${shown(column.name)} is empty in ${rowsAndShare(nulls, column.rows, basis)}.`,
      evidence: [
        { label: 'Empty', value: grouped(nulls) },
        { label: 'Filled', value: grouped(column.filled) },
        { label: 'Share', value: percent(share) },
      ],
      share,
      basis,
      rows: { column: column.name, is: 'is-null' },
      fixes: isTarget
        ? [dropRows({ column: column.name, is: 'is-null' })]
        : fixesFor(column, share >= t.high, context),
    };
  },
});

function fixesFor(
  column: InsightColumn,
  mostly: boolean,
  context: InsightContext,
): readonly InsightFix[] {
  const { name, type } = column;
  const all = meaningful(column) / 2;
  // Numbers and dates are to be read as such first: no word belongs among them.
  const holdsOther = all > 0 && (numbersInText(column).count > all || datesInText(column) > all);
  const fills: InsightFix[] = [];
  if (isNumber(type)) {
    fills.push(fillMissing('Fill with the median', name, { with: 'median' }));
    fills.push(fillMissing('Fill with the mean', name, { with: 'mean' }));
  } else if (type.kind === 'boolean' || (type.kind === 'text' && !holdsOther)) {
    fills.push(fillMissing('Fill with the most frequent value', name, { with: 'mode' }));
  }
  if (type.kind === 'text' && !holdsOther) {
    // “unknown” and its like are words for a gap themselves.
    fills.push(fillMissing('Fill with “(none)”', name, { constant: '(none)' }));
  }
  const rest = [...fills, dropRows({ column: name, is: 'is-null' })];
  const out = dropColumns(context, [name]);
  return mostly ? [...out, ...rest] : rest;
}
