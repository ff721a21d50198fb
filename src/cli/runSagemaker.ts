import { join, resolve } from 'node:path';
import { VERSIONS } from '../core/versions.ts';
import { recipeFolder } from '../jobs/recipeFolder.ts';
import { RunHistory } from '../jobs/history.ts';
import type { PreparedRun } from '../jobs/prepareRun.ts';
import { ensurePython } from '../jobs/pythonEnvironment.ts';
import { runOnSagemaker } from '../jobs/sagemakerRun.ts';
import { confirmOn } from './confirm.ts';
import type { CommandContext } from './context.ts';
import { EXIT, exitCodeOf } from './exitCode.ts';
import { reportRun } from './reportRun.ts';
import type { RunFlags } from './runFlags.ts';
import type { RunTarget } from './runTarget.ts';

/** `sluice run --sagemaker`: submits the prepared run; with `--wait`, until it has ended. */
export async function runRemotely(
  context: CommandContext,
  target: RunTarget,
  prepared: PreparedRun,
  flags: RunFlags,
): Promise<number> {
  const { terminal, call, cacheDirectory } = context;
  const pythonFolder = join(context.distDirectory, 'python');
  const packages = [`duckdb==${VERSIONS.duckdb}`];
  const wish = { python: flags.python, env: process.env, cacheDirectory, pythonFolder, packages };
  const python = await ensurePython(wish, call);
  const end = await runOnSagemaker(
    {
      history: await RunHistory.near(target.recipePath),
      aws: context.aws,
      session: context.session,
      plan: prepared.plan,
      recipeText: prepared.recipeText,
      recipePath: resolve(target.recipePath),
      folder: recipeFolder(target.recipePath),
      located: prepared.located,
      settings: target.settings,
      confirm: confirmOn(context, flags.yes),
      wait: flags.wait,
      ...{ cacheDirectory, pythonFolder, python, env: process.env },
    },
    call,
  );
  if (end.error && end.error.code !== 'check-failed') throw end.error;
  reportRun(terminal, end, [], flags.json);
  if (!flags.wait && !flags.json) {
    terminal.line(`Follow it with: sluice jobs logs ${end.record.name} --follow`);
  }
  if (!end.error) return EXIT.done;
  if (!flags.json) terminal.note(`${end.error.message} ${end.error.hint ?? ''}`);
  return exitCodeOf(end.error.code);
}
