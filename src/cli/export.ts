import { basename, join, resolve } from 'node:path';
import { AppError } from '../shared/errors.ts';
import { exportScript } from '../core/codegen/exportScript.ts';
import type { Target } from '../core/operations/define.ts';
import type { Recipe } from '../shared/recipe.ts';
import { validateRecipe } from '../core/recipe/validate.ts';
import {
  locateSources,
  readRecipeFile,
  reachableSources,
  withFoundSchemas,
} from '../jobs/openRecipe.ts';
import type { RecipeFile } from '../jobs/openRecipe.ts';
import { prepareRun } from '../jobs/prepareRun.ts';
import { problemError } from '../jobs/problemError.ts';
import { writeJobDirectory } from '../jobs/jobDirectory.ts';
import { writeAtomic } from '../jobs/writeAtomic.ts';
import type { CommandContext } from './context.ts';

/** Flags of `sluice export`. */
export interface ExportFlags {
  readonly target: Target | 'job';
  readonly out: string;
  readonly json: boolean;
}

/** What exported scripts import: a script of such a name would import itself. */
const modules = ['duckdb', 'numpy', 'pandas', 'polars', 'pyarrow', 'pyspark'];

/** `sluice export <recipe>`: one readable script, or the job directory without its data. */
export async function exportCommand(
  context: CommandContext,
  path: string,
  flags: ExportFlags,
): Promise<number> {
  const out = resolve(flags.out);
  if (out === resolve(path)) {
    throw new AppError('usage', `${out} is the recipe itself.`, {
      hint: 'Give --out another path; nothing was written.',
    });
  }
  if (out.endsWith('.py') && modules.includes(basename(out, '.py'))) {
    throw new AppError(
      'usage',
      `A script named ${basename(out)} would hide the package of that name from Python.`,
      {
        hint: 'Give --out another name; nothing was written.',
      },
    );
  }
  if (flags.target === 'job') {
    await exportJob(context, path, out);
  } else {
    const file = await readRecipeFile(path);
    const { flow, problems } = validateRecipe(await withSchemas(context, file));
    const first = problems[0];
    if (first) throw problemError(first, problems);
    const unfit = flow.steps.filter((step) => step.fit === 'missing' || step.fit === 'stale');
    if (unfit.length > 0) {
      throw new AppError(
        'stale',
        `The learned values of ${unfit.map((s) => s.step.id).join(', ')} are missing or stale.`,
        {
          hint: 'Run the recipe with --refit first.',
        },
      );
    }
    await writeAtomic(out, exportScript(flow, flags.target, { recipeFolder: file.folder }));
  }
  if (flags.json) context.terminal.document({ target: flags.target, out });
  else context.terminal.line(`Wrote ${out}.`);
  return 0;
}

/** Opens the sources only where the document does not hold their schemas. */
async function withSchemas(context: CommandContext, file: RecipeFile): Promise<Recipe> {
  const declared = reachableSources(file.recipe).every((name) => file.recipe.sources[name]?.schema);
  if (declared) return file.recipe;
  const located = await locateSources(context.session, file, context.call);
  return withFoundSchemas(
    file.recipe,
    await context.session.openSources(located, false, context.call),
  );
}

/** The directory that a run would execute, all but its data and wheel. */
async function exportJob(context: CommandContext, path: string, out: string): Promise<void> {
  const prepared = await prepareRun(
    {
      session: context.session,
      recipePath: path,
      runName: 'job',
      given: {},
      refit: false,
      fetch: false,
    },
    context.call,
  );
  await writeJobDirectory({
    directory: out,
    plan: prepared.plan,
    recipeText: prepared.recipeText,
    pythonFolder: join(context.distDirectory, 'python'),
  });
}
