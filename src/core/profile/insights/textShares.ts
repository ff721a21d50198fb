import type { SemanticKind } from '../../../shared/profile/columnDetails.ts';
import type { InsightColumn } from './insightColumn.ts';

/** Values of a text column that say something: not blank, and no word for a missing value. */
export function meaningful({ details }: InsightColumn): number {
  if (!details?.text) return 0;
  const { empty, blank, missingWords } = details.text;
  const words = missingWords
    .filter(({ value }) => String(value).trim() !== '')
    .reduce((sum, { count }) => sum + count, 0);
  return Math.max(0, details.filled - empty - blank - words);
}

/** Values that look like a kind. */
export function countOfKind({ details }: InsightColumn, kind: SemanticKind): number {
  return details?.text?.kinds.find((found) => found.kind === kind)?.count ?? 0;
}

/** Share of the meaningful values that look like a kind, 0 to 1. */
export function shareOfKind(column: InsightColumn, kind: SemanticKind): number {
  const all = meaningful(column);
  return all === 0 ? 0 : Math.min(1, countOfKind(column, kind) / all);
}

/** Values that read as numbers: whole ones are numbers too, whether counted among decimals or not. */
export function numberCount(column: InsightColumn): number {
  const [integer, decimal] = [countOfKind(column, 'integer'), countOfKind(column, 'decimal')];
  const all = meaningful(column);
  // Kinds may overlap: a whole number may be counted as a decimal, too.
  return Math.min(all, integer + decimal <= all ? integer + decimal : Math.max(integer, decimal));
}
