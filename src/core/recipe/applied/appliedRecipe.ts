import type { AppliedTo } from '../../../shared/appliedDrift.ts';
import type { Schema } from '../../../shared/columnType.ts';
import type { Recipe, Source, Step } from '../../../shared/recipe.ts';
import { operationById } from '../../operations/registry.ts';
import { newStepId } from '../newStepId.ts';
import { firstSteps } from './firstSteps.ts';

/** A recipe pointed to other data: their source, and the steps that map its columns, first. */
export function appliedRecipe(recipe: Recipe, own: Schema, applied: AppliedTo): Recipe {
  const { source, data } = applied;
  const old = recipe.sources[source];
  // The very data of the recipe, read alike, are no other ones: what was learned on them stays.
  const isOwn = old?.uri === data.uri && sameSchema(old.schema, data.schema);
  let next: Recipe = isOwn ? recipe : { ...recipe, sources: { ...recipe.sources, [source]: data } };
  for (const [at, { op, params }] of firstSteps(own, applied).entries()) {
    const version = operationById(op)?.version ?? 1;
    const step: Step = { id: newStepId(next), op, version, params, enabled: true, note: '' };
    next = { ...next, steps: next.steps.toSpliced(at, 0, step) };
  }
  return next;
}

function sameSchema(a: Source['schema'], b: Source['schema']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
