import type { Schema } from '../shared/columnType.ts';
import type { Problem, Recipe } from '../shared/recipe.ts';
import { literalParameters } from '../core/recipe/compile.ts';
import type { ParameterSql } from '../core/recipe/compile.ts';
import type { Flow } from '../core/recipe/flow.ts';
import { parameterValues } from '../core/recipe/parameters.ts';
import { validateRecipe } from '../core/recipe/validate.ts';

/** A readable recipe whose columns are worked out. */
export interface SessionModel {
  /** With the schemas that were found filled in. */
  readonly recipe: Recipe;
  readonly flow: Flow;
  readonly problems: readonly Problem[];
  readonly param: ParameterSql;
}

/** Works out a recipe's columns; `found` are schemas of sources that declare none. */
export function sessionModel(
  recipe: Recipe,
  found: Readonly<Record<string, Schema>>,
  more: readonly Problem[] = [],
): SessionModel {
  const { flow, problems } = validateRecipe(recipe, found);
  // What is wrong with a source that did not open is told once, by the better sentence.
  const told = problems.filter(
    (problem) => !more.some((other) => problem.path.startsWith(`${other.path}/`)),
  );
  return {
    recipe,
    flow,
    problems: [...more, ...told],
    // Worked out at a parameter's use: a bad default is a problem of its own place.
    param: (name) => literalParameters(flow, parameterValues(recipe, {}))(name),
  };
}

/** How many steps of the flow make the table that is shown for a selected step. */
export function countUpTo(model: SessionModel, selected: string | null): number {
  if (selected === null) return 0;
  const { flow, recipe } = model;
  const index = recipe.steps.findIndex((step) => step.id === selected);
  const reached = flow.steps.filter((step) => step.index <= index).length;
  const missing = flow.steps.findIndex(({ fit, outdated }) => fit === 'missing' || outdated);
  return missing < 0 ? reached : Math.min(reached, missing);
}

/** Whether a step uses the row identity itself, so that numbering the rows does not do. */
export function needsSourceIdentity(flow: Flow): boolean {
  return flow.steps.some(
    ({ operation, params }) =>
      (operation.order !== 'defines' || operation.hashesIdentity === true) &&
      (operation.needsIdentity?.(params) ?? false),
  );
}

/** The last enabled step, or null. */
export function lastEnabled(recipe: Recipe): string | null {
  return recipe.steps.findLast((step) => step.enabled)?.id ?? null;
}

/** The selection after a change: the same step, else the nearest enabled one that stood above it. */
export function keptSelection(
  selected: string | null,
  before: Recipe | undefined,
  after: Recipe,
): string | null {
  if (selected === null || after.steps.some((step) => step.id === selected)) return selected;
  const old = before?.steps ?? [];
  const index = old.findIndex((step) => step.id === selected);
  for (const step of old.slice(0, Math.max(0, index)).reverse()) {
    if (after.steps.some((one) => one.id === step.id && one.enabled)) return step.id;
  }
  return null;
}
