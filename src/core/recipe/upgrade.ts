import type { Json } from '../operations/define.ts';
import { operationById } from '../operations/registry.ts';
import type { Recipe, Step } from './recipe.ts';

/**
 * Lifts each step to its operation's newest version by the operation's own `upgrade` table. Steps of
 * unknown operations, and of versions newer than this program knows, stay as they are.
 */
export function upgradeRecipe(recipe: Recipe): Recipe {
  return { ...recipe, steps: recipe.steps.map(upgradeStep) };
}

function upgradeStep(step: Step): Step {
  const operation = operationById(step.op);
  if (!operation) return step;
  let params: Json = step.params;
  let version = step.version;
  while (version < operation.version) {
    const lift = operation.upgrade?.[version];
    if (!lift) return step;
    params = lift(params);
    version += 1;
  }
  return { ...step, params, version };
}
