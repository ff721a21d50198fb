import type { InsightColumn } from './insightColumn.ts';

/** A value of a category and its rows. */
export interface Category {
  readonly value: string;
  readonly count: number;
}

/** The values of a text column in which values repeat, most frequent first. */
export interface Categories {
  readonly list: readonly Category[];
  /** True if these are all of them. */
  readonly complete: boolean;
}

/**
 * The categories of a text column; undefined for other types, before the values were counted, and
 * where more than half of the values stand alone, which makes it free text.
 */
export function categoriesOf(column: InsightColumn): Categories | undefined {
  const { type, profile, details, uniqueness } = column;
  if (type.kind !== 'text' || uniqueness > 0.5) return undefined;
  const { values } = details ?? {};
  const top = values?.top ?? profile.top;
  if (!top) return undefined;
  return {
    list: top.map(({ value, count }) => ({ value: String(value), count })),
    complete: values ? values.other === 0 : profile.distinct <= top.length,
  };
}

/** Values that are written in several ways, and the one that stands for all: the most frequent. */
export interface Variants {
  readonly kept: string;
  readonly others: readonly Category[];
}

/** Groups values by what they have in common, if more than one has it; most rows first. */
export function variantsBy(
  list: readonly Category[],
  keyOf: (value: string) => string,
): readonly Variants[] {
  const groups = new Map<string, Category[]>();
  for (const category of list) {
    const key = keyOf(category.value);
    const group = groups.get(key) ?? [];
    group.push(category);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => {
    const [kept, ...others] = [...group].sort((a, b) => b.count - a.count);
    return kept && others.length > 0 ? [{ kept: kept.value, others }] : [];
  });
}

/** Rows that hold one of the other ways. */
export function rowsOf(variants: readonly Variants[]): number {
  return variants.reduce(
    (sum, { others }) => sum + others.reduce((rows, { count }) => rows + count, 0),
    0,
  );
}
