import type { WireError } from '../../../src/shared/errors.ts';
import type { RecipeState } from '../../../src/shared/contracts/workbenchState.ts';

/** An error that speaks of a step, or that a step is the cause of, names it by number and title. */
export function namedStep(error: WireError, recipe: RecipeState | undefined): WireError {
  const steps = recipe?.steps ?? [];
  const spoken = /^Step (\S+) \(\S+\)/.exec(error.message);
  const at = steps.findIndex(
    ({ id, enabled, problem }) =>
      (spoken && spoken[1] === id) || (enabled && problem?.message === error.message),
  );
  const step = steps[at];
  if (!step) return error;
  const name = `Step ${String(at + 1)}, ${step.title}`;
  const message = spoken
    ? `${name},${error.message.slice(spoken[0].length)}`
    : `${name}: ${error.message}`;
  return { ...error, message };
}
