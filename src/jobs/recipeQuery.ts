import type { CallOptions } from '../shared/rpc/contract.ts';
import { AppError } from '../shared/errors.ts';
import { compileRecipe, literalParameters } from '../core/recipe/compile.ts';
import { columnFlow } from '../core/recipe/flow.ts';
import { parameterValues } from '../core/recipe/parameters.ts';
import { declaredSchemas } from '../core/recipe/validate.ts';
import type { Recipe } from '../shared/recipe.ts';
import type { LocatedSource } from './locatedSource.ts';
import { locateSources, readRecipeFile, withFoundSchemas } from './openRecipe.ts';
import { problemError } from './problemError.ts';
import type { SourceOpener } from './sourceReader.ts';

/** What of a recipe, and beside what. */
export interface RecipeQueryOptions {
  /** The last step that counts; all of them if absent. */
  readonly step?: string | undefined;
  /** Sources to open beside the recipe's own. */
  readonly beside?: readonly LocatedSource[];
  /** `current`: learned values must belong to the recipe as it is. */
  readonly values?: 'current';
}

/** Opens a recipe's sources and gives the SELECT of its rows after a step, with their sources. */
export async function recipeQuery(
  session: SourceOpener,
  path: string,
  { step, beside = [], values }: RecipeQueryOptions,
  call: CallOptions,
): Promise<{ readonly sql: string; readonly located: readonly LocatedSource[] }> {
  const file = await readRecipeFile(path);
  const located = await locateSources(session, file, call);
  const all = [...located, ...beside];
  const recipe = withFoundSchemas(file.recipe, await session.openSources(all, false, call));
  const flow = columnFlow(until(recipe, step), declaredSchemas(recipe, {}).schemas);
  const first = flow.problems[0];
  if (first) throw problemError(first, flow.problems);
  const stale = flow.steps.find(({ fit }) => fit === 'stale' || fit === 'missing');
  if (values === 'current' && stale) {
    throw new AppError('stale', `Step ${stale.step.id} has not learned its values.`, {
      hint: 'Run that recipe with --refit, or learn them in its editor.',
    });
  }
  if (flow.identity) await session.openSources(all, true, call);
  const sql = compileRecipe(flow, literalParameters(flow, parameterValues(recipe, {})));
  return { sql, located };
}

/** The recipe up to and with a step. */
function until(recipe: Recipe, step: string | undefined): Recipe {
  if (step === undefined) return recipe;
  const index = recipe.steps.findIndex((s) => s.id === step);
  if (index < 0) {
    throw new AppError('usage', `The recipe has no step “${step}”.`, {
      hint: `Its steps are: ${recipe.steps.map((s) => s.id).join(', ')}.`,
    });
  }
  return { ...recipe, steps: recipe.steps.slice(0, index + 1) };
}
