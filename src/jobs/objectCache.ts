import { join } from 'node:path';

/** Where copies of objects are kept: one place for viewers, runs and commands, so that nothing comes twice. */
export function objectCache(cacheDirectory: string): string {
  return join(cacheDirectory, 's3');
}
