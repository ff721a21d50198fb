import { readFile } from 'node:fs/promises';
import { AppError } from '../shared/errors.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import { requireRecipe } from '../core/recipe/document.ts';
import { checkSources } from '../core/recipe/checks.ts';
import { sourcesOf } from '../core/recipe/prefix.ts';
import type { Recipe } from '../shared/recipe.ts';
import { formatType } from '../core/sql/types.ts';
import { recipeFolder } from './recipeFolder.ts';
import { loadFitted } from './fittedFiles.ts';
import type { LocatedSource, OpenSource, SourceSpec } from './locatedSource.ts';
import type { SourceLocator } from './sourceReader.ts';
import { specOf } from './specOf.ts';

/** A recipe read from its file. */
export interface RecipeFile {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly recipe: Recipe;
}

/** Reads a recipe's file. Throws `not-found` or `bad-recipe` with one sentence. */
export async function readRecipeFile(
  path: string,
  lostValues: 'refuse' | 'ignore' = 'refuse',
): Promise<RecipeFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new AppError('not-found', `The recipe ${path} cannot be read.`, {
      hint: 'Check the path.',
      cause: error,
    });
  }
  const folder = recipeFolder(path);
  return { path, folder, text, recipe: await loadFitted(requireRecipe(text), folder, lostValues) };
}

/** The sources that a recipe reaches: `main`, and those that enabled steps and checks name. */
export function reachableSources(recipe: Recipe): readonly string[] {
  const names = new Set(['main', ...checkSources(recipe.checks)]);
  for (const step of recipe.steps) {
    if (step.enabled) for (const name of sourcesOf(step.op, step.params)) names.add(name);
  }
  return Object.keys(recipe.sources).filter((name) => names.has(name));
}

/** Finds the files of every reachable source. */
export async function locateSources(
  session: SourceLocator,
  file: RecipeFile,
  call: CallOptions = {},
): Promise<readonly LocatedSource[]> {
  return Promise.all(
    reachableSources(file.recipe).map((name) =>
      session.locate(name, sourceSpec(file.recipe, name), file.folder, call),
    ),
  );
}

/** The recipe with the schemas and read options that opening its sources found, where it had none. */
export function withFoundSchemas(
  recipe: Recipe,
  open: Readonly<Record<string, OpenSource>>,
): Recipe {
  const sources = Object.fromEntries(
    Object.entries(recipe.sources).map(([name, source]) => {
      const opened = open[name]?.opened;
      if (!opened || source.schema) return [name, source];
      const schema = opened.schema.map((c) => ({ name: c.name, type: formatType(c.type) }));
      return [name, { ...source, options: { ...opened.options, ...source.options }, schema }];
    }),
  );
  return { ...recipe, sources };
}

function sourceSpec(recipe: Recipe, name: string): SourceSpec {
  const source = recipe.sources[name];
  if (source) return specOf(source);
  throw new AppError('bad-recipe', `The recipe has no source “${name}”.`, {
    hint: 'Add it to the sources.',
  });
}
