import { operationById } from '../operations/registry.ts';
import type { Recipe } from '../../shared/recipe.ts';
import { hashJson } from './hashJson.ts';

/**
 * The hash of all that the fitted values of a step depend on: the reachable sources, the parameters'
 * definitions, the enabled steps above it and itself. Ids, notes and given values do not count.
 * `undefined` for a step that is not in the recipe.
 */
export function prefixOf(recipe: Recipe, stepId: string): string | undefined {
  const index = recipe.steps.findIndex((step) => step.id === stepId);
  if (index < 0) return undefined;
  const steps = recipe.steps.slice(0, index + 1).filter((step, i) => step.enabled || i === index);
  const reachable = new Set(['main']);
  for (const step of steps) for (const name of sourcesOf(step.op, step.params)) reachable.add(name);
  return hashJson({
    sources: Object.fromEntries(
      Object.entries(recipe.sources).filter(([name]) => reachable.has(name)),
    ),
    parameters: recipe.parameters,
    steps: steps.map(({ op, version, params }) => ({ op, version, params })),
  });
}

/** Sources other than `main` that a step names; none for an unknown operation or bad params. */
export function sourcesOf(op: string, params: unknown): readonly string[] {
  const operation = operationById(op);
  if (!operation?.sources) return [];
  const parsed = operation.params.safeParse(params);
  return parsed.success ? operation.sources(parsed.data) : [];
}
