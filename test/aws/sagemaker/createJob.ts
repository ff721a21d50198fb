import { AwsError } from '../awsError.ts';
import type { Fields } from '../fields.ts';
import { checkImageRegion } from './checkImageRegion.ts';
import { checkRole } from './checkRole.ts';
import type { Job, JobKind } from './job.ts';
import { JobError } from './jobError.ts';
import type { Jobs } from './jobs.ts';
import type { Platform } from './platform.ts';
import { runProcessing } from './processingRun.ts';
import { planInput } from './s3Input.ts';
import { runTraining } from './trainingRun.ts';

interface CreateJob {
  kind: JobKind;
  region: string;
  request: Fields;
}

/** Creates a job whose request passed the model, and lets it run. */
export async function createJob(
  platform: Platform,
  jobs: Jobs,
  { kind, region, request }: CreateJob,
): Promise<Job> {
  const name = request.text(kind === 'processing' ? 'ProcessingJobName' : 'TrainingJobName') ?? '';
  jobs.reserve(kind, region, name);
  try {
    checkImageRegion(kind, region, request);
    await checkRole(platform, request.text('RoleArn') ?? '');
    if (kind === 'training') await checkChannels(platform, region, request);
    const job = jobs.add(kind, region, name, request);
    platform.counters.created(kind);
    if (kind === 'training') job.enter('Starting', 'Starting the training job');
    job.done = kind === 'processing' ? runProcessing(platform, job) : runTraining(platform, job);
    // The run ends the job itself; what is left to fail is a log line that finds moto gone.
    job.done.catch(() => undefined);
    return job;
  } finally {
    jobs.release(kind, region, name);
  }
}

/** Training looks at its channels before it takes the job; processing finds out later. */
async function checkChannels(platform: Platform, region: string, request: Fields): Promise<void> {
  for (const channel of request.list('InputDataConfig')) {
    const s3 = channel.fields('DataSource').fields('S3DataSource');
    if (s3.text('S3Uri') === undefined) continue;
    try {
      await planInput(platform, {
        uri: s3.text('S3Uri') ?? '',
        type: s3.text('S3DataType') ?? 'S3Prefix',
        region,
        role: request.text('RoleArn') ?? '',
      });
    } catch (error) {
      if (!(error instanceof JobError)) throw error;
      const text = error.message.replace(/^ClientError: (Data download failed: )?/, '');
      throw new AwsError('ValidationException', text);
    }
  }
}
