import { AppError, toAppError } from '../shared/errors.ts';
import { decodePage } from '../shared/arrow/decodePage.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import type { FittedValues, Json } from '../core/operations/define.ts';
import { literalParameters } from '../core/recipe/compile.ts';
import { setFitted } from '../core/recipe/edit.ts';
import { suspectsPersonal } from '../core/profile/insights/suspectsPersonal.ts';
import { stepFit } from '../core/recipe/fit.ts';
import type { StepFit } from '../core/recipe/fit.ts';
import { columnFlow } from '../core/recipe/flow.ts';
import type { Flow } from '../core/recipe/flow.ts';
import { prefixOf } from '../core/recipe/prefix.ts';
import { userQuery } from '../core/sql/userQuery.ts';
import type { Fitted, Recipe } from '../shared/recipe.ts';
import { declaredSchemas } from '../core/recipe/validate.ts';
import type { DataSession } from './dataSession.ts';
import { ownSqlPlace } from './ownSqlPlace.ts';
import { problemError } from './problemError.ts';
import { storeFitted } from './fittedFiles.ts';

/** A fitted value that a refit changed. */
export interface MovedValue {
  readonly step: string;
  readonly column: string;
  readonly before: Json | undefined;
  readonly after: Json;
}

/** What fitting gave. */
export interface FitResult {
  /** The recipe's text with the values in it, by minimal edits. */
  readonly text: string;
  readonly recipe: Recipe;
  /** Steps that learned, in order. */
  readonly learned: readonly string[];
  /** Those of them whose columns are suspected to hold personal data. */
  readonly personal: readonly string[];
  readonly moved: readonly MovedValue[];
}

/** What fitting works on. */
export interface FitInput {
  readonly session: Pick<DataSession, 'run'>;
  readonly text: string;
  /** The recipe's folder: large values, and those of personal columns, go to a file in it. Without one they stay in the text. */
  readonly folder: string | undefined;
  /** The recipe with every schema filled in. */
  readonly recipe: Recipe;
  readonly parameters: Readonly<Record<string, Json>>;
  /** The snapshot of `main`, kept beside the values. */
  readonly snapshot: string;
  /** Which steps learn: those without sound values, all, or those of these ids. */
  readonly which: 'missing-or-stale' | 'all' | readonly string[];
}

const MAX_FITTED_ROWS = 100_000;

/** Learns values step by step, each on the rows that the steps above it give. */
export async function fitRecipe(input: FitInput, call: CallOptions = {}): Promise<FitResult> {
  const { schemas } = declaredSchemas(input.recipe, {});
  let text = input.text;
  let recipe = input.recipe;
  const learned: string[] = [];
  const personal: string[] = [];
  const moved: MovedValue[] = [];
  const flowNow = (): Flow => columnFlow(recipe, schemas);
  for (let position = 0; position < flowNow().steps.length; position += 1) {
    const flow = flowNow();
    const step = flow.steps[position];
    if (!step || step.fit === 'none') continue;
    if (step.fit === 'fitted' && input.which === 'missing-or-stale') continue;
    if (typeof input.which !== 'string' && !input.which.includes(step.step.id)) continue;
    if (input.which === 'all') throwBrokenAbove(flow, step.index);
    const fit = stepFit(flow, position, literalParameters(flow, input.parameters));
    if (!fit) continue;
    call.onProgress?.({
      what: `learning ${step.step.id} (${step.step.op})`,
      done: position,
      total: flow.steps.length,
      unit: 'steps',
    });
    const values = await learnedValues(input.session, fit, call);
    const prefix = prefixOf(recipe, step.step.id);
    if (prefix === undefined) throw new AppError('internal', `Step ${step.step.id} has no prefix.`);
    const fitted: Fitted = { values, on: fit.on, snapshot: input.snapshot, prefix };
    moved.push(...differences(step.step.id, recipe.fitted[step.step.id]?.values, values));
    recipe = { ...recipe, fitted: { ...recipe.fitted, [step.step.id]: fitted } };
    const isPersonal = await suspected(input.session, fit, values, call);
    if (isPersonal) personal.push(step.step.id);
    const stored =
      input.folder === undefined ? fitted : await storeFitted(fitted, input.folder, isPersonal);
    text = setFitted(text, step.step.id, stored);
    learned.push(step.step.id);
  }
  return { text, recipe, learned, personal, moved };
}

/** A step above that turned out not to fit the columns that were learned meanwhile. */
function throwBrokenAbove(flow: Flow, index: number): void {
  const { steps } = flow.recipe;
  const broken = flow.problems.filter(
    ({ step, code }) => code !== 'stale' && steps.findIndex(({ id }) => id === step) < index,
  );
  const [first] = broken.filter(({ step }) => step !== null);
  if (first) throw problemError(first, broken);
}

async function learnedValues(
  session: FitInput['session'],
  fit: StepFit,
  call: CallOptions,
): Promise<FittedValues> {
  try {
    const query = { sql: fit.query };
    const page = await session.run('rows', { query, limit: MAX_FITTED_ROWS }, call);
    return fit.decode(decodePage(page.arrow).rows);
  } catch (error) {
    const known = toAppError(error);
    if (!fit.ownSql || !['bad-sql', 'forbidden'].includes(known.code)) throw error;
    throw new AppError(known.code, atOwnPlace(known.message, fit), {
      hint: `Edit the query of step ${fit.step.step.id}.`,
      path: fit.ownSql,
      cause: error,
      ...(known.detail !== undefined && { detail: known.detail }),
    });
  }
}

/** Places in the whole query become those in the SQL that stands in the step's params. */
function atOwnPlace(message: string, { step, query, ownSql = [] }: StepFit): string {
  // SAFETY: the params of a step are JSON.
  let given = step.params as Json | undefined;
  for (const key of ownSql) {
    // SAFETY: only an object of JSON has text keys.
    given = isObject(given) ? (given as Readonly<Record<string, Json>>)[key] : undefined;
  }
  return typeof given === 'string' ? ownSqlPlace(message, query, userQuery(given), given) : message;
}

function isObject(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the columns that a step learned from look personal. No others are looked at. */
async function suspected(
  session: FitInput['session'],
  { rows, step }: StepFit,
  values: FittedValues,
  call: CallOptions,
): Promise<boolean> {
  const columns = step.input.map(({ name }) => name).filter((name) => Object.hasOwn(values, name));
  if (columns.length === 0) return false;
  const details = await session.run('details', { query: { sql: rows }, columns }, call);
  return suspectsPersonal(details, step.input);
}

function differences(
  step: string,
  before: FittedValues | undefined,
  after: FittedValues,
): MovedValue[] {
  return Object.entries(after)
    .filter(([column, value]) => JSON.stringify(before?.[column]) !== JSON.stringify(value))
    .map(([column, value]) => ({ step, column, before: before?.[column], after: value }));
}
