import type { Condition } from '../../../shared/condition.ts';
import { defineInsight } from './define.ts';
import { momentText, momentValue, emptied } from './dateText.ts';
import { nameText } from './expressionText.ts';
import { grouped, rowsAndShare, shown } from './figures.ts';
import { dropRows, formula } from './fixes.ts';
import { detailsBasis } from './insightColumn.ts';
import type { InsightColumn } from './insightColumn.ts';

/** Days on which computers begin to count: a date that was never set. */
const epochs = ['1900-01-01', '1970-01-01'];

/**
 * Dates before 1900 or after 2200, and the days 1900-01-01 and 1970-01-01 where they stand out: they
 * were mistyped, read in a wrong format, or never set. Where most dates lie there, the data are old.
 */
export default defineInsight({
  id: 'implausible-dates',
  title: 'Impossible dates',
  thresholds: [
    {
      name: 'most',
      means: 'Columns with a larger share of such dates are left out.',
      default: 0.5,
      min: 0,
      max: 1,
      reason: 'Where most dates are that old or that far ahead, the data are about such times.',
    },
  ],
  column: (column, t) => {
    const { name, type, details, filled, rows, profile } = column;
    const count = details?.dates?.implausible ?? 0;
    if (count === 0 || count / filled > t.most) return undefined;
    const basis = detailsBasis(column, 'dates');
    const where: Condition = {
      any: [
        { column: name, is: 'before', value: momentValue(type, '1900-01-01') },
        { column: name, is: 'on-or-after', value: momentValue(type, '2201-01-01') },
        ...standingOut(column).map((day): Condition => ({
          column: name,
          is: 'equals',
          value: momentValue(type, day),
        })),
      ],
    };
    const value = nameText(name);
    const tests = [
      `${value} < ${momentText(type, '1900-01-01')}`,
      `${value} >= ${momentText(type, '2201-01-01')}`,
      ...standingOut(column).map((day) => `${value} = ${momentText(type, day)}`),
    ];
    return {
      severity: 'medium',
      columns: [name],
      message: `${shown(name)} is hardly possible in ${rowsAndShare(count, rows, basis)}: from ${shown(String(profile.min ?? ''))} to ${shown(String(profile.max ?? ''))}.`,
      evidence: [
        { label: 'Hardly possible', value: grouped(count) },
        { label: 'Earliest', value: String(profile.min ?? '') },
        { label: 'Latest', value: String(profile.max ?? '') },
      ],
      share: count / rows,
      basis,
      rows: where,
      fixes: [
        formula('Make them empty', name, emptied(column, tests.join(' or '))),
        dropRows(where),
      ],
    };
  },
});

/** The epochs among the most frequent values. */
function standingOut({ details, profile }: InsightColumn): readonly string[] {
  const top = (details?.values?.top ?? profile.top ?? []).map(({ value }) => String(value));
  return epochs.filter((day) =>
    top.some(
      (value) =>
        value.startsWith(day) && /^(?:[ T]00:00:00(?:\.0+)?(?:\+00)?)?$/.test(value.slice(10)),
    ),
  );
}
