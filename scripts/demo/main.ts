import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startStandIn } from '../../test/aws/standIn.ts';
import { machineNode } from '../../test/machineNode.ts';
import { Journey } from './journey.ts';
import { seedLake } from './seedLake.ts';
import { scoreModel } from './scoreModel.ts';

// The main job on real input: three million flights on S3, a recipe, a job, a model, all by the
// command line. AWS is stood in for on this machine; nothing leaves it and nothing costs money.
const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, '.cache', 'demo');
const workspace = join(folder, 'workspace');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await cp(join(root, 'scripts', 'demo', 'workspace'), workspace, { recursive: true });
// A workspace of its own, though it lies within a repository: its runs are kept in it.
await mkdir(join(workspace, '.sluice'));

const standIn = await startStandIn({ root });
let failed = false;
try {
  const sluice = new Journey({
    node: machineNode().path,
    cli: join(root, 'dist', 'cli.js'),
    folder: workspace,
    env: {
      ...standIn.env,
      SLUICE_CACHE_DIR: join(folder, 'cache'),
      SLUICE_PYTHON: join(root, '.venv', 'bin', 'python'),
    },
  });
  await sluice.step('put the flights on S3, a folder a month', () =>
    seedLake(root, folder, standIn),
  );
  await sluice.run(
    'profile the flights where they lie',
    ['profile', 's3://sluice-demo/flights/', '--full'],
    'show',
  );
  await sluice.run('validate the recipe', ['validate', 'late.sluice.json'], 'quiet');
  await sluice.run('learn medians and categories on the training part, submit the job, wait', [
    ...['run', 'late.job.json', '--sagemaker', '--refit', '--wait', '--yes'],
  ]);
  const local = await sluice.json('train here on what the job wrote', [
    'train',
    'late.train.json',
    '--local',
  ]);
  const remote = await sluice.json('submit the training, wait', [
    ...['train', 'late.train.json', '--sagemaker', '--wait', '--yes'],
  ]);
  for (const [target, file] of Object.entries({
    duckdb: 'late.sql',
    pandas: 'latePandas.py',
    polars: 'latePolars.py',
    pyspark: 'lateSpark.py',
  })) {
    await sluice.run(
      `export the ${target} script`,
      ['export', 'late.sluice.json', '--target', target, '--out', file],
      'quiet',
    );
  }
  await sluice.run('list the runs', ['jobs', 'list'], 'show');
  const auc = await sluice.step('open the model anew and score the validation file', () =>
    scoreModel(root, local, standIn),
  );
  process.stdout.write(
    `\nvalidation AUC ${auc} (trained here), ${String(remote.metric.value)} (trained by the job)\n`,
  );
  process.stdout.write(`The workspace is ${workspace}\n`);
} catch (error) {
  failed = true;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
} finally {
  await standIn.stop();
}
process.exitCode = failed ? 1 : 0;
