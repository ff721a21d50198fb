import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cacheKey } from '../../../src/aws/s3/cacheLayout.ts';
import { readExtents } from '../../../src/aws/s3/mirror/extentJournal.ts';
import type { S3Object } from '../../../src/shared/contracts/aws.ts';

/**
 * What is wrong in a cache folder: bytes that it says are there and are not the object's. `bytesOf`
 * gives an object's content by its ETag.
 */
export async function checkCache(
  folder: string,
  objects: readonly S3Object[],
  bytesOf: (etag: string) => Buffer,
): Promise<string[]> {
  const wrong: string[] = [];
  const known = new Map(objects.map((object) => [cacheKey(object), object]));
  for (const key of namesIn(join(folder, 'objects'))) {
    if (!/^[0-9a-f]{64}$/.test(key)) continue;
    const object = known.get(key);
    if (!object) wrong.push(`objects/${key} is of no version that was opened`);
    else if (!readFileSync(join(folder, 'objects', key)).equals(bytesOf(object.etag)))
      wrong.push(`the whole copy of ${object.uri} is not the object`);
  }
  for (const key of namesIn(join(folder, 'sparse'))) {
    const own = join(folder, 'sparse', key);
    const object = known.get(key);
    if (!object) {
      wrong.push(`sparse/${key} is of no version that was opened`);
      continue;
    }
    const extents = await readExtents(join(own, 'extents'), object.key + object.etag);
    if (extents.length === 0) continue;
    const bytes = bytesOf(object.etag);
    if (statSync(join(own, 'data')).size !== bytes.length)
      wrong.push(`${object.uri}: another size`);
    const copy = readFileSync(join(own, 'data'));
    for (const [from, to] of extents) {
      if (!copy.subarray(from, to).equals(bytes.subarray(from, to)))
        wrong.push(`${object.uri}: bytes ${String(from)} to ${String(to)} are not the object's`);
    }
  }
  return wrong;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
