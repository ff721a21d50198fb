import type { Check } from '../../../src/shared/recipe.ts';

/** A check as a sentence: “delay is never null”, “rows ≥ 1,000,000”. */
export function checkWords(check: Check): string {
  switch (check.rule) {
    case 'not-null':
      return `${check.column} is never null`;
    case 'unique':
      return `${check.columns.join(', ')} ${check.columns.length === 1 ? 'is' : 'are'} unique`;
    case 'in-range':
      return range(check.column, check.min, check.max);
    case 'row-count':
      return range('rows', check.min, check.max);
  }
}

function range(
  what: string,
  min: number | string | undefined,
  max: number | string | undefined,
): string {
  if (min !== undefined && max !== undefined) return `${what} from ${shown(min)} to ${shown(max)}`;
  if (min !== undefined) return `${what} ≥ ${shown(min)}`;
  if (max !== undefined) return `${what} ≤ ${shown(max)}`;
  return `${what} in any range`;
}

function shown(bound: number | string): string {
  return typeof bound === 'number'
    ? bound.toLocaleString('en-US', { maximumFractionDigits: 20 })
    : bound;
}
