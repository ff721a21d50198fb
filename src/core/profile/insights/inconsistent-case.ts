import { categoriesOf, variantsBy } from './categories.ts';
import { defineInsight } from './define.ts';
import { nameText } from './expressionText.ts';
import { formula } from './fixes.ts';
import { mergeVariants } from './mergeVariants.ts';

/** Categories that differ only in capitals: `Lagos`, `LAGOS`, `lagos`. */
export default defineInsight({
  id: 'inconsistent-case',
  title: 'Inconsistent capitals',
  thresholds: [
    {
      name: 'groups',
      means: 'So many categories must be written in several ways.',
      default: 1,
      min: 1,
      reason: 'A single category that is split in two gives two wrong counts.',
    },
  ],
  unless: ['booleans-as-text', 'numbers-as-text', 'dates-as-text', 'identifier'],
  column: (column, t) => {
    const categories = categoriesOf(column);
    if (!categories) return undefined;
    const variants = variantsBy(categories.list, (value) => value.toLowerCase());
    if (variants.length < t.groups) return undefined;
    const finding = mergeVariants(column, variants, 'in capitals');
    const lower = formula(
      'Write all in lower case',
      column.name,
      `lower(${nameText(column.name)})`,
    );
    return { ...finding, fixes: [...(finding.fixes ?? []), lower] };
  },
});
