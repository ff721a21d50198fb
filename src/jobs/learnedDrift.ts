import { literalParameters } from '../core/recipe/compile.ts';
import { appliedRecipe } from '../core/recipe/applied/appliedRecipe.ts';
import type { Schemas } from '../core/recipe/applied/columnUses.ts';
import { knownQuery } from '../core/recipe/applied/knownQuery.ts';
import { columnFlow } from '../core/recipe/flow.ts';
import { parameterValues } from '../core/recipe/parameters.ts';
import { declaredSchemas } from '../core/recipe/validate.ts';
import type { AppliedTo, LearnedDrift } from '../shared/appliedDrift.ts';
import { decodePage } from '../shared/arrow/decodePage.ts';
import { isCancelled, toAppError } from '../shared/errors.ts';
import type { Recipe } from '../shared/recipe.ts';
import type { DataCall } from './dataCall.ts';
import type { DataSession } from './dataSession.ts';
import { reachableSources } from './openRecipe.ts';
import { specOf } from './specOf.ts';

/** A recipe, the schemas of its sources, and the data that it is held against. */
export interface LearnedDriftInput {
  readonly recipe: Recipe;
  readonly schemas: Schemas;
  readonly applied: AppliedTo;
  readonly folder: string;
}

/**
 * Which values of other data a recipe's steps have not learned. Each step is asked about the rows
 * that the steps above it give; a step whose rows cannot be had is told with the reason, the others
 * are looked at. Nothing is opened where no step has learned.
 */
export async function learnedDrift(
  session: DataSession,
  { recipe, schemas, applied, folder }: LearnedDriftInput,
  call: DataCall = {},
): Promise<LearnedDrift> {
  const next = appliedRecipe(recipe, schemas[applied.source] ?? [], applied);
  const flow = columnFlow(next, declaredSchemas(next, schemas).schemas);
  const positions = flow.steps.flatMap(({ operation, fitted }, position) =>
    operation.knows && fitted !== undefined ? [position] : [],
  );
  if (positions.length === 0) return { unseen: [], outside: [], failed: [] };
  const located = await Promise.all(
    reachableSources(next).flatMap((name) => {
      const source = next.sources[name];
      return source ? [session.locate(name, specOf(source), folder, call)] : [];
    }),
  );
  await session.openSources(located, flow.identity, call);
  const param = literalParameters(flow, parameterValues(next, {}));
  const found: LearnedDrift = { unseen: [], outside: [], failed: [] };
  const parts: LearnedDrift[] = [];
  for (const [done, position] of positions.entries()) {
    const step = flow.steps[position]?.step;
    if (!step) continue;
    call.onProgress?.({
      what: `looking for values that ${step.id} (${step.op}) has not learned`,
      ...{ done, total: positions.length, unit: 'steps' },
    });
    try {
      const known = knownQuery(flow, position, param);
      if (!known) continue;
      const page = await session.run(
        'rows',
        { query: { sql: known.query }, limit: known.limit },
        call,
      );
      parts.push({ ...known.decode(decodePage(page.arrow).rows), failed: [] });
    } catch (error) {
      if (isCancelled(error)) throw error;
      parts.push({ ...found, failed: [{ step: step.id, message: toAppError(error).message }] });
    }
  }
  return {
    unseen: parts.flatMap(({ unseen }) => unseen),
    outside: parts.flatMap(({ outside }) => outside),
    failed: parts.flatMap(({ failed }) => failed),
  };
}
