import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runContainer, type ContainerEnd } from './container.ts';
import { now, type Job } from './job.ts';
import { JobError } from './jobError.ts';
import { LogStream } from './logStream.ts';
import { pause } from './pause.ts';
import type { Platform } from './platform.ts';
import { downloadInput, planInput } from './s3Input.ts';
import { uploadFile } from './uploadFolder.ts';

const TRAINER = fileURLToPath(new URL('../trainXgboost.py', import.meta.url));
const DAY_SECONDS = 86_400;
const run = promisify(execFile);

/** Takes a training job through its life: Starting, Downloading, Training, Uploading, the end. */
export async function runTraining(platform: Platform, job: Job): Promise<void> {
  const stream = `${job.name}/algo-1-${String(Math.floor(now()))}`;
  const { logDelayMs, paceMs } = platform.settings;
  const group = '/aws/sagemaker/TrainingJobs';
  const logs = new LogStream(platform.logs(job.region), group, stream, logDelayMs);
  const folder = await mkdtemp(join(tmpdir(), 'sluice-training-'));
  try {
    await pause(paceMs, job.stopping.signal);
    await execute(platform, job, folder, logs);
  } catch (error) {
    if (job.stopping.signal.aborted) job.end('Stopped');
    else job.end('Failed', reasonOf(error));
  } finally {
    await rm(folder, { recursive: true, force: true });
    await logs.close();
  }
}

async function execute(
  platform: Platform,
  job: Job,
  folder: string,
  logs: LogStream,
): Promise<void> {
  const image = job.request.fields('AlgorithmSpecification').text('TrainingImage') ?? '';
  if (!/\/sagemaker-xgboost:/.test(image)) {
    throw new JobError('InternalServerError: this stand-in trains with built-in XGBoost only.');
  }
  if (job.request.fields('ResourceConfig').number('InstanceCount') !== 1) {
    throw new JobError('InternalServerError: this stand-in runs jobs of one instance only.');
  }
  const ml = join(folder, 'opt', 'ml');
  enter(job, 'Downloading', 'Downloading the training image and input data');
  job.begin();
  await prepare(platform, job, ml);
  await pause(platform.settings.paceMs, job.stopping.signal);
  enter(job, 'Training', 'Training image download completed. Training in progress.');
  await pause(platform.settings.paceMs, job.stopping.signal);
  const ordered = platform.faults.takeJobFailure('training');
  if (ordered !== undefined) throw new JobError(ordered.reason);
  const end = await train(platform, job, folder, logs);
  if (end.why === 'exited' && end.code !== 0) throw new JobError(await readFailure(ml, end.code));
  if (end.why === 'exited') enter(job, 'Uploading', 'Uploading generated training model');
  await uploadModel(platform, job, ml);
  await pause(platform.settings.paceMs);
  if (end.why === 'exited') job.end('Completed');
  else job.end('Stopped', undefined, end.why === 'maxRuntime' ? 'MaxRuntimeExceeded' : undefined);
}

function enter(job: Job, status: string, message: string): void {
  if (job.stopping.signal.aborted) throw new JobError('Stopped');
  job.enter(status, message);
}

async function prepare(platform: Platform, job: Job, ml: string): Promise<void> {
  const { request } = job;
  const channels: Record<string, Record<string, string>> = {};
  const mode = request.fields('AlgorithmSpecification').text('TrainingInputMode') ?? 'File';
  for (const channel of request.list('InputDataConfig')) {
    const name = channel.text('ChannelName') ?? '';
    const s3 = channel.fields('DataSource').fields('S3DataSource');
    const plan = await planInput(platform, {
      uri: s3.text('S3Uri') ?? '',
      type: s3.text('S3DataType') ?? 'S3Prefix',
      region: job.region,
      role: request.text('RoleArn') ?? '',
    });
    await downloadInput(platform, plan, join(ml, 'input', 'data', name));
    const type = channel.text('ContentType');
    channels[name] = {
      TrainingInputMode: channel.text('InputMode') ?? mode,
      S3DistributionType: s3.text('S3DataDistributionType') ?? 'FullyReplicated',
      RecordWrapperType: channel.text('RecordWrapperType') ?? 'None',
      ...(type === undefined ? {} : { ContentType: type }),
    };
  }
  const config = join(ml, 'input', 'config');
  for (const path of [config, join(ml, 'model'), join(ml, 'output')]) {
    await mkdir(path, { recursive: true });
  }
  const write = async (name: string, value: unknown): Promise<void> => {
    await writeFile(join(config, name), JSON.stringify(value));
  };
  await write('hyperparameters.json', request.textMap('HyperParameters'));
  await write('inputdataconfig.json', channels);
  await write('resourceconfig.json', { current_host: 'algo-1', hosts: ['algo-1'] });
}

async function train(
  platform: Platform,
  job: Job,
  folder: string,
  logs: LogStream,
): Promise<ContainerEnd> {
  const { request } = job;
  const stopping = request.fields('StoppingCondition');
  const metrics = new Map<string, { value: number; at: number }>();
  const end = await runContainer(
    platform.settings,
    {
      command: ['python3', TRAINER, join(folder, 'opt', 'ml')],
      environment: { AWS_REGION: job.region, ...request.textMap('Environment') },
      folder,
      isolated: request.flag('EnableNetworkIsolation'),
      maxSeconds: stopping.number('MaxRuntimeInSeconds') ?? DAY_SECONDS,
      stop: job.stopping.signal,
      onLine(line) {
        if (!/^\[\d+\]\t/.test(line)) return;
        for (const [, part, metric, value] of line.matchAll(
          /\t(train|validation)-([^:\s]+):(\S+)/g,
        )) {
          metrics.set(`${part ?? ''}:${metric ?? ''}`, { value: Number(value), at: now() });
        }
      },
    },
    logs,
  );
  job.metrics = [...metrics].map(([name, { value, at }]) => ({ name, value, at }));
  return end;
}

async function uploadModel(platform: Platform, job: Job, ml: string): Promise<void> {
  const files = await readdir(join(ml, 'model'));
  if (files.length === 0) return;
  const archive = join(ml, 'model.tar.gz');
  await run('tar', ['-czf', archive, '-C', join(ml, 'model'), ...files]);
  await uploadFile(platform, archive, modelUri(job));
  job.model = modelUri(job);
}

function modelUri(job: Job): string {
  const path = job.request.fields('OutputDataConfig').text('S3OutputPath') ?? '';
  return `${path.replace(/\/$/, '')}/${job.name}/output/model.tar.gz`;
}

async function readFailure(ml: string, code: number): Promise<string> {
  const file = join(ml, 'output', 'failure');
  const text = existsSync(file) ? await readFile(file, 'utf8') : 'AlgorithmError: ';
  return `${text.trim()}, exit code: ${String(code)}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof JobError) return error.message;
  return `InternalServerError: ${error instanceof Error ? error.message : String(error)}`;
}
