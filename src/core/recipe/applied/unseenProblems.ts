import type { LearnedDrift } from '../../../shared/appliedDrift.ts';
import type { Problem, Recipe } from '../../../shared/recipe.ts';
import { pointer } from '../problem.ts';

/** What stops a run over other data although the columns fit: values that a step refuses. */
export function unseenProblems(recipe: Recipe, { unseen }: LearnedDrift): readonly Problem[] {
  return unseen
    .filter(({ become }) => become === 'error')
    .map(({ step, column, rows, examples }) => ({
      step,
      path: pointer(['steps', recipe.steps.findIndex(({ id }) => id === step), 'params', 'unseen']),
      code: 'bad-data',
      message: `“${column}” holds values that were not learned, such as “${examples[0]?.value ?? ''}”, in ${String(rows)} rows; they stop the run.`,
      hint: 'Learn the step anew, or choose what becomes of such values.',
    }));
}
