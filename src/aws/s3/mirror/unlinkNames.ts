import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn } from './namesIn.ts';
import { unlessGone } from './unlessGone.ts';

/** Removes all names below a folder that files of these inodes have. */
export async function unlinkNames(folder: string, inodes: ReadonlySet<number>): Promise<void> {
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(unlessGone);
    if (found?.isDirectory()) await unlinkNames(path, inodes);
    else if (found && inodes.has(found.ino)) await rm(path, { force: true });
  }
}
