import type { Schema } from '../../../shared/columnType.ts';
import type { ColumnUse } from '../../../shared/appliedDrift.ts';
import type { Problem, Recipe } from '../../../shared/recipe.ts';
import { operationById } from '../../operations/registry.ts';
import { columnFlow } from '../flow.ts';
import { problemsAfter } from '../validate.ts';

/** The schemas of a recipe's sources, by name. */
export type Schemas = Readonly<Record<string, Schema>>;

/**
 * What of a recipe breaks when its sources come to have other columns: steps, checks and outputs
 * that have a problem `after` and had none of it `before`. Nothing is looked up by name, so
 * expressions, patterns and columns that come of others count too.
 */
export function columnUses(recipe: Recipe, before: Schemas, after: Schemas): readonly ColumnUse[] {
  const known = new Set(allProblems(recipe, before).map(keyOf));
  const uses = new Map<string, ColumnUse>();
  for (const problem of allProblems(recipe, after)) {
    const use = known.has(keyOf(problem)) ? undefined : useOf(recipe, problem);
    if (use) uses.set(JSON.stringify(use), use);
  }
  return [...uses.values()];
}

/** Also those of checks and outputs over the columns that a broken step left. */
function allProblems(recipe: Recipe, schemas: Schemas): readonly Problem[] {
  const flow = columnFlow(recipe, schemas);
  return [...flow.problems, ...problemsAfter(flow)];
}

/** The hint lists the columns that are there, which differ anyway. */
function keyOf({ path, code, message }: Problem): string {
  return JSON.stringify([path, code, message]);
}

function useOf(recipe: Recipe, problem: Problem): ColumnUse | undefined {
  const [, part, index] = problem.path.split('/');
  const place = Number(index);
  if (part === 'steps') {
    const step = recipe.steps[place];
    const title = step && (operationById(step.op)?.title ?? step.op);
    return (
      step && { kind: 'step', id: step.id, op: step.op, title: title ?? '', number: place + 1 }
    );
  }
  if (part === 'checks') {
    const check = recipe.checks[place];
    return check && { kind: 'check', rule: check.rule, number: place + 1 };
  }
  const output = part === 'outputs' ? recipe.outputs[place] : undefined;
  return output && { kind: 'output', name: output.name };
}
