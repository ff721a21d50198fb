import {
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import type { Tag } from '@aws-sdk/client-sagemaker';
import type {
  JobKind,
  JobState,
  ProcessingSpec,
  Submitted,
  TrainingSpec,
} from '../../shared/contracts/aws.ts';
import { AppError } from '../../shared/errors.ts';
import { withAwsErrors } from '../awsError.ts';
import type { AwsClients } from '../clients.ts';
import { pause } from '../pause.ts';
import { describeJob } from './describeJob.ts';
import { requestTag } from './jobTags.ts';
import { processingRequest } from './processingRequest.ts';
import { submitOnce } from './submitOnce.ts';
import { trainingRequest } from './trainingRequest.ts';

const CLOCK_SLACK_MS = 10 * 60_000;

/** Submits a processing job; calling it again with the same spec gives the same job. */
export async function submitProcessing(
  clients: AwsClients,
  spec: ProcessingSpec,
  signal: AbortSignal,
): Promise<Submitted> {
  const request = processingRequest(spec, await clients.region());
  const client = await clients.sagemakerCreate();
  return submit(clients, signal, {
    kind: 'processing',
    name: spec.name,
    role: spec.role,
    image: request.AppSpecification?.ImageUri ?? '',
    tags: request.Tags ?? [],
    create: async () => {
      const answer = await client.send(new CreateProcessingJobCommand(request));
      return answer.ProcessingJobArn ?? '';
    },
  });
}

/** Submits a training job; calling it again with the same spec gives the same job. */
export async function submitTraining(
  clients: AwsClients,
  spec: TrainingSpec,
  signal: AbortSignal,
): Promise<Submitted> {
  const request = trainingRequest(spec, await clients.region());
  const client = await clients.sagemakerCreate();
  return submit(clients, signal, {
    kind: 'training',
    name: spec.name,
    role: spec.role,
    image: request.AlgorithmSpecification?.TrainingImage ?? '',
    tags: request.Tags ?? [],
    create: async () => {
      const answer = await client.send(new CreateTrainingJobCommand(request));
      return answer.TrainingJobArn ?? '';
    },
  });
}

interface Wanted {
  readonly kind: JobKind;
  readonly name: string;
  readonly role: string;
  readonly image: string;
  readonly tags: readonly Tag[];
  readonly create: () => Promise<string>;
}

function submit(clients: AwsClients, signal: AbortSignal, wanted: Wanted): Promise<Submitted> {
  return submitOnce({
    name: wanted.name,
    action:
      wanted.kind === 'processing'
        ? 'sagemaker:CreateProcessingJob'
        : 'sagemaker:CreateTrainingJob',
    create: wanted.create,
    // Neither is cancelled: an answer must come before anything else may happen.
    describe: () => describeJob(clients, { kind: wanted.kind, name: wanted.name }),
    isOurs: (job, since) => isOurs(clients, job, wanted, since),
    wait: (milliseconds) => pause(milliseconds),
    now: () => new Date(),
    signal,
  });
}

async function isOurs(
  clients: AwsClients,
  job: JobState,
  wanted: Wanted,
  since: Date,
): Promise<boolean> {
  if (job.role !== wanted.role || job.image !== wanted.image) return false;
  const tags = await tagsOf(clients, job.arn);
  if (tags !== undefined) {
    const ours = wanted.tags.find(({ Key }) => Key === requestTag)?.Value;
    return tags.some(({ Key, Value }) => Key === requestTag && Value === ours);
  }
  // Who may not read tags is left with the time: the name ends in four random digits.
  return new Date(job.created).getTime() >= since.getTime() - CLOCK_SLACK_MS;
}

/** The tags of a job, or `undefined` if they may not be read. */
export async function tagsOf(clients: AwsClients, arn: string): Promise<Tag[] | undefined> {
  const client = await clients.sagemaker();
  const tags: Tag[] = [];
  let token: string | undefined;
  try {
    do {
      const page = await withAwsErrors({ action: 'sagemaker:ListTags', on: arn }, () =>
        client.send(
          new ListTagsCommand({
            ResourceArn: arn,
            ...(token === undefined ? {} : { NextToken: token }),
          }),
        ),
      );
      tags.push(...(page.Tags ?? []));
      token = page.NextToken;
    } while (token !== undefined);
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return undefined;
    throw error;
  }
  return tags;
}
