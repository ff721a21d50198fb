import { appendFile, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RunHistory } from '../../jobs/history.ts';
import { toAppError } from '../../shared/errors.ts';

/** Where the lines of a run here are kept. */
export function logFile(history: RunHistory, name: string): string {
  return join(history.directoryOf(name), 'log.txt');
}

/** Writes the log of a run here, line by line, in order. */
export class RunLog {
  private readonly path: string;
  private written: Promise<unknown> = Promise.resolve();

  constructor(history: RunHistory, name: string) {
    this.path = logFile(history, name);
  }

  /** Adds a line. A log that cannot be written does not fail the run that it tells of. */
  line(text: string): void {
    this.written = this.written
      .then(async () => {
        await mkdir(dirname(this.path), { recursive: true });
        await appendFile(this.path, `${text}\n`);
      })
      .catch(toAppError);
  }

  /** Resolves when all lines are on disk. */
  async flush(): Promise<void> {
    await this.written;
  }
}

/** What a log holds from a place on, and the place to go on from. A log not yet there is empty. */
export async function readLogFrom(
  path: string,
  from: number,
): Promise<{ readonly text: string; readonly next: number }> {
  let file;
  try {
    file = await open(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { text: '', next: from };
    }
    throw toAppError(error);
  }
  try {
    const { size } = await file.stat();
    if (size <= from) return { text: '', next: from };
    const bytes = Buffer.alloc(Math.min(size - from, 4_000_000));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    // A character that is cut at the end is read whole the next time.
    const end = bytes.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
    return { text: bytes.toString('utf8', 0, end), next: from + end };
  } finally {
    await file.close();
  }
}
