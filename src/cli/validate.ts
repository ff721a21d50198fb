import { readFile } from 'node:fs/promises';
import Table from 'cli-table3';
import type { Schema } from '../shared/columnType.ts';
import { AppError } from '../shared/errors.ts';
import { readRecipe } from '../core/recipe/document.ts';
import type { Problem } from '../shared/recipe.ts';
import { validateRecipe } from '../core/recipe/validate.ts';
import { recipeFolder } from '../jobs/recipeFolder.ts';
import { loadFitted } from '../jobs/fittedFiles.ts';
import type { CommandContext } from './context.ts';

/** Flags of `sluice validate`. */
export interface ValidateFlags {
  readonly against?: string;
  readonly json: boolean;
}

/** `sluice validate <recipe>`: column flow, checks and outputs, without reading data unless `--against` names some. */
export async function validateCommand(
  context: CommandContext,
  path: string,
  flags: ValidateFlags,
): Promise<number> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new AppError('not-found', `The recipe ${path} cannot be read.`, {
      hint: 'Check the path.',
      cause: error,
    });
  }
  const read = readRecipe(text);
  if (!read.recipe) {
    return report(context, flags, { problems: read.problems, columns: [], stale: [] });
  }
  const recipe = await loadFitted(read.recipe, recipeFolder(path), 'refuse');
  if (flags.against === undefined) return report(context, flags, validateRecipe(recipe));
  const main = await schemaOf(context, flags.against, recipeFolder(path));
  const { main: own, ...others } = recipe.sources;
  const replaced = own ? { ...recipe, sources: { main: without(own), ...others } } : recipe;
  return report(context, flags, validateRecipe(replaced, { main }));
}

async function schemaOf(context: CommandContext, uri: string, folder: string): Promise<Schema> {
  const located = await context.session.locate('main', { uri }, folder, context.call);
  const open = await context.session.openSources([located], false, context.call);
  return open['main']?.opened.schema ?? [];
}

function without<T extends { readonly schema?: unknown }>(source: T): Omit<T, 'schema'> {
  const { schema: _schema, ...rest } = source;
  return rest;
}

function report(
  context: CommandContext,
  flags: ValidateFlags,
  found: {
    readonly problems: readonly Problem[];
    readonly columns: readonly { readonly name: string; readonly type: string }[];
    readonly stale: readonly string[];
  },
): number {
  const { terminal } = context;
  const ok = found.problems.length === 0;
  if (flags.json) {
    terminal.document({ ok, problems: found.problems, columns: found.columns, stale: found.stale });
    return ok ? 0 : 1;
  }
  for (const problem of found.problems) {
    const where = problem.step === null ? problem.path : `step ${problem.step} (${problem.path})`;
    terminal.line(`${where}: ${problem.message} ${problem.hint}`);
  }
  if (!ok) return 1;
  const table = new Table({
    head: ['column', 'type'],
    style: { head: [], border: [], compact: true },
  });
  table.push(...found.columns.map((column) => [column.name, column.type]));
  terminal.line(`The recipe is sound; it gives ${String(found.columns.length)} columns.`);
  terminal.line(table.toString());
  if (found.stale.length > 0) {
    terminal.line(`Stale: ${found.stale.join(', ')}. Run with --refit to learn these steps anew.`);
  }
  return 0;
}
