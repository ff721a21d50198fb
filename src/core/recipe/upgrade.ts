import type { Json, Operation } from '../operations/define.ts';
import { operationById } from '../operations/registry.ts';
import type { Recipe, Step } from '../../shared/recipe.ts';

/**
 * Lifts each step to its operation's newest version by the operation's own `upgrade` table. Steps of
 * unknown operations, and of versions newer than this program knows, stay as they are.
 */
export function upgradeRecipe(recipe: Recipe, find: FindOperation = operationById): Recipe {
  return { ...recipe, steps: recipe.steps.map((step) => upgradeStep(step, find(step.op))) };
}

/** How an operation's versions are looked up by its id. */
type FindOperation = (id: string) => Pick<Operation<unknown>, 'version' | 'upgrade'> | undefined;

function upgradeStep(step: Step, operation: ReturnType<FindOperation>): Step {
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
