import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { JobError } from './jobError.ts';

const LIMIT = 1024;

/** The first KB of what a job left in its message file; text that is not UTF-8 fails the job. */
export async function readExitMessage(file: string): Promise<string | undefined> {
  if (!existsSync(file)) return undefined;
  const bytes = await readFile(file);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const head = Buffer.from(text).subarray(0, LIMIT);
    // The cut may fall inside a character, which is then left out.
    return new TextDecoder('utf-8').decode(head, { stream: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new JobError('ClientError: the exit message is not UTF-8 text.');
  }
}
