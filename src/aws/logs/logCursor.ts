import { createHash } from 'node:crypto';
import type { LogEvent } from '../../shared/contracts/aws.ts';
import { AppError } from '../../shared/errors.ts';

const KEPT = 1000;

/** How far one stream has been read. */
export interface StreamCursor {
  /** CloudWatch's forward token; it expires after a day. */
  token?: string;
  /** Time of the newest event that was read. */
  last: number;
  /** `time:hash` of the newest events, oldest first, against reading one twice. */
  recent: string[];
}

/** How far a job's log has been read. */
export interface LogCursor {
  readonly streams: Record<string, StreamCursor>;
}

export function parseCursor(text: string | undefined): LogCursor {
  if (text === undefined || text === '') return { streams: {} };
  try {
    // SAFETY: cursors are made by `formatCursor` alone; another text fails here or below.
    const cursor = JSON.parse(text) as LogCursor;
    if (typeof cursor.streams === 'object') return cursor;
  } catch (error) {
    throw badCursor(error);
  }
  throw badCursor(undefined);
}

export function formatCursor(cursor: LogCursor): string {
  return JSON.stringify(cursor);
}

/** Notes the events as read, and gives back those that are new, each as often as it came. */
export function takeNew(cursor: StreamCursor, events: readonly LogEvent[]): LogEvent[] {
  const known = new Map<string, number>();
  for (const mark of cursor.recent) known.set(mark, (known.get(mark) ?? 0) + 1);
  const fresh: LogEvent[] = [];
  for (const event of events) {
    const mark = markOf(event);
    const times = known.get(mark) ?? 0;
    if (times > 0) {
      known.set(mark, times - 1);
      continue;
    }
    fresh.push(event);
  }
  cursor.recent = [...cursor.recent, ...fresh.map(markOf)].slice(-KEPT);
  cursor.last = Math.max(cursor.last, ...fresh.map((event) => event.time));
  return fresh;
}

function markOf(event: LogEvent): string {
  const hash = createHash('sha256').update(event.text).digest('base64url').slice(0, 12);
  return `${String(event.time)}:${hash}`;
}

function badCursor(cause: unknown): AppError {
  return new AppError('usage', 'The place in the log is not one that was given out.', {
    hint: 'Read the log from its start.',
    cause,
  });
}
