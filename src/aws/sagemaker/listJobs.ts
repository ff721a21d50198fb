import { ListProcessingJobsCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import type { JobKind, JobSummary } from '../../shared/contracts/aws.ts';
import { withAwsErrors } from '../awsError.ts';
import type { AwsClients } from '../clients.ts';
import { forEachBounded } from '../forEachBounded.ts';
import { createdBy } from './jobTags.ts';
import { tagsOf } from './submitJob.ts';

interface ListRequest {
  readonly kind?: JobKind;
  readonly nameContains?: string;
  readonly limit?: number;
  readonly ours?: boolean;
}

interface Page {
  readonly jobs: JobSummary[];
  readonly next: string | undefined;
}

/** Jobs of the region, newest first. */
export async function listJobs(
  clients: AwsClients,
  request: ListRequest,
  signal: AbortSignal,
): Promise<JobSummary[]> {
  const limit = request.limit ?? 50;
  const kinds: readonly JobKind[] = request.kind ? [request.kind] : ['processing', 'training'];
  const found: JobSummary[] = [];
  for (const kind of kinds) found.push(...(await listKind(clients, kind, request, limit, signal)));
  return found.sort((a, b) => b.created.localeCompare(a.created)).slice(0, limit);
}

async function listKind(
  clients: AwsClients,
  kind: JobKind,
  request: ListRequest,
  limit: number,
  signal: AbortSignal,
): Promise<JobSummary[]> {
  const found: JobSummary[] = [];
  let token: string | undefined;
  do {
    const page = await listPage(clients, kind, request.nameContains, token, signal);
    found.push(...(request.ours === true ? await onlyOurs(clients, page.jobs) : page.jobs));
    token = page.next;
  } while (token !== undefined && found.length < limit);
  return found;
}

async function listPage(
  clients: AwsClients,
  kind: JobKind,
  nameContains: string | undefined,
  token: string | undefined,
  signal: AbortSignal,
): Promise<Page> {
  const client = await clients.sagemaker();
  const query = {
    SortBy: 'CreationTime',
    SortOrder: 'Descending',
    MaxResults: 100,
    ...(nameContains === undefined ? {} : { NameContains: nameContains }),
    ...(token === undefined ? {} : { NextToken: token }),
  } as const;
  const options = { abortSignal: signal };
  if (kind === 'processing') {
    const answer = await withAwsErrors({ action: 'sagemaker:ListProcessingJobs' }, () =>
      client.send(new ListProcessingJobsCommand(query), options),
    );
    const jobs = (answer.ProcessingJobSummaries ?? []).map((job) =>
      summary(kind, {
        name: job.ProcessingJobName,
        arn: job.ProcessingJobArn,
        status: job.ProcessingJobStatus,
        created: job.CreationTime,
        ended: job.ProcessingEndTime,
      }),
    );
    return { jobs, next: answer.NextToken };
  }
  const answer = await withAwsErrors({ action: 'sagemaker:ListTrainingJobs' }, () =>
    client.send(new ListTrainingJobsCommand(query), options),
  );
  const jobs = (answer.TrainingJobSummaries ?? []).map((job) =>
    summary(kind, {
      name: job.TrainingJobName,
      arn: job.TrainingJobArn,
      status: job.TrainingJobStatus,
      created: job.CreationTime,
      ended: job.TrainingEndTime,
    }),
  );
  return { jobs, next: answer.NextToken };
}

function summary(
  kind: JobKind,
  job: {
    readonly name: string | undefined;
    readonly arn: string | undefined;
    readonly status: string | undefined;
    readonly created: Date | undefined;
    readonly ended: Date | undefined;
  },
): JobSummary {
  return {
    kind,
    name: job.name ?? '',
    arn: job.arn ?? '',
    status: job.status ?? '',
    created: (job.created ?? new Date(0)).toISOString(),
    ...(job.ended === undefined ? {} : { ended: job.ended.toISOString() }),
  };
}

/** Jobs with our tag; those whose tags may not be read stay in, as they may be ours. */
async function onlyOurs(clients: AwsClients, jobs: readonly JobSummary[]): Promise<JobSummary[]> {
  const kept: (JobSummary | undefined)[] = [];
  await forEachBounded(jobs, 4, async (job, index) => {
    const tags = await tagsOf(clients, job.arn);
    const ours =
      tags === undefined ||
      tags.some(({ Key, Value }) => Key === createdBy.Key && Value === createdBy.Value);
    if (ours) kept[index] = job;
  });
  return kept.filter((job) => job !== undefined);
}
