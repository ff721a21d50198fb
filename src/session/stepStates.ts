import type { StepState } from '../shared/contracts/workbenchState.ts';
import type { Problem, Recipe } from '../shared/recipe.ts';
import type { Flow, FlowStep } from '../core/recipe/flow.ts';
import { stepDetail } from '../core/recipe/stepDetail.ts';
import { operationById } from '../core/operations/registry.ts';

/** The steps of a recipe as its panel shows them. */
export function stepStates(
  recipe: Recipe,
  flow: Flow,
  problems: readonly Problem[],
  rowsChanged: (step: FlowStep, position: number) => number | undefined,
): readonly StepState[] {
  return recipe.steps.map((step, index): StepState => {
    const position = flow.steps.findIndex((one) => one.index === index);
    const found = flow.steps[position];
    const before = new Set(found?.input.map((column) => column.name));
    const after = new Set(found?.output.map((column) => column.name));
    const kept = recipe.fitted[step.id];
    return {
      id: step.id,
      op: step.op,
      title: operationById(step.op)?.title ?? step.op,
      detail: stepDetail(step, {
        fitted: found?.fitted ?? kept?.values,
        added: found && [...after].filter((name) => !before.has(name)).length,
      }),
      enabled: step.enabled,
      note: step.note,
      fit: found?.fit ?? 'none',
      learnedOn: found && found.fit !== 'none' ? kept?.on : undefined,
      problem: problems.find((problem) => problem.step === step.id),
      columnsAdded: [...after].filter((name) => !before.has(name)).length,
      columnsRemoved: [...before].filter((name) => !after.has(name)).length,
      rowsChanged: found && rowsChanged(found, position),
    };
  });
}
