import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fields } from '../fields.ts';
import { runContainer, type ContainerEnd } from './container.ts';
import { now, type Job } from './job.ts';
import { JobError } from './jobError.ts';
import { LogStream } from './logStream.ts';
import { pause } from './pause.ts';
import type { Platform } from './platform.ts';
import { commandOf } from './processingCommand.ts';
import { readExitMessage } from './readExitMessage.ts';
import { downloadInput, planInput } from './s3Input.ts';
import { uploadFolder } from './uploadFolder.ts';

const BASE = '/opt/ml/processing';
const DAY_SECONDS = 86_400;

/** Takes a processing job through its life: inputs, the command itself, outputs, logs. */
export async function runProcessing(platform: Platform, job: Job): Promise<void> {
  const stream = `${job.name}/algo-1-${String(Math.floor(now()))}`;
  const { logDelayMs, paceMs } = platform.settings;
  const group = '/aws/sagemaker/ProcessingJobs';
  const logs = new LogStream(platform.logs(job.region), group, stream, logDelayMs);
  const folder = await mkdtemp(join(tmpdir(), 'sluice-processing-'));
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
  const { request } = job;
  const cluster = request.fields('ProcessingResources').fields('ClusterConfig');
  if ((cluster.number('InstanceCount') ?? 1) !== 1) {
    throw new JobError('InternalServerError: this stand-in runs jobs of one instance only.');
  }
  const local = (path: string): string => folder + path.replace(/\/$/, '');
  await prepare(platform, job, local);
  const ordered = platform.faults.takeJobFailure('processing');
  job.begin();
  if (job.stopping.signal.aborted) throw new JobError('Stopped');
  if (ordered !== undefined) throw new JobError(ordered.reason);
  const base = local(BASE);
  const message = local('/opt/ml/output/message');
  const end = await runContainer(
    platform.settings,
    {
      command: commandOf(request, base),
      environment: {
        AWS_REGION: job.region,
        AWS_DEFAULT_REGION: job.region,
        ...request.textMap('Environment'),
        SLUICE_BASE: base,
        SLUICE_MESSAGE_FILE: message,
      },
      folder,
      isolated: request.fields('NetworkConfig').flag('EnableNetworkIsolation'),
      maxSeconds: request.fields('StoppingCondition').number('MaxRuntimeInSeconds') ?? DAY_SECONDS,
      stop: job.stopping.signal,
    },
    logs,
  );
  job.exitMessage = await readExitMessage(message);
  await uploadOutputs(platform, job, local, end);
  await pause(platform.settings.paceMs);
  finish(job, end);
}

async function prepare(
  platform: Platform,
  job: Job,
  local: (path: string) => string,
): Promise<void> {
  const { request } = job;
  for (const input of request.list('ProcessingInputs')) {
    const s3 = input.fields('S3Input');
    if (!input.has('S3Input')) {
      throw new JobError('InternalServerError: this stand-in reads S3 inputs only.');
    }
    const plan = await planInput(platform, {
      uri: s3.text('S3Uri') ?? '',
      type: s3.text('S3DataType') ?? 'S3Prefix',
      region: job.region,
      role: request.text('RoleArn') ?? '',
    });
    if (!input.flag('AppManaged')) {
      await downloadInput(platform, plan, local(s3.text('LocalPath') ?? BASE));
    }
  }
  for (const output of outputsOf(request)) await mkdir(local(output.path), { recursive: true });
  await mkdir(local('/opt/ml/output'), { recursive: true });
  await mkdir(local(BASE), { recursive: true });
  const config = local('/opt/ml/config');
  await mkdir(config, { recursive: true });
  await writeFile(join(config, 'processingjobconfig.json'), JSON.stringify(request.raw));
  const hosts = { current_host: 'algo-1', hosts: ['algo-1'] };
  await writeFile(join(config, 'resourceconfig.json'), JSON.stringify(hosts));
}

// AWS's papers do not say that outputs of the end of a job survive its failure: they do not here.
async function uploadOutputs(
  platform: Platform,
  job: Job,
  local: (path: string) => string,
  end: ContainerEnd,
): Promise<void> {
  const good = end.why === 'exited' && end.code === 0;
  for (const output of outputsOf(job.request)) {
    if (good || output.continuous) await uploadFolder(platform, local(output.path), output.uri);
  }
}

function finish(job: Job, { code, why }: ContainerEnd): void {
  if (why !== 'exited') job.end('Stopped');
  else if (code === 0) job.end('Completed');
  else
    job.end(
      'Failed',
      `AlgorithmError: See job logs for more information, exit code: ${String(code)}`,
    );
}

interface Output {
  path: string;
  uri: string;
  continuous: boolean;
}

function outputsOf(request: Fields): Output[] {
  const outputs = request.fields('ProcessingOutputConfig').list('Outputs');
  return outputs
    .filter((output) => output.has('S3Output') && !output.flag('AppManaged'))
    .map((output) => {
      const s3 = output.fields('S3Output');
      const continuous = s3.text('S3UploadMode') === 'Continuous';
      return { path: s3.text('LocalPath') ?? '', uri: s3.text('S3Uri') ?? '', continuous };
    });
}

function reasonOf(error: unknown): string {
  if (error instanceof JobError) return error.message;
  return `InternalServerError: ${error instanceof Error ? error.message : String(error)}`;
}
