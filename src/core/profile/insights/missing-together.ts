import { defineInsight } from './define.ts';
import { grouped, listed, percent, rowsAndShare } from './figures.ts';
import { dropRows } from './fixes.ts';

/**
 * Columns that are null in the same rows: for each pair, rows where both are / rows where one is
 * (Jaccard). They have one cause, a failed join or a part of a form that was left out, and filling
 * each for itself hides it. Pairs that share a column are told together.
 */
export default defineInsight({
  id: 'missing-together',
  title: 'Missing together',
  thresholds: [
    {
      name: 'overlap',
      means: 'Of the rows where one is empty, the share where both must be.',
      default: 0.9,
      min: 0,
      max: 1,
      reason: 'A tenth of other gaps still leaves the common cause plain.',
    },
    {
      name: 'rows',
      means: 'Pairs that are empty together in fewer rows are left out.',
      default: 10,
      min: 1,
      reason: 'A few rows are empty together by chance.',
    },
    {
      name: 'chance',
      means: 'Pairs of which one is empty in a larger share of the rows are left out.',
      default: 0.9,
      min: 0,
      max: 1,
      reason: 'Columns that are nearly always empty are so together without a common cause.',
    },
  ],
  unless: ['empty-column'],
  dataset: ({ dataset, rows, columns }, t) => {
    if (!dataset || rows === 0) return [];
    const empty = new Set(columns.filter(({ filled }) => filled === 0).map(({ name }) => name));
    const pairs = dataset.missing.pairs.filter(
      ({ a, b, both, either }) =>
        both >= t.rows &&
        either > 0 &&
        both / either >= t.overlap &&
        either / rows <= t.chance &&
        !empty.has(a) &&
        !empty.has(b),
    );
    const groups = joined(pairs);
    const places = new Map(columns.map(({ name }, index) => [name, index]));
    return groups.map(({ names, both }) => {
      const ordered = [...names].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
      const basis = dataset.basis['missing'] ?? 'exact';
      const where = { all: ordered.map((column) => ({ column, is: 'is-null' as const })) };
      return {
        severity: both / rows >= 0.05 ? ('medium' as const) : ('low' as const),
        columns: ordered,
        message: `${listed(ordered)} are empty together in ${rowsAndShare(both, rows, basis)}.`,
        evidence: [
          { label: 'Empty together', value: grouped(both) },
          { label: 'Share', value: percent(both / rows) },
        ],
        share: both / rows,
        basis,
        rows: where,
        fixes: [dropRows(where)],
      };
    });
  },
});

interface Group {
  readonly names: Set<string>;
  /** Of its pairs the least number of common rows: so many at most are empty in all of them. */
  both: number;
}

function joined(
  pairs: readonly { readonly a: string; readonly b: string; readonly both: number }[],
): readonly Group[] {
  const groupOf = new Map<string, Group>();
  for (const { a, b, both } of pairs) {
    const [left, right] = [groupOf.get(a), groupOf.get(b)];
    const group = left ?? right ?? { names: new Set<string>(), both };
    group.both = Math.min(group.both, both, left?.both ?? both, right?.both ?? both);
    for (const name of [a, b, ...(right?.names ?? [])]) {
      group.names.add(name);
      groupOf.set(name, group);
    }
  }
  return [...new Set(groupOf.values())];
}
