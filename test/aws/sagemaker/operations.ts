import { AwsError } from '../awsError.ts';
import type { Fields } from '../fields.ts';
import { createJob } from './createJob.ts';
import { describeJob } from './describeJob.ts';
import type { Job, JobKind } from './job.ts';
import type { Jobs } from './jobs.ts';
import { listJobs } from './listJobs.ts';
import type { Platform } from './platform.ts';

interface SagemakerCall {
  platform: Platform;
  jobs: Jobs;
  region: string;
  request: Fields;
}

type Answer = Record<string, unknown>;
type Operation = (call: SagemakerCall) => Answer | undefined | Promise<Answer | undefined>;

const forKind = (kind: JobKind, word: 'Processing' | 'Training'): [string, Operation][] => [
  [
    `Create${word}Job`,
    async ({ platform, jobs, region, request }) => {
      const job = await createJob(platform, jobs, { kind, region, request });
      return { [`${word}JobArn`]: job.arn };
    },
  ],
  [`Describe${word}Job`, (call) => describeJob(named(call, kind, word))],
  [
    `Stop${word}Job`,
    (call) => {
      const job = named(call, kind, word);
      if (job.isOver) {
        throw new AwsError(
          'ValidationException',
          `The request was rejected because the ${kind} job is in status ${job.status}.`,
        );
      }
      job.stop();
      return {};
    },
  ],
  [`List${word}Jobs`, ({ jobs, region, request }) => listJobs(jobs.all(), kind, region, request)],
];

/**
 * The SageMaker operations that the stand-in answers itself. An answer of undefined means that the
 * resource is none of ours, and the call goes on to moto.
 */
export const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ...forKind('processing', 'Processing'),
  ...forKind('training', 'Training'),
  [
    'AddTags',
    ({ jobs, request }) => {
      const job = jobs.withArn(request.text('ResourceArn') ?? '');
      if (job === undefined) return undefined;
      for (const tag of request.list('Tags')) {
        job.tags.set(tag.text('Key') ?? '', tag.text('Value') ?? '');
      }
      return { Tags: tagsOf(job) };
    },
  ],
  [
    'ListTags',
    ({ jobs, request }) => {
      const job = jobs.withArn(request.text('ResourceArn') ?? '');
      return job === undefined ? undefined : { Tags: tagsOf(job) };
    },
  ],
]);

function named({ jobs, region, request }: SagemakerCall, kind: JobKind, word: string): Job {
  return jobs.find(kind, region, request.text(`${word}JobName`) ?? '');
}

function tagsOf(job: Job): { Key: string; Value: string }[] {
  return [...job.tags].map(([Key, Value]) => ({ Key, Value }));
}
