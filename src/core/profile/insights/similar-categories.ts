import { categoriesOf } from './categories.ts';
import type { Category, Variants } from './categories.ts';
import { defineInsight } from './define.ts';
import { mergeVariants } from './mergeVariants.ts';
import { fingerprint, isSlip } from './similarity.ts';

/** Pairs of values grow with the square; of more values the most frequent are compared. */
const MOST_VALUES = 200;

/**
 * Categories that are nearly the same: the same words but for accents, marks and order (OpenRefine's
 * fingerprint), or a rare value one slip of a finger away from a frequent one. What differs only in
 * capitals or spaces is told by other rules.
 */
export default defineInsight({
  id: 'similar-categories',
  title: 'Nearly equal categories',
  thresholds: [
    {
      name: 'ratio',
      means: 'The rarer spelling may have this share of the rows of the other.',
      default: 0.1,
      min: 0,
      max: 1,
      reason: 'A slip is rare beside the right spelling; two names of equal weight are two names.',
    },
    {
      name: 'rows',
      means: 'So many rows must have the more frequent spelling.',
      default: 10,
      min: 1,
      reason: 'A spelling is known to be right only when it was used often enough.',
    },
  ],
  unless: ['numbers-as-text', 'dates-as-text', 'booleans-as-text', 'identifier'],
  column: (column, t) => {
    const categories = categoriesOf(column);
    if (!categories) return undefined;
    const spellings = distinctSpellings(categories.list.slice(0, MOST_VALUES));
    const joined = new Map<Spelling, Spelling>();
    const byPrint = new Map<string, Spelling>();
    for (const spelling of spellings) {
      const print = fingerprint(spelling.kept);
      const first = byPrint.get(print);
      if (!first) byPrint.set(print, spelling);
      else if (print.length >= 3) joined.set(spelling, first);
    }
    for (const rare of spellings) {
      if (joined.has(rare)) continue;
      const right = spellings.find(
        (other) =>
          other.count >= t.rows &&
          rare.count <= other.count * t.ratio &&
          !joined.has(other) &&
          isSlip(rare.kept, other.kept),
      );
      if (right) joined.set(rare, right);
    }
    const variants = spellings.flatMap((right): readonly Variants[] => {
      const others = [...joined].flatMap(([one, other]) => (other === right ? one.values : []));
      return others.length === 0 ? [] : [{ kept: right.kept, others }];
    });
    return variants.length === 0 ? undefined : mergeVariants(column, variants, 'in spelling');
  },
});

interface Spelling {
  readonly kept: string;
  readonly count: number;
  readonly values: readonly Category[];
}

/** Values that differ in more than capitals and spaces, most frequent first. */
function distinctSpellings(list: readonly Category[]): readonly Spelling[] {
  const groups = new Map<string, Category[]>();
  for (const category of list) {
    const key = category.value.toLowerCase().replace(/\s+/gu, ' ').trim();
    if (key === '') continue;
    const group = groups.get(key) ?? [];
    group.push(category);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map((values): Spelling => {
      const sorted = [...values].sort((a, b) => b.count - a.count);
      const count = sorted.reduce((sum, value) => sum + value.count, 0);
      return { kept: sorted[0]?.value ?? '', count, values: sorted };
    })
    .sort((a, b) => b.count - a.count);
}
