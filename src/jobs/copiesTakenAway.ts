import { AppError, toAppError } from '../shared/errors.ts';

const codes: ReadonlySet<string> = new Set(['not-found', 'bad-data', 'internal']);

/** Whether the engine may say this of a file that is not there, or is another one. */
export function isOfMissingFiles(error: unknown): boolean {
  return codes.has(toAppError(error).code);
}

/** Copies that go as soon as they are made anew. */
export function takenAway(): AppError {
  return new AppError('not-found', 'The local copies of the data are taken away again and again.', {
    hint: 'Let nothing clean the cache folder while data are open, then try again.',
  });
}
