import type { RecipeState } from '../../../src/shared/contracts/workbenchState.ts';
import type { RecipeEdit } from '../../../src/shared/recipeEdit.ts';

/**
 * The move that brings a split below a step above it, so that the step learns on the training part
 * only; undefined where there is no split below, or the step learned on that part.
 */
export function splitMove(recipe: RecipeState, step: string): RecipeEdit | undefined {
  const at = recipe.steps.findIndex(({ id }) => id === step);
  const learner = recipe.steps[at];
  if (!learner || learner.fit === 'none' || learner.learnedOn !== 'all') return undefined;
  const split = recipe.steps.findIndex(({ op, enabled }) => op === 'split-dataset' && enabled);
  const found = recipe.steps[split];
  return found && split > at ? { kind: 'move-step', id: found.id, to: at } : undefined;
}
