import { defineInsight } from './define.ts';
import { nameText } from './expressionText.ts';
import { grouped, percent, rowsAndShare, shown } from './figures.ts';
import { changeType, formula } from './fixes.ts';
import { detailsBasis } from './insightColumn.ts';
import type { InsightColumn } from './insightColumn.ts';
import { countOfKind, meaningful, numberCount } from './textShares.ts';

/** Text that says yes or no in one way or several: `TRUE`, `yes`, `n` … */
export default defineInsight({
  id: 'booleans-as-text',
  title: 'Yes and no stored as text',
  thresholds: [
    {
      name: 'share',
      means: 'Share of the values that must say yes or no.',
      default: 0.95,
      min: 0.5,
      max: 1,
      reason: 'A few stray words do not make a column of yes and no one of words.',
    },
  ],
  unless: ['constant'],
  column: (column, t) => {
    const all = meaningful(column);
    const count = countOfKind(column, 'boolean');
    // Zeros and ones alone are numbers.
    if (all === 0 || count / all < t.share || numberCount(column) >= count) return undefined;
    const { name } = column;
    const basis = detailsBasis(column, 'text.kinds');
    const value = nameText(name);
    const strays = `${value} is not null and try_cast(${value} as boolean) is null`;
    return {
      severity: 'medium',
      columns: [name],
      message: `${shown(name)} is text, but says yes or no in ${rowsAndShare(count, column.rows, basis)}.`,
      evidence: [
        { label: 'Yes or no', value: grouped(count) },
        { label: 'Of the values', value: percent(count / all) },
      ],
      share: count / column.rows,
      basis,
      ...(count < all ? { rows: { expression: strays } } : {}),
      fixes: [
        saysOnOrOff(column)
          ? formula('Read as yes and no', name, onAndOff(name))
          : changeType('Change to boolean', name, 'boolean'),
      ],
    };
  },
});

/** A cast does not read these two words. */
function saysOnOrOff({ details, profile }: InsightColumn): boolean {
  const top = details?.values?.top ?? profile.top ?? [];
  return top.some(({ value }) => /^\s*(on|off)\s*$/i.test(String(value)));
}

function onAndOff(name: string): string {
  const value = nameText(name);
  return `case lower(trim(${value})) when 'on' then true when 'off' then false else try_cast(${value} as boolean) end`;
}
