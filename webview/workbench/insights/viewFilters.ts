import type { Condition } from '../../../src/shared/condition.ts';
import type { WorkbenchStore } from '../state/store.ts';

/** True if the view has this filter. */
export function hasFilter(filters: readonly Condition[], rows: Condition): boolean {
  const wanted = JSON.stringify(rows);
  return filters.some((filter) => JSON.stringify(filter) === wanted);
}

/**
 * Adds a filter to the view, or takes it away if it is there. Those of `others` go: two findings
 * seldom have rows in common.
 */
export function toggleFilter(
  store: WorkbenchStore,
  rows: Condition,
  others: readonly Condition[] = [],
): void {
  const { view } = store.snapshot().ui;
  const kept = view.filters.filter((filter) => !hasFilter([rows, ...others], filter));
  const filters = hasFilter(view.filters, rows) ? kept : [...kept, rows];
  store.setUi({ view: { ...view, filters } });
}
