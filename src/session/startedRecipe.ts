import type { View } from '../shared/contracts/workbench.ts';
import type { Json } from '../shared/json.ts';
import type { Recipe, Source } from '../shared/recipe.ts';
import type { RecipeEdit } from '../shared/recipeEdit.ts';
import { readRecipe } from '../core/recipe/document.ts';
import { editRecipe } from '../core/recipe/editRecipe.ts';
import { layoutOf, printJson } from '../core/recipe/printJson.ts';

/** A recipe without steps over one source, as data in the viewer have it. */
export function emptyRecipe(name: string, source: Source): Recipe {
  return {
    sluice: 1,
    name,
    parameters: [],
    sources: { main: source },
    steps: [],
    fitted: {},
    checks: [],
    outputs: [],
  };
}

/** The text of a recipe, as a new document begins. */
export function recipeText(recipe: Recipe): string {
  // SAFETY: a recipe is JSON; absent keys are dropped.
  const value = JSON.parse(JSON.stringify(recipe)) as Json;
  return `${printJson(value, layoutOf(''), '', { expand: true })}\n`;
}

/** The steps that do for good what a view does for the eye: its filters, then its sort. */
export function viewSteps(view: View): readonly RecipeEdit[] {
  const [only] = view.filters;
  const where = view.filters.length === 1 && only ? only : { all: view.filters };
  const edits: RecipeEdit[] = [];
  if (view.filters.length > 0) {
    // SAFETY: a condition is JSON.
    const params = { where, keep: true } as unknown as Json;
    edits.push({ kind: 'add-step', at: edits.length, op: 'filter-rows', params });
  }
  if (view.sort.length > 0) {
    const by = view.sort.map(({ column, descending }) => ({ column, descending, nulls: 'last' }));
    edits.push({ kind: 'add-step', at: edits.length, op: 'sort-rows', params: { by } });
  }
  return edits;
}

/** The text of a recipe with edits made one after another. */
export function withEdits(text: string, edits: readonly RecipeEdit[]): string {
  let next = text;
  for (const edit of edits) {
    const { recipe } = readRecipe(next);
    if (recipe) next = editRecipe(next, recipe, edit).text;
  }
  return next;
}

/** An edit of the viewer's empty recipe, moved behind the steps that its view became. */
export function behind(edit: RecipeEdit, steps: number): RecipeEdit {
  return edit.kind === 'add-step' ? { ...edit, at: edit.at + steps } : edit;
}
