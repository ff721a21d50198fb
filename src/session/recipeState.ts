import type { RecipeState } from '../shared/contracts/workbenchState.ts';
import { checkTitle } from '../core/recipe/checks.ts';
import type { SessionModel } from './sessionModel.ts';
import type { StepCounts } from './stepCounts.ts';
import { stepStates } from './stepStates.ts';

/** A model as the panel of the recipe shows it. */
export function recipeState(
  model: SessionModel,
  selected: string | null,
  counts: StepCounts,
): RecipeState {
  const { recipe, flow, problems } = model;
  return {
    recipe,
    selected,
    steps: stepStates(recipe, flow, problems, (_step, position) => counts.changed(model, position)),
    problems: problems.filter((problem) => problem.step === null),
    checks: recipe.checks.map(checkTitle),
    columns: flow.schema,
    parts: flow.split?.parts ?? [],
  };
}
