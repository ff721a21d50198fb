import { join, resolve } from 'node:path';
import { AppError } from '../shared/errors.ts';
import { VERSIONS } from '../core/versions.ts';
import { readTrainDocument } from '../jobs/documents.ts';
import { RunHistory } from '../jobs/history.ts';
import { ensurePython } from '../jobs/pythonEnvironment.ts';
import { runName } from '../jobs/runName.ts';
import type { TrainEnd } from '../jobs/trainEnd.ts';
import { trainLocally } from '../jobs/trainLocal.ts';
import { trainOnSagemaker } from '../jobs/trainSagemaker.ts';
import { trainingPackages } from '../jobs/xgboostVersion.ts';
import { objectCache } from '../jobs/objectCache.ts';
import { confirmOn } from './confirm.ts';
import type { CommandContext } from './context.ts';
import { EXIT } from './exitCode.ts';

/** Flags of `sluice train`. */
export interface TrainFlags {
  readonly sagemaker: boolean;
  readonly wait: boolean;
  readonly yes: boolean;
  readonly python?: string;
  readonly json: boolean;
}

/** `sluice train <train.json>`: here on the very channels, or as a training job. */
export async function trainCommand(
  context: CommandContext,
  path: string,
  flags: TrainFlags,
): Promise<number> {
  const { aws, call, terminal, cacheDirectory } = context;
  const document = await readTrainDocument(path);
  const documentPath = resolve(path);
  const history = await RunHistory.near(path);
  const title = /([^/\\]+?)(\.train)?\.json$/.exec(documentPath)?.[1] ?? 'train';
  const shared = { history, aws, name: runName(`${title}-train`), document, documentPath };
  const end = flags.sagemaker
    ? await trainOnSagemaker(
        { ...shared, confirm: confirmOn(context, flags.yes), wait: flags.wait },
        call,
      )
    : await trainLocally(
        {
          ...shared,
          objectCache: objectCache(cacheDirectory),
          ...(await localPython(context, flags)),
          env: process.env,
          onLine: (line) => {
            terminal.line(line);
          },
        },
        call,
      );
  if (end.error) throw end.error;
  report(context, end, flags);
  return EXIT.done;
}

async function localPython(
  context: CommandContext,
  flags: TrainFlags,
): Promise<{ readonly python: string; readonly pythonFolder: string }> {
  const pythonFolder = join(context.distDirectory, 'python');
  const { cacheDirectory, call } = context;
  const wish = {
    python: flags.python,
    env: process.env,
    cacheDirectory,
    pythonFolder,
    packages: trainingPackages(VERSIONS.duckdb),
  };
  return { python: await ensurePython(wish, call), pythonFolder };
}

function report(context: CommandContext, { record }: TrainEnd, flags: TrainFlags): void {
  const { terminal } = context;
  const { state, metric, model, directory, seconds } = record;
  if (state === 'completed' && !model) {
    throw new AppError('job-failed', `The training ${record.name} left no model.`, {
      hint: `Read its log: sluice jobs logs ${record.name}.`,
    });
  }
  if (flags.json) {
    terminal.document({ state, metric, model, run: directory, seconds });
    return;
  }
  const shown = metric ? `, ${metric.name} ${String(metric.value)}` : '';
  terminal.line(`${record.name}: ${state}${shown}`);
  if (model) terminal.line(`  model: ${model}`);
  if (state !== 'completed')
    terminal.line(`Follow it with: sluice jobs logs ${record.name} --follow`);
}
