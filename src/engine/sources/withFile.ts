import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';

/** An error on “the Parquet file” names it, where DuckDB did not and there is only one. */
export function withFile(error: AppError, files: readonly string[]): AppError {
  const [only, another] = files;
  if (only === undefined || another !== undefined) return error;
  if (!error.message.startsWith('The Parquet file ') || error.message.includes(basename(only)))
    return error;
  const message = `${error.message.replace(/\.$/, '')} (${basename(only)}).`;
  return new AppError(error.code, message, {
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    cause: error,
  });
}
