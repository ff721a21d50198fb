import { randomBytes } from 'node:crypto';
import { copyFile, link, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Links a stored object to its path; replaces what another version left there. Where the disk has no
 * links, a whole object is copied; of a sparse one a copy would not see what comes later: false.
 */
export async function placeCopy(stored: string, path: string, whole: boolean): Promise<boolean> {
  if (await linkedAnew(stored, path)) return true;
  const [source, there] = await Promise.all([stat(stored), stat(path).catch(unlessMissing)]);
  if (there?.ino === source.ino && there.dev === source.dev) return true;
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    try {
      await link(stored, temporary);
    } catch {
      if (!whole) return false;
      await copyFile(stored, temporary);
    }
    await rename(temporary, path);
    return true;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** True if the path was free; whatever else is in the way is looked into after that. */
async function linkedAnew(stored: string, path: string): Promise<boolean> {
  for (const isLast of [false, true]) {
    try {
      await link(stored, path);
      return true;
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (isLast || !isMissing) return false;
      await mkdir(dirname(path), { recursive: true });
    }
  }
  return false;
}

/** A path that is not there is no fault here; any other trouble is. */
function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
