import type { CacheUsage, CachedDataset } from '../../../shared/contracts/s3Cache.ts';
import { cacheContents, isHeld } from './cacheContents.ts';
import type { CachedCopy } from './cacheContents.ts';

/** What the cache takes on the disk, as a whole and by dataset. */
export async function cacheUsage(
  cacheDirectory: string,
  held: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<CacheUsage> {
  const copies = await cacheContents(cacheDirectory, signal);
  const open = copies.filter((copy) => isHeld(copy, held));
  const oldest = copies.reduce((least, { used }) => Math.min(least, used), Infinity);
  const isWhole = ({ path }: CachedCopy): boolean => !/[\\/]sparse[\\/][0-9a-f]{64}$/.test(path);
  return {
    ...sum(copies),
    whole: sum(copies.filter(isWhole)),
    sparse: sum(copies.filter((copy) => !isWhole(copy))),
    open: sum(open),
    ...(copies.length === 0 ? {} : { oldest: new Date(oldest).toISOString() }),
    datasets: datasetsOf(copies, held),
  };
}

/** Copies by the datasets that they belong to; one that belongs to two is told with both. */
export function datasetsOf(
  copies: readonly CachedCopy[],
  held: ReadonlySet<string>,
): readonly CachedDataset[] {
  const groups = new Map<string, CachedCopy[]>();
  for (const copy of copies) {
    for (const address of addressesOf(copy)) {
      const group = groups.get(address) ?? [];
      group.push(copy);
      groups.set(address, group);
    }
  }
  return [...groups]
    .map(([address, own]) => {
      const layouts = own.flatMap(({ layouts: of }) => [...of]);
      const times = layouts.filter((layout) => (layout.address ?? '') === address);
      const used = Math.max(...(times.length > 0 ? times : own).map((one) => one.used));
      const isOpen = own.some((copy) => isHeld(copy, held));
      return { address, ...sum(own), open: isOpen, used: new Date(used).toISOString() };
    })
    .sort((a, b) => b.bytes - a.bytes || (a.address < b.address ? -1 : 1));
}

/** The addresses of a copy's datasets; the empty one where nobody wrote them down. */
export function addressesOf({ layouts }: CachedCopy): ReadonlySet<string> {
  const addresses = new Set([...layouts].map(({ address }) => address ?? ''));
  return addresses.size === 0 ? new Set(['']) : addresses;
}

function sum(copies: readonly CachedCopy[]): { readonly bytes: number; readonly copies: number } {
  return { bytes: copies.reduce((total, { bytes }) => total + bytes, 0), copies: copies.length };
}
