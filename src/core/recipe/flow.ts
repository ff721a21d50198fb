import type { ColumnType, Schema } from '../../shared/columnType.ts';
import { AppError } from '../../shared/errors.ts';
import { StepError } from '../operations/define.ts';
import type { FittedValues, FlowContext, Operation } from '../operations/define.ts';
import { parseType } from '../sql/types.ts';
import { requireFitting } from './parameters.ts';
import { parseParams } from './parseParams.ts';
import { prefixOf } from './prefix.ts';
import { pointer } from './problem.ts';
import { notKnownYet, stillWaiting, waitingColumns } from './waitingColumns.ts';
import type { WaitingColumns } from './waitingColumns.ts';
import type { Problem } from '../../shared/recipe.ts';
import type { Recipe, Step } from '../../shared/recipe.ts';

/** How a step's fitted values stand: none needed, there, there but learned under another prefix, or missing. */
export type FitState = 'none' | 'fitted' | 'stale' | 'missing';

/** A split that stands above a step and whose part column is still there. */
export interface Split {
  readonly as: string;
  readonly parts: readonly string[];
}

/** An enabled step with its columns worked out. */
export interface FlowStep {
  readonly step: Step;
  /** Its place in the document's `steps`. */
  readonly index: number;
  readonly operation: Operation<unknown>;
  readonly params: unknown;
  readonly input: Schema;
  readonly output: Schema;
  readonly fit: FitState;
  readonly fitted: FittedValues | undefined;
  /** Whether its columns were learned from another query or other columns, so that they are not known. */
  readonly outdated: boolean;
  readonly splitAbove: Split | undefined;
  /** Whether the hidden identity columns come in, and whether they must still go out. */
  readonly hiddenIn: boolean;
  readonly hiddenOut: boolean;
}

/** A recipe's columns, step by step, without reading any data. */
export interface Flow {
  readonly recipe: Recipe;
  readonly sources: Readonly<Record<string, Schema>>;
  readonly parameters: Readonly<Record<string, ColumnType>>;
  /** The enabled steps that fit; a broken one is left out, and stands in `problems`. */
  readonly steps: readonly FlowStep[];
  readonly schema: Schema;
  readonly split: Split | undefined;
  /** Whether the final rows have a defined order. */
  readonly ordered: boolean;
  /** Whether the source's identity columns are wanted by some step. */
  readonly identity: boolean;
  readonly problems: readonly Problem[];
}

/** Values learned in this session, by step id; they stand before those of the document. */
export type FreshFits = Readonly<Record<string, FittedValues>>;

/**
 * Works out every step's columns. `sources` are the schemas of the sources, by name. Problems are
 * collected, not thrown; a broken step passes its input on, so that later steps are still checked.
 */
export function columnFlow(
  recipe: Recipe,
  sources: Readonly<Record<string, Schema>>,
  fresh: FreshFits = {},
): Flow {
  const problems: Problem[] = [];
  const parameters = parameterTypes(recipe, problems);
  const source = (name: string, path: readonly (string | number)[]): Schema => {
    const schema = Object.hasOwn(sources, name) ? sources[name] : undefined;
    if (schema) return schema;
    throw new StepError(path, `The recipe has no source “${name}”.`, 'Add it to the sources.');
  };
  const main = Object.hasOwn(sources, 'main') ? (sources['main'] ?? []) : [];
  const drafts: Draft[] = [];
  let input = main;
  let alive = true;
  let split: Split | undefined;
  let ordered = false;
  let waiting: WaitingColumns = new Map();
  /** The step that has not learned, for which another was left out. */
  let behind: string | undefined;
  recipe.steps.forEach((step, index) => {
    if (!step.enabled) return;
    const at = ['steps', index];
    try {
      const { operation, params } = parseParams(step);
      const { fit, fitted } = fitState(recipe, step, operation, params, fresh);
      const context: FlowContext<unknown> = {
        ...{ params, input, parameters, source, fitted },
        identityIsLost: !alive,
      };
      if (operation.needsIdentity?.(params) && operation.hashesIdentity === true && !alive) {
        throw new StepError(
          ['key'],
          `The rows are no longer rows of the source, so “${operation.title}” needs a key.`,
          'Name one or more key columns, or move the step up.',
        );
      }
      let output: Schema;
      try {
        output = operation.outputSchema(context);
      } catch (error) {
        const later = notKnownYet(error, waiting, behind);
        if (!later) throw error;
        behind ??= [...waiting.values()][0];
        throw later;
      }
      if (waiting.size > 0) waiting = stillWaiting(waiting, operation, context);
      const outdated = columnsAreOutdated(operation, context, fit);
      if (outdated) problems.push(outdatedProblem(step, at));
      if (fit === 'missing' || outdated) {
        waiting = new Map([...waiting, ...waitingColumns(operation, step.id, context)]);
      }
      const wants = alive && (operation.needsIdentity?.(params) ?? false);
      drafts.push({
        step,
        index,
        operation,
        params,
        input,
        output,
        fit,
        fitted,
        outdated,
        splitAbove: split,
        wants,
      });
      if (operation.identity === 'loses') alive = false;
      if (operation.order !== 'keeps') ordered = operation.order === 'defines';
      split = operation.splits?.(params) ?? keptSplit(split, output);
      input = output;
    } catch (error) {
      problems.push(stepProblem(step, at, error));
    }
  });
  const last = drafts.findLastIndex((draft) => draft.wants);
  const steps = drafts.map(({ wants: _wants, ...draft }, i): FlowStep => ({
    ...draft,
    hiddenIn: i <= last,
    hiddenOut: i < last,
  }));
  return {
    recipe,
    sources,
    parameters,
    steps,
    schema: input,
    split,
    ordered,
    identity: last >= 0,
    problems,
  };
}

