import { randomBytes } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn } from './namesIn.ts';
import { unlessGone } from './unlessGone.ts';
import { unlinkNames } from './unlinkNames.ts';

/** Blocks that `stat` counts in. */
const BLOCK = 512;

interface Stored {
  readonly key: string;
  readonly path: string;
  /** What it takes on the disk. */
  readonly bytes: number;
  readonly used: number;
  readonly inode: number;
}

/**
 * Removes copies that nobody has open, those first that were not used for longest, until all of them
 * take no more than `limit` bytes. Tells what they take then.
 */
export async function evictCopies(
  cacheDirectory: string,
  limit: number,
  held: ReadonlySet<string>,
): Promise<number> {
  for (const name of await namesIn(cacheDirectory)) {
    // A removal that was cut short.
    if (name.startsWith('evicted-')) {
      await rm(join(cacheDirectory, name), { recursive: true, force: true });
    }
  }
  const stored = await storedCopies(cacheDirectory);
  let total = stored.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= limit) return total;
  const gone = new Set<number>();
  for (const one of stored.sort((a, b) => a.used - b.used)) {
    if (total <= limit) break;
    if (held.has(one.key)) continue;
    // Out of sight at once, whatever becomes of the removal.
    const away = join(cacheDirectory, `evicted-${randomBytes(6).toString('hex')}`);
    await rename(one.path, away);
    await rm(away, { recursive: true, force: true });
    gone.add(one.inode);
    total -= one.bytes;
  }
  // A file goes from the disk with its last name.
  if (gone.size > 0) await unlinkNames(join(cacheDirectory, 'data'), gone);
  return total;
}

async function storedCopies(cacheDirectory: string): Promise<Stored[]> {
  const stored: Stored[] = [];
  for (const kind of ['objects', 'sparse']) {
    const folder = join(cacheDirectory, kind);
    for (const key of await namesIn(folder)) {
      if (!/^[0-9a-f]{64}$/.test(key)) continue;
      const path = join(folder, key);
      const data = await stat(kind === 'sparse' ? join(path, 'data') : path).catch(unlessGone);
      const used = kind === 'sparse' ? await stat(path).catch(unlessGone) : data;
      if (!data || !used) continue;
      const { blocks, ino } = data;
      stored.push({ key, path, bytes: blocks * BLOCK, used: used.mtimeMs, inode: ino });
    }
  }
  return stored;
}
