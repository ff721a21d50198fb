import { randomBytes } from 'node:crypto';
import { mkdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3Object } from '../../../shared/contracts/aws.ts';
import { exactUri } from '../objectVersion.ts';
import { unlessGone } from './unlessGone.ts';

/**
 * Writes down which dataset a folder of `data/` is, and that it is used now: `layouts/<id>.json`, whose
 * time is that of the last use. The files themselves keep their times: engines tell changes by them.
 */
export async function noteLayout(
  cacheDirectory: string,
  id: string,
  objects: readonly S3Object[] | undefined,
): Promise<void> {
  const path = join(cacheDirectory, 'layouts', `${id}.json`);
  const now = new Date();
  const there = await utimes(path, now, now).then(() => true, unlessGone);
  if (there === true || objects === undefined) return;
  await mkdir(join(cacheDirectory, 'layouts'), { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  await writeFile(temporary, JSON.stringify({ address: addressOf(objects) }));
  await rename(temporary, path);
}

/** The one object, or the folder that all of them lie in. */
function addressOf(objects: readonly S3Object[]): string {
  const [first, ...others] = objects;
  if (!first) return '';
  if (others.length === 0) return exactUri(first);
  let folder = first.uri.slice(0, first.uri.lastIndexOf('/') + 1);
  for (const { uri } of others) {
    while (!uri.startsWith(folder)) {
      folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
    }
  }
  return folder;
}
