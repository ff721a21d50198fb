import type { View } from '../../../src/shared/contracts/workbench.ts';

/** A view without its order, on which counts and profiles do not hang. */
export function unsorted(view: View): View {
  return view.sort.length === 0 ? view : { ...view, sort: [] };
}

/** True if a view leaves rows out. */
export function isNarrowed(view: View): boolean {
  return view.filters.length > 0 || view.find !== '';
}
