import envPaths from 'env-paths';
import { isAbsolute, resolve } from 'node:path';

/** Where copies of remote data, Python environments and wheels are kept; `SLUICE_CACHE_DIR` beats the platform's folder. */
export function cacheDirectory(env: Readonly<Record<string, string | undefined>>): string {
  const given = env.SLUICE_CACHE_DIR;
  if (given === undefined || given === '') return envPaths('sluice', { suffix: '' }).cache;
  return isAbsolute(given) ? given : resolve(given);
}
