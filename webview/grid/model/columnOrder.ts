import type { GridLayout } from '../gridTypes.ts';

/**
 * All names in the order of the layout: what it names first, the rest as in the data. Names that
 * the data do not have (any more) keep their place, so that a column that comes back stands there.
 */
export function columnOrder(names: readonly string[], layout: GridLayout): readonly string[] {
  return [...new Set([...layout.order, ...names])];
}
