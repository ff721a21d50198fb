import { AppError, toAppError } from '../shared/errors.ts';

/** What a failed write or read of `path` means to a person. */
export function diskSentence(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk-full', `The disk is full: ${path} could not be written.`, {
      hint: 'Free some space, or choose another folder.',
      detail,
    });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new AppError('forbidden', `There is no permission for ${path}.`, {
      hint: 'Check who owns the folder.',
      detail,
    });
  }
  if (code === 'ENOENT') {
    return new AppError('not-found', `${path} does not exist.`, {
      hint: 'Check the path.',
      detail,
    });
  }
  return toAppError(error);
}
