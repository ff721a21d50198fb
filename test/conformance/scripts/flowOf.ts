import type { FittedValues } from '../../../src/core/operations/define.ts';
import { readRecipe } from '../../../src/core/recipe/document.ts';
import type { Flow } from '../../../src/core/recipe/flow.ts';
import { validateRecipe } from '../../../src/core/recipe/validate.ts';

/** The flow of a recipe written in a test; its fitted values are given under its own prefix. */
export function flowOf(
  recipe: Readonly<Record<string, unknown>> & { fitted?: Readonly<Record<string, FittedValues>> },
): Flow {
  const read = readRecipe(JSON.stringify({ ...recipe, fitted: {} }));
  if (!read.recipe) throw new Error(JSON.stringify(read.problems));
  const { flow, problems } = validateRecipe(read.recipe, {}, recipe.fitted ?? {});
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return flow;
}
