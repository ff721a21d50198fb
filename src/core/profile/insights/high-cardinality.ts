import { categoriesOf } from './categories.ts';
import { defineInsight } from './define.ts';
import { isOneOf, nameText, quotedText } from './expressionText.ts';
import { countOf, grouped, percent, shown } from './figures.ts';
import { formula } from './fixes.ts';
import { profileBasis } from './insightColumn.ts';

/** How many categories stay when the rest is put together. */
const KEPT = 20;

/**
 * Text with more different values than one-hot encoding takes, but no identifier and no free text.
 * Where the most frequent ones cover most rows, the rest can be put together.
 */
export default defineInsight({
  id: 'high-cardinality',
  title: 'High cardinality',
  thresholds: [
    {
      name: 'categories',
      means: 'Columns with more different values are told.',
      default: 50,
      min: 2,
      reason: 'One-hot encoding makes at most fifty columns unless it is told otherwise.',
    },
  ],
  unless: [
    ...['identifier', 'constant', 'numbers-as-text', 'dates-as-text', 'booleans-as-text'],
    ...['mixed-types', 'leading-zeros', 'personal-data'],
  ],
  column: (column, t, context) => {
    const { name, profile, filled, details } = column;
    const categories = categoriesOf(column);
    if (!categories || profile.distinct <= t.categories || name === context.target) {
      return undefined;
    }
    const kept = categories.list.slice(0, Math.min(KEPT, t.categories - 1));
    const covered = kept.reduce((sum, { count }) => sum + count, 0);
    const values = kept.map(({ value }) => value);
    const rest = `case when ${nameText(name)} is null or ${isOneOf(name, values)} then ${nameText(name)} else ${quotedText('other')} end`;
    const basis = profileBasis(column, 'distinct');
    const about = basis === 'exact' ? '' : 'about ';
    return {
      severity: 'low',
      columns: [name],
      message: `${shown(name)} has ${about}${countOf(profile.distinct, 'different value')}, too many for a column each.`,
      evidence: [
        { label: 'Distinct', value: grouped(profile.distinct) },
        ...(details?.values && kept.length > 0 && filled > 0
          ? [{ label: `In the first ${String(kept.length)}`, value: percent(covered / filled) }]
          : []),
      ],
      basis,
      fixes:
        covered >= filled / 2 && values.length > 0
          ? [
              formula(
                `Keep the ${String(kept.length)} most frequent, call the rest “other”`,
                name,
                rest,
              ),
            ]
          : [],
    };
  },
});
