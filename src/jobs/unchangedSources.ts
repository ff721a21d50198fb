import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError, isCancelled, toAppError } from '../shared/errors.ts';

/** What is known of a source's files since they were found. */
interface FoundFiles {
  readonly files: readonly { readonly size: number }[];
  /** Set for a source on this machine; times in milliseconds, beside `paths`. */
  readonly local:
    { readonly paths: readonly string[]; readonly modified: readonly number[] } | undefined;
}

/** Looking after more files than these would take longer than the rows; they are watched instead. */
const LOOKED_AFTER = 256;

/**
 * Runs a request over local files and gives its answer only if they are still those that were
 * opened: rows of a file that is written anew while it is read are rows of nothing. Throws
 * `changed`, also where the request failed because of it, or `not-found`.
 */
export async function unchangedSources<T>(
  sources: readonly (FoundFiles | undefined)[],
  request: () => Promise<T>,
): Promise<T> {
  let result: T;
  try {
    result = await request();
  } catch (error) {
    if (!isCancelled(error)) await requireUnchanged(sources);
    throw error;
  }
  await requireUnchanged(sources);
  return result;
}

async function requireUnchanged(sources: readonly (FoundFiles | undefined)[]): Promise<void> {
  const files = sources.flatMap((source) => {
    const { local } = source ?? {};
    if (!source || !local || local.paths.length > LOOKED_AFTER) return [];
    return local.paths.map((path, index) => ({
      path,
      size: source.files[index]?.size,
      modified: local.modified[index],
    }));
  });
  await Promise.all(
    files.map(async ({ path, size, modified }) => {
      const now = await stat(path).catch((error: unknown) => {
        throw gone(path, error);
      });
      if (now.size !== size || now.mtimeMs !== modified) {
        throw new AppError('changed', `“${basename(path)}” changed on disk.`, {
          hint: 'Reload to see the data as they are now.',
        });
      }
    }),
  );
}

/** A file that is not there any more is told apart from one that may not be looked at. */
function gone(path: string, error: unknown): AppError {
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (!missing) return toAppError(error);
  return new AppError('not-found', `“${basename(path)}” is no longer there.`, {
    hint: 'Put the file back, or open the source again.',
  });
}
