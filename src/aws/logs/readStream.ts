import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { LogEvent } from '../../shared/contracts/aws.ts';
import { awsError } from '../awsError.ts';
import type { AwsClients } from '../clients.ts';
import { readSdkError } from '../sdkError.ts';
import { takeNew } from './logCursor.ts';
import type { StreamCursor } from './logCursor.ts';

const LATE_MS = 60_000;

export interface StreamPlace {
  readonly group: string;
  /** The stream's full name. */
  readonly stream: string;
  /** How it is shown. */
  readonly label: string;
}

/**
 * What a stream holds beyond the cursor, which moves on. `again` reads the last minute once more:
 * events may arrive late, with a time before those that were read.
 */
export async function readStream(
  clients: AwsClients,
  place: StreamPlace,
  cursor: StreamCursor,
  again: boolean,
  signal: AbortSignal,
): Promise<LogEvent[]> {
  if (again) delete cursor.token;
  const found: LogEvent[] = [];
  const client = await clients.logs();
  for (;;) {
    const sent = cursor.token;
    try {
      const page = await client.send(
        new GetLogEventsCommand({
          logGroupName: place.group,
          logStreamName: place.stream,
          startFromHead: true,
          ...(sent === undefined
            ? { startTime: Math.max(0, cursor.last - LATE_MS) }
            : { nextToken: sent }),
        }),
        { abortSignal: signal },
      );
      const events = (page.events ?? []).map((event) => ({
        stream: place.label,
        time: event.timestamp ?? 0,
        text: event.message ?? '',
      }));
      // A page that a token led to holds nothing that was read: there, equal events are two.
      found.push(...(sent === undefined ? takeNew(cursor, events) : takeAll(cursor, events)));
      const next = page.nextForwardToken;
      if (next !== undefined) cursor.token = next;
      // Pages may be empty before the end; the end is where the token stays the same.
      if (next === undefined || next === sent) return found;
    } catch (error) {
      const { name } = readSdkError(error);
      if (name === 'ResourceNotFoundException') return found;
      if (name === 'InvalidParameterException' && sent !== undefined) {
        delete cursor.token;
        continue;
      }
      throw awsError(error, { action: 'logs:GetLogEvents', on: place.stream });
    }
  }
}

function takeAll(cursor: StreamCursor, events: readonly LogEvent[]): LogEvent[] {
  const before = cursor.recent;
  cursor.recent = [];
  const fresh = takeNew(cursor, events);
  cursor.recent = [...before, ...cursor.recent].slice(-1000);
  return fresh;
}
