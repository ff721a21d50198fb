import { categoriesOf } from './categories.ts';
import { defineInsight } from './define.ts';
import { isOneOf, quotedText, replacing } from './expressionText.ts';
import { countOf, grouped, rowsAndShare, shown } from './figures.ts';
import { formula } from './fixes.ts';
import { detailsBasis } from './insightColumn.ts';

/**
 * Categories with too few rows to learn from, which one-hot encoding would give a column each. A
 * single one is left alone: there is nothing to put it together with.
 */
export default defineInsight({
  id: 'rare-categories',
  title: 'Rare categories',
  thresholds: [
    {
      name: 'share',
      means: 'A category with a smaller share of the rows is rare.',
      default: 0.01,
      min: 0,
      max: 1,
      reason: 'Below one row in a hundred a category hardly changes what a model does.',
    },
    {
      name: 'rows',
      means: 'A category with fewer rows is rare, if its share is small, too.',
      default: 30,
      min: 1,
      reason: 'From about thirty rows on a mean can be trusted, however large the table.',
    },
    {
      name: 'categories',
      means: 'Columns with more categories are left out.',
      default: 50,
      min: 2,
      reason: 'With more categories it is a case of high cardinality.',
    },
  ],
  unless: [
    ...['high-cardinality', 'near-constant', 'inconsistent-case', 'inconsistent-spacing'],
    ...['similar-categories', 'disguised-missing', 'mixed-types', 'identifier'],
    ...['numbers-as-text', 'dates-as-text', 'booleans-as-text', 'leading-zeros'],
  ],
  column: (column, t, context) => {
    const { name, filled, rows, profile } = column;
    const categories = categoriesOf(column);
    if (!categories?.complete || profile.distinct > t.categories) return undefined;
    if (name === context.target) return undefined;
    const rare = categories.list.filter(({ count }) => count < t.rows && count / filled < t.share);
    if (rare.length < 2 || rare.length === categories.list.length) return undefined;
    const values = rare.map(({ value }) => value);
    const count = rare.reduce((sum, category) => sum + category.count, 0);
    const basis = detailsBasis(column, 'values');
    return {
      severity: 'low',
      columns: [name],
      message: `${shown(name)} has ${countOf(rare.length, 'rare category', 'rare categories')} with ${rowsAndShare(count, rows, basis)} together.`,
      evidence: rare
        .slice(0, 10)
        .map((one) => ({ label: shown(one.value), value: grouped(one.count) })),
      share: count / rows,
      basis,
      rows: { column: name, is: 'in', value: values },
      fixes: [
        formula(
          'Call them all “other”',
          name,
          replacing(name, isOneOf(name, values), quotedText('other')),
        ),
      ],
    };
  },
});