type Draft = Omit<FlowStep, 'hiddenIn' | 'hiddenOut'> & { readonly wants: boolean };

function parameterTypes(recipe: Recipe, problems: Problem[]): Record<string, ColumnType> {
  const types: Record<string, ColumnType> = {};
  recipe.parameters.forEach((parameter, index) => {
    let key = 'type';
    try {
      const type = parseType(parameter.type);
      types[parameter.name] = type;
      key = 'default';
      requireFitting(parameter, type, parameter.default, 'bad-recipe');
    } catch (error) {
      problems.push(problemOf(null, ['parameters', index, key], error));
    }
  });
  return types;
}

function fitState(
  recipe: Recipe,
  step: Step,
  operation: Operation<unknown>,
  params: unknown,
  fresh: FreshFits,
): { fit: FitState; fitted: FittedValues | undefined } {
  if (!operation.fit || operation.learns?.(params) === false)
    return { fit: 'none', fitted: undefined };
  const now = fresh[step.id];
  if (now) return { fit: 'fitted', fitted: now };
  const kept = recipe.fitted[step.id];
  if (!kept?.values) return { fit: 'missing', fitted: undefined };
  const fit = kept.prefix === prefixOf(recipe, step.id) ? 'fitted' : 'stale';
  return { fit, fitted: kept.values };
}

/** Whether a step's learned columns are no longer those that it gives, as far as that can be told. */
function columnsAreOutdated(
  operation: Operation<unknown>,
  context: FlowContext<unknown>,
  fit: FitState,
): boolean {
  if (!operation.columnsHold || context.fitted === undefined) return false;
  // Values that do not tell what they were learned from hold while all above is as it was.
  return !(operation.columnsHold(context) ?? fit !== 'stale');
}

function outdatedProblem(step: Step, at: readonly (string | number)[]): Problem {
  return {
    step: step.id,
    path: pointer(at),
    code: 'stale',
    message: 'Its columns were learned before the step, or the columns above it, changed.',
    hint: 'Look at the step, then run with --refit, or learn it again in the editor.',
  };
}

/** A split lasts while a column of its name passes through; a grouped or renamed-away one is gone. */
function keptSplit(split: Split | undefined, output: Schema): Split | undefined {
  return split && output.some((column) => column.name === split.as) ? split : undefined;
}

function stepProblem(step: Step, at: readonly (string | number)[], error: unknown): Problem {
  const path = error instanceof StepError ? [...at, 'params', ...error.path] : at;
  return problemOf(step.id, path, error);
}

function problemOf(
  step: string | null,
  path: readonly (string | number)[],
  error: unknown,
): Problem {
  if (!(error instanceof AppError)) throw error;
  return {
    step,
    path: pointer(path),
    code: error.code,
    message: error.message,
    hint: error.hint ?? 'Edit the step, or switch it off.',
  };
}
