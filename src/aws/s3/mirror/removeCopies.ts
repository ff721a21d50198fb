import { randomBytes } from 'node:crypto';
import { readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CachedCopy } from './cacheContents.ts';
import { namesIn } from './namesIn.ts';
import { unlessFull } from './unlessFull.ts';
import { unlessGone } from './unlessGone.ts';

/** Removes copies with all their names, and the folders of datasets of which nothing is left. */
export async function removeCopies(
  cacheDirectory: string,
  copies: readonly CachedCopy[],
  held: ReadonlySet<string>,
): Promise<void> {
  for (const { path, names } of copies) {
    // Out of sight at once, whatever becomes of the removal.
    const away = join(cacheDirectory, `evicted-${randomBytes(6).toString('hex')}`);
    await rename(path, away).catch(unlessGone);
    await rm(away, { recursive: true, force: true });
    // A file goes from the disk with its last name.
    for (const name of names) await rm(name, { force: true });
  }
  const layouts = new Set(copies.flatMap(({ layouts: own }) => [...own]));
  for (const { id } of layouts) {
    if (held.has(id)) continue;
    const folder = join(cacheDirectory, 'data', id);
    const own = copies.flatMap(({ names }) => names.filter((name) => name.startsWith(folder)));
    await removeEmpty(folder, own);
    if ((await readdir(folder).catch(unlessGone)) === undefined) {
      await rm(join(cacheDirectory, 'layouts', `${id}.json`), { force: true });
    }
  }
}

/** Finishes removals that were cut short. */
export async function finishRemovals(cacheDirectory: string): Promise<void> {
  for (const name of await namesIn(cacheDirectory)) {
    if (!name.startsWith('evicted-')) continue;
    await rm(join(cacheDirectory, name), { recursive: true, force: true });
  }
}

/** The folders that files lay in, up to the dataset's own, where they are empty now. */
async function removeEmpty(folder: string, files: readonly string[]): Promise<void> {
  const folders = new Set<string>();
  for (const file of files) {
    for (let at = dirname(file); at.startsWith(folder); at = dirname(at)) folders.add(at);
  }
  const deepest = [...folders].sort((a, b) => b.length - a.length);
  for (const each of deepest) await rmdir(each).catch(unlessFull);
}
