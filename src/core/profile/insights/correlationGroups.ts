import type { Correlation } from '../../../shared/profile/datasetDetails.ts';

/** Columns that one of them can stand for. */
export interface CorrelationGroup {
  readonly kept: string;
  /** Each correlates with the one that is kept; in the order of the columns. */
  readonly others: readonly string[];
  /** The correlations between the two, strongest first. */
  readonly members: readonly Correlation[];
}

/**
 * Groups the columns of strong pairs: the column with the most partners stands for them (the first of
 * equals), then the same among what is left. Not by chains, in which the ends may have little in
 * common.
 */
export function correlationGroups(
  pairs: readonly Correlation[],
  order: readonly string[],
): readonly CorrelationGroup[] {
  const places = new Map(order.map((name, index) => [name, index]));
  const place = (name: string): number => places.get(name) ?? order.length;
  const partners = new Map<string, Map<string, Correlation>>();
  for (const pair of pairs) {
    for (const [one, other] of [
      [pair.a, pair.b],
      [pair.b, pair.a],
    ] as const) {
      const known = partners.get(one) ?? new Map<string, Correlation>();
      partners.set(one, known.set(other, pair));
    }
  }
  const groups: CorrelationGroup[] = [];
  for (;;) {
    const [best] = [...partners].sort(
      ([a, left], [b, right]) => right.size - left.size || place(a) - place(b),
    );
    if (!best || best[1].size === 0) return groups;
    const [kept, found] = best;
    const others = [...found.keys()].sort((a, b) => place(a) - place(b));
    const members = [...found.values()].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
    groups.push({ kept, others, members });
    for (const name of [kept, ...others]) {
      partners.delete(name);
      for (const rest of partners.values()) rest.delete(name);
    }
  }
}

/** Names a pair, whichever comes first. */
export function pairKey(a: string, b: string): string {
  return JSON.stringify([a, b].sort());
}
