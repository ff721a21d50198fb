import { AppError } from '../../shared/errors.ts';

/** Bytes that the cache may take where nothing is said. */
const DEFAULT_LIMIT = 50e9;

/** Bytes that the cache may take by `SLUICE_S3_CACHE_LIMIT`, which counts GB. */
export function cacheLimitGiven(): number {
  const given = (process.env.SLUICE_S3_CACHE_LIMIT ?? '').trim();
  if (given === '') return DEFAULT_LIMIT;
  if (/^\d+(\.\d+)?$/.test(given)) return Number(given) * 1e9;
  throw new AppError('usage', `SLUICE_S3_CACHE_LIMIT is “${given}”, which is no number of GB.`, {
    hint: 'Give it a number, such as 50, or none at all.',
  });
}
