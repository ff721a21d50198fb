import type { Insight, InsightFix } from '../../../src/shared/profile/insight.ts';
import type { RecipeEdit } from '../../../src/shared/recipeEdit.ts';
import type { WorkbenchStore } from '../state/store.ts';
import { hasFilter } from './viewFilters.ts';

/** Shows what a fix would do, after the step that is shown; Apply and Discard stand in its bar. */
export async function previewFix(
  store: WorkbenchStore,
  fix: InsightFix,
  insights: readonly Insight[],
): Promise<void> {
  // A form that is open would stand for another change.
  store.closeDraft();
  hideRows(store, insights);
  await store.preview(editOf(store, fix));
}

/** Opens the form of a fix, to change it before it is applied. */
export function adjustFix(
  store: WorkbenchStore,
  fix: InsightFix,
  insights: readonly Insight[],
): void {
  hideRows(store, insights);
  store.startDraft(fix.op, fix.params);
}

/** True while the preview is that of a fix. */
export function isPreviewed(fix: InsightFix, edit: RecipeEdit | undefined): boolean {
  return (
    edit?.kind === 'add-step' &&
    edit.op === fix.op &&
    JSON.stringify(edit.params) === JSON.stringify(fix.params)
  );
}

/** Takes a finding out of sight, or brings all back. */
export function dismiss(store: WorkbenchStore, id: string | undefined): void {
  const { insights } = store.snapshot().ui;
  const dismissed = id === undefined ? [] : [...insights.dismissed, id];
  store.setUi({ insights: { ...insights, dismissed } });
}

/**
 * Filters that showed the rows of a finding go before its fix is tried: mended rows match them no
 * more, and in a viewer they would become the recipe's first steps.
 */
function hideRows(store: WorkbenchStore, insights: readonly Insight[]): void {
  const { view } = store.snapshot().ui;
  const rows = insights.flatMap((insight) => insight.rows ?? []);
  const filters = view.filters.filter((filter) => !hasFilter(rows, filter));
  if (filters.length < view.filters.length) store.setUi({ view: { ...view, filters } });
}

function editOf(store: WorkbenchStore, { op, params }: InsightFix): RecipeEdit {
  const { recipe } = store.snapshot().state ?? {};
  const selected = recipe?.steps.findIndex(({ id }) => id === recipe.selected) ?? -1;
  return { kind: 'add-step', at: selected + 1, op, params };
}
