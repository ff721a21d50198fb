import { readFile } from 'node:fs/promises';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ReadFormat, SourceOptions } from '../shared/source.ts';
import { AppError } from '../shared/errors.ts';
import { isReadFormat } from '../shared/isReadFormat.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import { buildPlan } from '../core/codegen/job.ts';
import type { Plan, PlanFile } from '../core/codegen/plan.ts';
import type { Json } from '../core/operations/define.ts';
import { setSourceForm } from '../core/recipe/edit.ts';
import type { Flow } from '../core/recipe/flow.ts';
import { parameterValues } from '../core/recipe/parameters.ts';
import type { Recipe } from '../shared/recipe.ts';
import { validateRecipe } from '../core/recipe/validate.ts';
import type { Validation } from '../core/recipe/validate.ts';
import { VERSIONS } from '../core/versions.ts';
import { acceptChecks } from './acceptChecks.ts';
import type { DataSession } from './dataSession.ts';
import type { LocatedSource, OpenSource } from './locatedSource.ts';
import { fitRecipe } from './fitRecipe.ts';
import type { MovedValue } from './fitRecipe.ts';
import { locateSources, readRecipeFile, withFoundSchemas } from './openRecipe.ts';
import type { RecipeFile } from './openRecipe.ts';
import { problemError } from './problemError.ts';
import { writeAtomic } from './writeAtomic.ts';

/** What a run is prepared from. */
export interface PrepareInput {
  readonly session: DataSession;
  readonly recipePath: string;
  readonly runName: string;
  /** Parameter values as given, by name. */
  readonly given: Readonly<Record<string, Json>>;
  readonly refit: boolean;
  /** True for a run here: the data are fetched. Elsewhere they are only listed, unless a fit or a schema asks for them. */
  readonly fetch: boolean;
}

/** A run that only has to be executed. */
export interface PreparedRun {
  readonly plan: Plan;
  readonly flow: Flow;
  readonly recipe: Recipe;
  readonly recipeText: string;
  readonly located: readonly LocatedSource[];
  /** Set when the data are on this machine. */
  readonly open: Readonly<Record<string, OpenSource>> | undefined;
  readonly learned: readonly string[];
  readonly moved: readonly MovedValue[];
}

/**
 * Reads, validates and fits a recipe, and compiles its plan. Throws the first problem; `stale` where
 * values are missing or stale and `refit` is not set. A refit writes the values into the recipe's file.
 */
export async function prepareRun(
  input: PrepareInput,
  call: CallOptions = {},
): Promise<PreparedRun> {
  const file = await readRecipeFile(input.recipePath, input.refit ? 'ignore' : 'refuse');
  const parameters = parameterValues(file.recipe, input.given);
  const located = await locateSources(input.session, file, call);
  const undeclared = located.some((source) => !file.recipe.sources[source.name]?.schema);
  let open: Readonly<Record<string, OpenSource>> | undefined;
  let recipe = file.recipe;
  if (undeclared || input.fetch) {
    open = await input.session.openSources(located, false, call, { whole: input.fetch });
    recipe = withFoundSchemas(recipe, open);
  }
  // All steps learn anew, so that no column hangs on values of before.
  let validation = sound(input.refit ? { ...recipe, fitted: {} } : recipe, 'may-wait');
  let text = file.text;
  let learned: readonly string[] = [];
  let moved: readonly MovedValue[] = [];
  const waiting = validation.flow.steps.filter(
    (step) => step.fit === 'missing' || step.fit === 'stale',
  );
  if (waiting.length > 0 && !input.refit)
    throw staleError(
      waiting.map((s) => s.step.id),
      validation.stale,
    );
  if (input.refit && validation.flow.steps.some((step) => step.fit !== 'none')) {
    const { identity } = validation.flow;
    open = await input.session.openSources(located, identity, call, { whole: input.fetch });
    text = withSourceForms(text, file.recipe, recipe);
    const snapshot = located.find((source) => source.name === 'main')?.snapshot ?? '';
    const fit = await fitRecipe(
      {
        ...{ session: input.session, text, recipe, parameters, snapshot, which: 'all' },
        folder: file.folder,
      },
      call,
    );
    ({ text, recipe, learned, moved } = fit);
    validation = sound(recipe);
    await writeRefit(file, text);
  }
  await acceptChecks(input.session, recipe.checks, call);
  const plan = buildPlan(validation.flow, {
    name: input.runName,
    recipeSha256: bytesToHex(sha256(utf8ToBytes(text))),
    versions: VERSIONS,
    parameters,
    sources: planSources(file, recipe, located, open),
  });
  return { plan, flow: validation.flow, recipe, recipeText: text, located, open, learned, moved };
}

