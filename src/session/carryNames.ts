import { requireRecipe } from '../core/recipe/document.ts';
import { editRecipe } from '../core/recipe/editRecipe.ts';
import { carriedNames } from '../core/recipe/carriedNames.ts';
import { renamedCheck } from '../core/recipe/renamedCheck.ts';
import type { Flow } from '../core/recipe/flow.ts';
import type { Output } from '../shared/recipe.ts';
import type { RecipeEdit } from '../shared/recipeEdit.ts';

/**
 * The text in which later steps, checks and labels follow the columns that a step calls by other names
 * than before; the text itself where none has to.
 */
export function carryNames(text: string, before: Flow, after: Flow, step: string): string {
  const { steps, final } = carriedNames(before, after, step);
  let next = text;
  const make = (edit: RecipeEdit): void => {
    next = editRecipe(next, requireRecipe(next), edit).text;
  };
  for (const [id, params] of steps) make({ kind: 'set-params', id, params });
  if (final.size === 0) return next;
  const renamed = (name: string): string => final.get(name) ?? name;
  const { checks, outputs } = requireRecipe(text);
  const checked = checks.map((check) => renamedCheck(check, final));
  if (differ(checked, checks)) make({ kind: 'set-checks', checks: checked });
  const labelled = outputs.map((output): Output => {
    const { label } = output.options;
    if (label === undefined) return output;
    return { ...output, options: { ...output.options, label: renamed(label) } };
  });
  if (differ(labelled, outputs)) make({ kind: 'set-outputs', outputs: labelled });
  return next;
}

function differ(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}
