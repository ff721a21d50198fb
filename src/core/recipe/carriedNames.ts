import type { Schema } from '../../shared/columnType.ts';
import type { Json } from '../../shared/json.ts';
import type { Recipe } from '../../shared/recipe.ts';
import { operationById } from '../operations/registry.ts';
import { sameType } from '../sql/types.ts';
import { columnFlow } from './flow.ts';
import type { Flow, FreshFits } from './flow.ts';
import { renamedParams } from './renamedParams.ts';

/** What later steps, checks and outputs become where they go on to speak of a renamed column. */
export interface Carried {
  /** New params by step. */
  readonly steps: ReadonlyMap<string, Json>;
  /** Names of the final table's columns, by what they were called before. */
  readonly final: ReadonlyMap<string, string>;
}

/**
 * The changes that let the steps below a step follow when it gives columns other names than before:
 * `before` and `after` are the flows around an edit of its params, or around its insertion. Columns are
 * the same where they stand at the same place with the same type; a name that is still there is no other
 * one. Nothing is carried past a step that is broken otherwise.
 */
export function carriedNames(
  before: Flow,
  after: Flow,
  stepId: string,
  fresh: FreshFits = {},
): Carried {
  const steps = new Map<string, Json>();
  const none: Carried = { steps, final: new Map() };
  const edited = after.steps.find(({ step }) => step.id === stepId);
  if (!edited) return none;
  const old = before.steps.find(({ step }) => step.id === stepId);
  // A new step may only rename; what an edited one makes at a place is what it made there.
  const was = old?.output ?? (edited.operation.renames === true ? edited.input : undefined);
  let names = was ? renamesBetween(was, edited.output) : new Map<string, string>();
  let flow = after;
  for (const step of after.recipe.steps.slice(edited.index + 1)) {
    if (names.size === 0) return { steps, final: names };
    const operation = step.enabled ? operationById(step.op) : undefined;
    if (!operation) continue;
    const params = renamedParams(operation, step.params, names);
    if (JSON.stringify(params) !== JSON.stringify(step.params)) {
      steps.set(step.id, params);
      flow = columnFlow(withParams(flow.recipe, step.id, params), flow.sources, fresh);
    }
    const [then, now] = [before, flow].map(
      (one) => one.steps.find((found) => found.step.id === step.id)?.output,
    );
    if (!then || !now) return { steps, final: new Map() };
    names = renamesBetween(then, now, names);
  }
  return { steps, final: names };
}

/** New names by old ones; `known` are those of the step above, for tables of other width. */
function renamesBetween(
  then: Schema,
  now: Schema,
  known: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const has = (schema: Schema, name: string): boolean => schema.some((c) => c.name === name);
  if (then.length !== now.length) {
    return new Map([...known].filter(([from, to]) => has(then, from) && has(now, to)));
  }
  return new Map(
    then.flatMap((column, at): [string, string][] => {
      const other = now[at];
      const isOther = other !== undefined && other.name !== column.name;
      if (!isOther || has(now, column.name) || !sameType(column.type, other.type)) return [];
      return [[column.name, other.name]];
    }),
  );
}

function withParams(recipe: Recipe, id: string, params: Json): Recipe {
  const steps = recipe.steps.map((step) => (step.id === id ? { ...step, params } : step));
  return { ...recipe, steps };
}