/** A source without a schema gets the one that was found, as learned values belong to it. */
function withSourceForms(text: string, before: Recipe, after: Recipe): string {
  let next = text;
  for (const [name, source] of Object.entries(after.sources)) {
    if (source.schema && !before.sources[name]?.schema) next = setSourceForm(next, name, source);
  }
  return next;
}

/** Replaces the recipe's file as a whole; an edit made while it was learned is not overwritten. */
async function writeRefit(file: RecipeFile, text: string): Promise<void> {
  if ((await readFile(file.path, 'utf8')) !== file.text) {
    throw new AppError('changed', `${file.path} was edited while its values were learned.`, {
      hint: 'Run it again; your edit was kept, and the learned values were not written.',
    });
  }
  await writeAtomic(file.path, text);
}

/** Throws the first problem. Before a refit, columns that are not known yet are none. */
function sound(recipe: Recipe, waiting?: 'may-wait'): Validation {
  const validation = validateRecipe(recipe);
  const problems = validation.problems.filter(({ code }) => !waiting || code !== 'stale');
  const [first] = problems;
  if (first) throw problemError(first, problems);
  return validation;
}

function staleError(steps: readonly string[], stale: readonly string[]): AppError {
  const named = steps.map((id) => `${id} (${stale.includes(id) ? 'stale' : 'never learned'})`);
  return new AppError(
    'stale',
    `The learned values of ${named.join(', ')} do not belong to this recipe.`,
    {
      hint: 'Run again with --refit to learn them anew.',
    },
  );
}

function planSources(
  file: RecipeFile,
  recipe: Recipe,
  located: readonly LocatedSource[],
  open: Readonly<Record<string, OpenSource>> | undefined,
): Parameters<typeof buildPlan>[1]['sources'] {
  return Object.fromEntries(
    located.map((source) => {
      const declared = recipe.sources[source.name];
      const keys = hiveKeys(
        source,
        (declared?.schema ?? []).map((column) => column.name),
      );
      return [
        source.name,
        {
          uri: file.recipe.sources[source.name]?.uri ?? source.spec.uri,
          ...planInput(source, declared, open?.[source.name]),
          snapshot: source.snapshot,
          hiveKeys: keys,
        },
      ];
    }),
  );
}

/** What the job reads: the source's own files, or the Parquet that the engine made of them. */
function planInput(
  source: LocatedSource,
  declared: Recipe['sources'][string] | undefined,
  open: OpenSource | undefined,
): { format: ReadFormat; options: SourceOptions; files: PlanFile[] } {
  const format = declared?.format ?? 'parquet';
  if (format === 'recipe') {
    const files = source.files.map((f) => ({ path: f.relative, size: f.size }));
    return { format: 'parquet', options: {}, files };
  }
  if (isReadFormat(format)) {
    const files = source.files.map((f) => ({ path: f.relative, size: f.size }));
    return { format, options: declared?.options ?? {}, files };
  }
  const { converted } = open?.opened ?? {};
  if (!converted) {
    throw new AppError(
      'unsupported',
      `Source ${source.name} can be read here only: its files are turned into Parquet first.`,
      { hint: 'Run the recipe here, or write the source as Parquet and run it on that.' },
    );
  }
  const files = source.files.map((file, at) => ({
    path: file.relative,
    size: converted.sizes[at] ?? 0,
  }));
  return { format: 'parquet', options: {}, files };
}

/** `key=value` folders that every file has and that the schema declares as columns. */
function hiveKeys(source: LocatedSource, columns: readonly string[]): readonly string[] {
  const first = source.files[0]?.relative.split('/').slice(0, -1) ?? [];
  return first.flatMap((folder) => {
    const key = /^([^=]+)=/.exec(folder)?.[1];
    return key !== undefined && columns.includes(key) ? [key] : [];
  });
}
