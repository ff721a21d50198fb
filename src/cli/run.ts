import { join, resolve } from 'node:path';
import { VERSIONS } from '../core/versions.ts';
import { RunHistory } from '../jobs/history.ts';
import { jobFiles } from '../jobs/jobFiles.ts';
import { runLocally } from '../jobs/localRun.ts';
import type { RunEnd } from '../jobs/localRun.ts';
import { readRecipeFile } from '../jobs/openRecipe.ts';
import { prepareRun } from '../jobs/prepareRun.ts';
import type { PreparedRun } from '../jobs/prepareRun.ts';
import { ensurePython } from '../jobs/pythonEnvironment.ts';
import { runName } from '../jobs/runName.ts';
import { withChecksums } from '../jobs/withChecksums.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import { bothOrNone } from './bothOrNone.ts';
import type { CommandContext } from './context.ts';
import { EXIT, exitCodeOf } from './exitCode.ts';
import { reportRun } from './reportRun.ts';
import type { RunFlags } from './runFlags.ts';
import { readRunTarget } from './runTarget.ts';
import { runRemotely } from './runSagemaker.ts';
import { uploadOutputs } from './uploadOutputs.ts';
import type { UploadedOutput } from './uploadOutputs.ts';

/** `sluice run <recipe | job.json>`: over whole data, here or on SageMaker. */
export async function runCommand(
  context: CommandContext,
  path: string,
  flags: RunFlags,
): Promise<number> {
  const target = await readRunTarget(path, flags);
  const { recipe } = await readRecipeFile(target.recipePath, 'ignore');
  const prepare = (call: CallOptions): Promise<PreparedRun> =>
    prepareRun(
      {
        session: context.session,
        recipePath: target.recipePath,
        runName: runName(recipe.name),
        given: target.parameters,
        refit: flags.refit,
        fetch: !flags.sagemaker,
      },
      call,
    );
  if (flags.sagemaker) {
    const prepared = await prepare(context.call);
    tellMoved(context, prepared);
    return runRemotely(context, target, prepared, flags);
  }
  const [prepared, python] = await bothOrNone(context.call, prepare, (call) =>
    pythonOf(context, flags, call),
  );
  tellMoved(context, prepared);
  return runHere(context, target.recipePath, prepared, { ...flags, python });
}

/** The Python that runs it, of the command line's own choice where none is named. */
function pythonOf(context: CommandContext, flags: RunFlags, call: CallOptions): Promise<string> {
  return ensurePython(
    {
      python: flags.python,
      env: process.env,
      cacheDirectory: context.cacheDirectory,
      pythonFolder: join(context.distDirectory, 'python'),
      packages: [`duckdb==${VERSIONS.duckdb}`],
    },
    call,
  );
}

async function runHere(
  context: CommandContext,
  recipePath: string,
  prepared: PreparedRun,
  flags: RunFlags & { readonly python: string },
): Promise<number> {
  const { terminal, call } = context;
  const history = await RunHistory.near(recipePath);
  const end = await runLocally(
    {
      history,
      plan: await withChecksums(prepared.plan, prepared.located, context.aws, call),
      recipeText: prepared.recipeText,
      recipePath: resolve(recipePath),
      files: jobFiles(prepared),
      python: flags.python,
      pythonFolder: join(context.distDirectory, 'python'),
      env: process.env,
      directory: flags.out === undefined ? undefined : resolve(flags.out),
    },
    call,
  );
  if (end.error && end.error.code !== 'check-failed') throw end.error;
  const uploaded = flags.upload && !end.error ? await uploadOutputs(context, prepared, end) : [];
  if (uploaded.length > 0) await keepAddresses(history, end, uploaded);
  reportRun(terminal, end, uploaded, flags.json);
  if (end.error && !flags.json) terminal.note(`${end.error.message} ${end.error.hint ?? ''}`);
  return end.error ? exitCodeOf(end.error.code) : EXIT.done;
}

/** A training elsewhere finds the outputs where they were uploaded to. */
async function keepAddresses(
  history: RunHistory,
  { record }: RunEnd,
  uploaded: readonly UploadedOutput[],
): Promise<void> {
  const outputs = (record.outputs ?? []).map((output) => ({
    ...output,
    uri: uploaded.find(({ name }) => name === output.name)?.uri ?? output.uri,
  }));
  await history.update(record.name, { outputs });
}

function tellMoved(context: CommandContext, prepared: PreparedRun): void {
  for (const id of prepared.learned) context.terminal.note(`Learned ${id}.`);
  for (const { step, column, before, after } of prepared.moved) {
    if (before === undefined) continue;
    context.terminal.note(
      `  ${step}, ${column}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
    );
  }
}
