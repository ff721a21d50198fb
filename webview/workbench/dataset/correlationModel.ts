import type { Correlation } from '../../../src/shared/profile/datasetDetails.ts';

/** Columns of the picture; more have no room for their names. */
const mostColumns = 14;

/** How two columns go together, in words. */
export const measureWords: Readonly<Record<Correlation['measure'], string>> = {
  pearson: 'Pearson’s r',
  spearman: 'Spearman’s ρ',
  'cramers-v': 'Cramér’s V',
  'correlation-ratio': 'correlation ratio η',
};

/** Which measure stands for two numbers. */
export type NumberMeasure = 'pearson' | 'spearman';

/** The strongest links and the columns that have them. */
export interface CorrelationModel {
  /** One for each pair, the strongest first. */
  readonly pairs: readonly Correlation[];
  /** Those of the picture, in the order of the table. */
  readonly columns: readonly string[];
  /** Columns with links that have no room in the picture. */
  readonly moreColumns: number;
}

/** Pairs under one measure for numbers; a pair of other types has only one anyway. */
export function correlationModel(
  correlations: readonly Correlation[],
  measure: NumberMeasure,
  order: readonly string[],
): CorrelationModel {
  const other: NumberMeasure = measure === 'pearson' ? 'spearman' : 'pearson';
  const strongest = new Map<string, Correlation>();
  for (const link of correlations) {
    if (link.measure === other || !Number.isFinite(link.value)) continue;
    // A correlation ratio has a direction; the stronger one stands for the pair.
    const key = [link.a, link.b].sort().join('\n');
    const known = strongest.get(key);
    if (!known || Math.abs(link.value) > Math.abs(known.value)) strongest.set(key, link);
  }
  const pairs = [...strongest.values()].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const names = new Set<string>();
  for (const { a, b } of pairs) {
    names.add(a);
    names.add(b);
  }
  const chosen = new Set([...names].slice(0, mostColumns));
  return {
    pairs,
    columns: order.filter((name) => chosen.has(name)),
    moreColumns: names.size - chosen.size,
  };
}
