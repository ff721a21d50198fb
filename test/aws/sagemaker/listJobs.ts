import { AwsError } from '../awsError.ts';
import type { Fields } from '../fields.ts';
import type { Job, JobKind } from './job.ts';

/** One page of ListProcessingJobs or ListTrainingJobs. */
export function listJobs(
  jobs: readonly Job[],
  kind: JobKind,
  region: string,
  request: Fields,
): Record<string, unknown> {
  const found = jobs
    .filter((job) => job.kind === kind && job.region === region && meetsTimes(job, request))
    .filter((job) => job.name.includes(request.text('NameContains') ?? ''))
    .sort(orderOf(request));
  const from = readToken(request.text('NextToken'));
  const to = from + (request.number('MaxResults') ?? 10);
  const status = request.text('StatusEquals');
  // The page is taken first and filtered after, as AWS documents: it may be empty before the end.
  const page = found.slice(from, to).filter((job) => (status ?? job.status) === job.status);
  const prefix = kind === 'processing' ? 'Processing' : 'Training';
  return {
    [`${prefix}JobSummaries`]: page.map((job) => summaryOf(job, prefix)),
    ...(to < found.length ? { NextToken: Buffer.from(String(to)).toString('base64') } : {}),
  };
}

function summaryOf(job: Job, prefix: string): Record<string, unknown> {
  return {
    [`${prefix}JobName`]: job.name,
    [`${prefix}JobArn`]: job.arn,
    [`${prefix}JobStatus`]: job.status,
    CreationTime: job.created,
    LastModifiedTime: job.modified,
    [`${prefix}EndTime`]: job.ended,
    ...(job.kind === 'processing'
      ? { FailureReason: job.failureReason, ExitMessage: job.exitMessage }
      : { SecondaryStatus: job.secondary }),
  };
}

function meetsTimes(job: Job, request: Fields): boolean {
  const { created, modified } = job;
  return (
    created > (request.number('CreationTimeAfter') ?? -Infinity) &&
    created < (request.number('CreationTimeBefore') ?? Infinity) &&
    modified > (request.number('LastModifiedTimeAfter') ?? -Infinity) &&
    modified < (request.number('LastModifiedTimeBefore') ?? Infinity)
  );
}

function orderOf(request: Fields): (a: Job, b: Job) => number {
  const by = request.text('SortBy') ?? 'CreationTime';
  const sign = request.text('SortOrder') === 'Descending' ? -1 : 1;
  return (a, b) => {
    if (by === 'Name') return sign * (a.name < b.name ? -1 : 1);
    if (by === 'Status' && a.status !== b.status) return sign * (a.status < b.status ? -1 : 1);
    return sign * (a.created - b.created);
  };
}

function readToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const at = Number(Buffer.from(token, 'base64').toString('utf8'));
  if (!Number.isInteger(at)) throw new AwsError('ValidationException', 'Invalid NextToken');
  return at;
}
