import { readFile } from 'node:fs/promises';
import Table from 'cli-table3';
import { AppError } from '../shared/errors.ts';
import { readRecipe } from '../core/recipe/document.ts';
import type { Problem } from '../shared/recipe.ts';
import { validateRecipe } from '../core/recipe/validate.ts';
import { recipeFolder } from '../jobs/recipeFolder.ts';
import { loadFitted } from '../jobs/fittedFiles.ts';
import type { CommandContext } from './context.ts';
import { driftText } from './driftText.ts';
import { validateAgainst } from './validateAgainst.ts';
import type { FoundDrift } from './validateAgainst.ts';

/** Flags of `sluice validate`. */
export interface ValidateFlags {
  readonly against?: string;
  /** Columns of the other data, by the recipe's. */
  readonly map: Readonly<Record<string, string>>;
  /** The source that the other data stand for; `main` unless given. */
  readonly source?: string;
  readonly json: boolean;
}

/** `sluice validate <recipe>`: column flow, checks and outputs, and how other data differ from the recipe's. Data are read only where values of `--against` must be counted. */
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
  const found = await validateAgainst(context, recipe, {
    ...{ uri: flags.against, folder: recipeFolder(path), mapping: flags.map },
    source: flags.source ?? 'main',
  });
  return report(context, flags, found);
}

function report(
  context: CommandContext,
  flags: ValidateFlags,
  found: {
    readonly problems: readonly Problem[];
    readonly columns: readonly { readonly name: string; readonly type: string }[];
    readonly stale: readonly string[];
    readonly unlearned?: readonly string[];
    readonly drift?: FoundDrift;
  },
): number {
  const { terminal } = context;
  const ok = found.problems.length === 0;
  const { unlearned = [] } = found;
  if (flags.json) {
    const { problems, columns, stale, drift } = found;
    const more = { ...(unlearned.length > 0 ? { unlearned } : {}), ...(drift ? { drift } : {}) };
    terminal.document({ ok, problems, columns, stale, ...more });
    return ok ? 0 : 1;
  }
  for (const line of found.drift ? driftText(found.drift) : []) terminal.line(line);
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
  if (unlearned.length > 0) {
    terminal.line(
      `Not learned yet: ${unlearned.join(', ')}, so columns may be missing. Run with --refit.`,
    );
  }
  if (found.stale.length > 0) {
    const when = found.drift ? 'Stale once the recipe reads these data' : 'Stale';
    terminal.line(
      `${when}: ${found.stale.join(', ')}. Run with --refit to learn these steps anew.`,
    );
  }
  return 0;
}
