import { randomBytes } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unlessGone } from './unlessGone.ts';
import { unlinkNames } from './unlinkNames.ts';

/** Throws a sparse copy away, under all its names, so that nobody opens it again. */
export async function discardCopy(folder: string): Promise<void> {
  const cacheDirectory = dirname(dirname(folder));
  const data = await stat(join(folder, 'data')).catch(unlessGone);
  const away = join(cacheDirectory, `evicted-${randomBytes(6).toString('hex')}`);
  await rename(folder, away).catch(unlessGone);
  if (data) await unlinkNames(join(cacheDirectory, 'data'), new Set([data.ino]));
  await rm(away, { recursive: true, force: true });
}
