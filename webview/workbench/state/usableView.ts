import type { Condition } from '../../../src/shared/condition.ts';
import type { View } from '../../../src/shared/contracts/workbench.ts';
import type { TableState } from '../../../src/shared/contracts/workbenchState.ts';

/** The part of a view that fits the table: a step may have taken a column away. */
export function usableView({
  state,
  ui,
}: {
  readonly state: { readonly table: TableState | undefined } | undefined;
  readonly ui: { readonly view: View };
}): View {
  const names = new Set(state?.table?.schema.map(({ name }) => name));
  const fits = (condition: Condition): boolean => {
    if ('column' in condition) return names.has(condition.column);
    if ('all' in condition) return condition.all.every(fits);
    if ('any' in condition) return condition.any.every(fits);
    return 'expression' in condition || fits(condition.not);
  };
  const { filters, sort, find } = ui.view;
  return {
    filters: filters.filter(fits),
    sort: sort.filter(({ column }) => names.has(column)),
    find,
  };
}
