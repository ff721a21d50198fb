import { categoriesOf, variantsBy } from './categories.ts';
import { defineInsight } from './define.ts';
import { nameText, quotedText } from './expressionText.ts';
import { grouped, rowsAndShare, shown } from './figures.ts';
import { formula } from './fixes.ts';
import { detailsBasis } from './insightColumn.ts';

const space = '[\\s\u00a0\u2000-\u200a\u202f\u3000]';
const ends = `^${space}+|${space}+$`;

/**
 * Spaces at the start or end of values, and several in a row within: `" Lagos"` is another category
 * than `"Lagos"`, and nobody sees it. Where taking them away makes two categories one, it counts more.
 */
export default defineInsight({
  id: 'inconsistent-spacing',
  title: 'Inconsistent spaces',
  thresholds: [
    {
      name: 'share',
      means: 'Columns with a smaller share of such rows are left out.',
      default: 0,
      min: 0,
      max: 1,
      reason: 'One padded value is enough to make a join or a count wrong.',
    },
  ],
  column: (column, t) => {
    const { name, details, rows } = column;
    if (!details?.text) return undefined;
    const top = categoriesOf(column)?.list ?? [];
    const inner = top
      .filter(({ value }) => value.trim() === value && / {2}/.test(value))
      .reduce((sum, { count }) => sum + count, 0);
    const count = details.text.padded + inner;
    if (count === 0 || count / rows < t.share) return undefined;
    const merged = variantsBy(top, (value) => value.trim().replace(/ {2,}/g, ' ')).length;
    const basis = detailsBasis(column, 'text.lengths');
    const value = nameText(name);
    return {
      severity: merged > 0 ? 'medium' : 'low',
      columns: [name],
      message: `${shown(name)} has spaces too many in ${rowsAndShare(count, rows, basis)}${merged > 0 ? `, which splits ${merged === 1 ? 'a category' : `${grouped(merged)} categories`}` : ''}.`,
      evidence: [
        ...(details.text.padded > 0
          ? [{ label: 'At the ends', value: grouped(details.text.padded) }]
          : []),
        ...(inner > 0 ? [{ label: 'Several in a row', value: grouped(inner) }] : []),
        ...(merged > 0 ? [{ label: 'Categories split', value: grouped(merged) }] : []),
      ],
      share: count / rows,
      basis,
      rows: {
        all: [
          { column: name, is: 'matches', value: inner > 0 ? `${ends}| {2}` : ends },
          { not: { column: name, is: 'matches', value: `^${space}*$` } },
        ],
      },
      fixes: [
        formula(
          'Take them away',
          name,
          `regexp_replace(regexp_replace(${value}, ${quotedText(ends)}, ''), ' {2,}', ' ')`,
        ),
      ],
    };
  },
});
