import type { Recipe } from '../../shared/recipe.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';

/**
 * An id for a new step: `a1`, `b2`, … `z26`, `a27`, one beyond all that the recipe has in use. The
 * same recipe always gives the same id, so that a preview and its edit agree.
 */
export function newStepId(recipe: Recipe): string {
  const taken = [...recipe.steps.map((step) => step.id), ...Object.keys(recipe.fitted)];
  const numbers = taken.map((id) => Number(/^[a-z](\d{1,6})$/.exec(id)?.[1] ?? 0));
  const number = Math.max(recipe.steps.length, ...numbers) + 1;
  return `${letters[(number - 1) % letters.length] ?? 'a'}${String(number)}`;
}
