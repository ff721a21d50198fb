import { AppError } from '../../shared/errors.ts';

/** A failure to write locally as an `AppError`; anything else comes back unchanged. */
export function diskError(error: unknown, directory: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const detail = error.message;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('disk-full', `The disk of ${directory} is full.`, {
        hint: 'Free some space, or set SLUICE_CACHE_DIR to a folder on another disk.',
        detail,
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
      return new AppError('forbidden', `${directory} cannot be written.`, {
        hint: 'Check its permissions, or set SLUICE_CACHE_DIR to another folder.',
        detail,
        cause: error,
      });
    default:
      return error;
  }
}
