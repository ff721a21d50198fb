import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';

/** A file that is not what its format promises: `bad-data`, in one sentence. */
export function badFile(path: string, what: string, error?: unknown): AppError {
  return new AppError('bad-data', `“${basename(path)}” ${what}.`, {
    hint: 'Copy or write the file again.',
    ...(error === undefined ? {} : { detail: wordsOf(error), cause: error }),
  });
}

/** A sound file that holds what Sluice has no place for: `unsupported`, in one sentence. */
export function unsupportedFile(path: string, what: string, hint: string): AppError {
  return new AppError('unsupported', `“${basename(path)}” ${what}.`, { hint });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : JSON.stringify(error);
}
