import type { CacheCleared } from '../../../shared/contracts/s3Cache.ts';
import { cacheContents, isHeld } from './cacheContents.ts';
import { addressesOf, datasetsOf } from './cacheUsage.ts';
import { finishRemovals, removeCopies } from './removeCopies.ts';

/** Removes the copies of some datasets, or all, but for those that somebody has open. */
export async function clearCache(
  cacheDirectory: string,
  held: ReadonlySet<string>,
  addresses: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<CacheCleared> {
  await finishRemovals(cacheDirectory);
  const wanted = (await cacheContents(cacheDirectory, signal)).filter(
    (copy) =>
      addresses === undefined || [...addressesOf(copy)].some((one) => addresses.includes(one)),
  );
  const gone = wanted.filter((copy) => !isHeld(copy, held));
  await removeCopies(cacheDirectory, gone, held);
  return {
    bytes: gone.reduce((sum, { bytes }) => sum + bytes, 0),
    copies: gone.length,
    left: datasetsOf(
      wanted.filter((copy) => isHeld(copy, held)),
      held,
    ).filter(({ address }) => addresses?.includes(address) ?? true),
  };
}
