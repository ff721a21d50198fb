import { DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { JobRef, JobState, LogEvent, LogPage } from '../../shared/contracts/aws.ts';
import { awsError } from '../awsError.ts';
import type { AwsClients } from '../clients.ts';
import { pause } from '../pause.ts';
import { describeJob } from '../sagemaker/describeJob.ts';
import { readSdkError } from '../sdkError.ts';
import { formatCursor, parseCursor } from './logCursor.ts';
import type { LogCursor } from './logCursor.ts';
import { readStream } from './readStream.ts';

const groups = {
  processing: '/aws/sagemaker/ProcessingJobs',
  training: '/aws/sagemaker/TrainingJobs',
} as const;

const POLL_MS = 2000;
/** How long after a job's end its last events may still arrive. */
const SETTLE_MS = 3000;
const SETTLED_MS = 60_000;

/** What a job has written since the cursor. `follow` waits until there is something to tell. */
export async function jobLogs(
  clients: AwsClients,
  request: JobRef & { readonly cursor?: string; readonly follow?: boolean },
  signal: AbortSignal,
): Promise<LogPage> {
  const cursor = parseCursor(request.cursor);
  for (;;) {
    // Asked before reading: what is written before the end is then surely read.
    const job = await describeJob(clients, request, signal);
    const events = await readAll(clients, request, cursor, false, signal);
    const ended = job.outcome !== 'running';
    if (ended) {
      if (!isSettled(job)) {
        await pause(SETTLE_MS, signal);
        events.push(...(await readAll(clients, request, cursor, true, signal)));
      }
      return page(events, cursor, true);
    }
    if (events.length > 0 || request.follow !== true) return page(events, cursor, false);
    await pause(POLL_MS, signal);
  }
}

function page(events: readonly LogEvent[], cursor: LogCursor, done: boolean): LogPage {
  return {
    events: events.toSorted((a, b) => a.time - b.time),
    cursor: formatCursor(cursor),
    done,
    waiting: Object.keys(cursor.streams).length === 0,
  };
}

function isSettled(job: JobState): boolean {
  return job.ended !== undefined && Date.now() - new Date(job.ended).getTime() > SETTLED_MS;
}

async function readAll(
  clients: AwsClients,
  job: JobRef,
  cursor: LogCursor,
  again: boolean,
  signal: AbortSignal,
): Promise<LogEvent[]> {
  const group = groups[job.kind];
  const events: LogEvent[] = [];
  for (const stream of await streamNames(clients, group, `${job.name}/`, signal)) {
    const label = stream.slice(job.name.length + 1);
    const place = { group, stream, label };
    const at = (cursor.streams[stream] ??= { last: 0, recent: [] });
    events.push(...(await readStream(clients, place, at, again, signal)));
  }
  return events;
}

/** One stream per host; none before the container has written anything. */
async function streamNames(
  clients: AwsClients,
  group: string,
  prefix: string,
  signal: AbortSignal,
): Promise<string[]> {
  const client = await clients.logs();
  const names: string[] = [];
  let token: string | undefined;
  try {
    do {
      const answer = await client.send(
        new DescribeLogStreamsCommand({
          logGroupName: group,
          logStreamNamePrefix: prefix,
          ...(token === undefined ? {} : { nextToken: token }),
        }),
        { abortSignal: signal },
      );
      names.push(...(answer.logStreams ?? []).flatMap(({ logStreamName: name }) => name ?? []));
      token = answer.nextToken;
    } while (token !== undefined);
  } catch (error) {
    if (readSdkError(error).name === 'ResourceNotFoundException') return [];
    throw awsError(error, { action: 'logs:DescribeLogStreams', on: group });
  }
  return names.sort();
}
