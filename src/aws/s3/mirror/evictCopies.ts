import { cacheContents, isHeld } from './cacheContents.ts';
import type { CachedCopy } from './cacheContents.ts';
import { finishRemovals, removeCopies } from './removeCopies.ts';

/**
 * Removes copies that nobody has open, whole and sparse ones alike, those first that were not used for
 * longest, until all of them take no more than `limit` bytes. Tells what they take then.
 */
export async function evictCopies(
  cacheDirectory: string,
  limit: number,
  held: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<number> {
  await finishRemovals(cacheDirectory);
  const copies = await cacheContents(cacheDirectory, signal);
  let total = copies.reduce((sum, { bytes }) => sum + bytes, 0);
  const gone: CachedCopy[] = [];
  for (const copy of copies.toSorted((a, b) => a.used - b.used)) {
    if (total <= limit) break;
    if (isHeld(copy, held)) continue;
    gone.push(copy);
    total -= copy.bytes;
  }
  await removeCopies(cacheDirectory, gone, held);
  return total;
}
