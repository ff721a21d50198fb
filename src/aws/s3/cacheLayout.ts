import { createHash } from 'node:crypto';
import { join, relative, resolve, sep } from 'node:path';
import { snapshotOf } from '../../core/recipe/snapshot.ts';
import type { S3Object } from '../../shared/contracts/aws.ts';
import { AppError } from '../../shared/errors.ts';
import { objectVersion } from './objectVersion.ts';
import { parseS3Uri } from './s3Uri.ts';

/** Names one version of an object in the cache. */
export function cacheKey(object: S3Object): string {
  const { bucket, key } = parseS3Uri(object.uri);
  return createHash('sha256')
    .update([bucket, key, objectVersion(object), String(object.size)].join('\0'))
    .digest('hex');
}

/** The folder of a set of objects, where each has its place below `base`. */
export function layoutFolder(
  cacheDirectory: string,
  base: string,
  objects: readonly S3Object[],
): string {
  return join(cacheDirectory, 'data', layoutId(base, objects));
}

/** A folder that `layoutFolder` gave before. */
export function requireLayout(layout: string, cacheDirectory: string): string {
  const inside = relative(join(cacheDirectory, 'data'), resolve(layout));
  if (inside !== '' && !inside.startsWith('..') && !inside.includes(sep)) return resolve(layout);
  throw new AppError('internal', `${layout} is no folder of the cache.`, {
    hint: 'Open the dataset again.',
  });
}

/** The path of an object below a base. */
export function relativeKey(base: string, object: S3Object): string {
  const from = base.endsWith('/') ? base : `${base}/`;
  if (!object.uri.startsWith(from)) {
    throw new AppError('internal', `${object.uri} does not lie below ${base}.`, {
      hint: 'Open the dataset again.',
    });
  }
  return object.uri.slice(from.length);
}

/** Two keys that differ in case only would be one file on most disks of macOS and Windows. */
export function refuseTwins(
  wanted: readonly { readonly object: S3Object; readonly path: string }[],
): void {
  if (process.platform !== 'darwin' && process.platform !== 'win32') return;
  const seen = new Map<string, string>();
  for (const { object, path } of wanted) {
    const twin = seen.get(path.toLowerCase());
    if (twin !== undefined) {
      throw new AppError('unsupported', `${object.uri} and ${twin} would be the same file here.`, {
        hint: 'Open them one at a time; their keys differ in upper and lower case only.',
      });
    }
    seen.set(path.toLowerCase(), object.uri);
  }
}

function layoutId(base: string, objects: readonly S3Object[]): string {
  const snapshot = snapshotOf(
    objects.map((object) => ({
      uri: object.uri,
      size: object.size,
      version: objectVersion(object),
    })),
  );
  return createHash('sha256').update(`${base}\0${snapshot}`).digest('hex').slice(0, 32);
}
