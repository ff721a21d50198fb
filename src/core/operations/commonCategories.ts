import { lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { CountedCategory } from './countedCategories.ts';

/** Which categories count as common. */
export interface CommonRule {
  readonly keep: 'count' | 'share' | 'top';
  /** Rows from which on a category is kept. */
  readonly count?: number | undefined;
  /** Share of the rows with a value from which on it is kept, 0 to 1. */
  readonly share?: number | undefined;
  /** How many of the most frequent are kept; of a tie the smaller values. */
  readonly top?: number | undefined;
}

/** The same choice as `commonCategories` as a condition of `countQuery`, where nobody asks for the rare. */
export function commonOnly({ keep, count = 1, share = 0, top = 0 }: CommonRule): Sql {
  const all = sql`(sum(n) FILTER (WHERE c IS NOT NULL) OVER ())::DOUBLE`;
  const kept = {
    count: sql`n >= ${lit(count)}`,
    share: sql`n >= ${lit(share)} * ${all}`,
    top: sql`row_number() OVER (ORDER BY c IS NULL, n DESC, c) <= ${lit(top)}`,
  }[keep];
  return sql`c IS NOT NULL AND ${kept}`;
}

/** The categories that are kept and those that are rare, each in the order of the values. */
export function commonCategories(
  found: readonly CountedCategory[],
  rule: CommonRule,
): { readonly kept: readonly string[]; readonly rare: readonly string[] } {
  const known = found.flatMap(({ text, count }) => (text === null ? [] : [{ text, count }]));
  const total = known.reduce((sum, { count }) => sum + count, 0);
  // Sorting is stable, so that of a tie the smaller value stays first.
  const top = [...known].sort((a, b) => b.count - a.count).slice(0, rule.top ?? 0);
  const isKept = (one: (typeof known)[number]): boolean => {
    if (rule.keep === 'top') return top.includes(one);
    return rule.keep === 'count'
      ? one.count >= (rule.count ?? 1)
      : one.count >= (rule.share ?? 0) * total;
  };
  const texts = (wanted: boolean): readonly string[] =>
    known.filter((one) => isKept(one) === wanted).map(({ text }) => text);
  return { kept: texts(true), rare: texts(false) };
}
