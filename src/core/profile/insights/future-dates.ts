import { defineInsight } from './define.ts';
import { momentText, momentValue, emptied } from './dateText.ts';
import { nameText } from './expressionText.ts';
import { grouped, rowsAndShare, shown } from './figures.ts';
import { dropRows, formula } from './fixes.ts';
import { detailsBasis } from './insightColumn.ts';

/**
 * Dates later than now, where most are not: slips of the keyboard, or times in a zone of their own.
 * A column of which most lies ahead is a plan or a term, and right.
 */
export default defineInsight({
  id: 'future-dates',
  title: 'Dates in the future',
  thresholds: [
    {
      name: 'most',
      means: 'Columns with a larger share of future dates are left out.',
      default: 0.5,
      min: 0,
      max: 1,
      reason: 'Where most dates lie ahead, they are meant to.',
    },
  ],
  column: (column, t, { now }) => {
    const { name, type, details, filled, rows, profile } = column;
    const count = details?.dates?.future ?? 0;
    if (count === 0 || now === undefined || count / filled > t.most) return undefined;
    if (!isBeyond(String(profile.max), now)) return undefined;
    const basis = detailsBasis(column, 'dates');
    const where = { column: name, is: 'after' as const, value: momentValue(type, now) };
    const test = `${nameText(name)} > ${momentText(type, now)}`;
    return {
      severity: 'medium',
      columns: [name],
      message: `${shown(name)} lies in the future in ${rowsAndShare(count, rows, basis)}.`,
      evidence: [
        { label: 'Future', value: grouped(count) },
        { label: 'Latest', value: String(profile.max ?? '') },
      ],
      share: count / rows,
      basis,
      rows: where,
      fixes: [formula('Make them empty', name, emptied(column, test)), dropRows(where)],
    };
  },
});

/** Clocks of the earth are up to fourteen hours ahead of UTC, and times often do not say whose. */
function isBeyond(latest: string, now: string): boolean {
  if (/inf/i.test(latest)) return true;
  const ahead = new Date(`${now.replace(' ', 'T')}Z`).getTime() + 14 * 3_600_000;
  // Texts of times in one form sort as the times do; years of more than four digits are far ahead.
  return (
    /^\+?\d{5,}-/.test(latest) ||
    latest > new Date(ahead).toISOString().replace('T', ' ').slice(0, latest.length)
  );
}
