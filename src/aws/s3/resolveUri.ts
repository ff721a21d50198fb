import { AppError, throwIfCancelled } from '../../shared/errors.ts';
import type { ResolvedS3, S3Object } from '../../shared/contracts/aws.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { snapshotOf } from '../../core/recipe/snapshot.ts';
import { configuredEndpoint } from '../configuredEndpoint.ts';
import type { Buckets } from './buckets.ts';
import { compareKeys } from './compareKeys.ts';
import { isGlob, keyGlob } from './glob.ts';
import { headObject } from './headObject.ts';
import { isHidden } from './isHidden.ts';
import { listObjects } from './listObjects.ts';
import { objectVersion } from './objectVersion.ts';
import { parentKey, parseS3Uri, s3Uri } from './s3Uri.ts';

/**
 * Most objects of one dataset. So many are listed, sorted and hashed in 8 s and 120 MB on two cores; a
 * million takes ten times as much of both, before the first footer of them is read.
 */
const MOST_OBJECTS = 100_000;

interface Found {
  readonly kind: ResolvedS3['kind'];
  readonly base: string;
  readonly objects: readonly S3Object[];
  readonly hidden: number;
  /** Requests that listed them. */
  readonly listings: number;
}

/** A URI -> what lies there. `s3://b/data` is an object if there is one, else the folder `data/`. */
export async function resolveUri(
  buckets: Buckets,
  uri: string,
  context: HandlerContext,
): Promise<ResolvedS3> {
  const { bucket, key, versionId } = parseS3Uri(uri);
  const found =
    versionId === undefined
      ? await find(buckets, bucket, key, context)
      : single({ ...(await objectAt(buckets, uri, context.signal)), pinned: true });
  if (found.objects.length === 0) {
    throw new AppError('not-found', `There is no data at ${uri}.`, {
      hint:
        found.hidden > 0
          ? `Only markers and names that start with "_" or "." are there (${String(found.hidden)}).`
          : 'Check the address; keys of S3 are case-sensitive.',
    });
  }
  const objects = found.objects.toSorted((a, b) => compareKeys(a.key, b.key));
  return {
    uri,
    kind: found.kind,
    bucket,
    region: await buckets.region(bucket, context.signal),
    base: s3Uri(bucket, aboveHiveKeys(found.base)),
    objects,
    hidden: found.hidden,
    listings: found.listings,
    customEndpoint:
      (await configuredEndpoint(await buckets.client(bucket, context.signal))) !== undefined,
    snapshot: snapshotOf(
      objects.map((object) => ({
        uri: object.uri,
        size: object.size,
        version: objectVersion(object),
      })),
    ),
  };
}

async function find(
  buckets: Buckets,
  bucket: string,
  key: string,
  context: HandlerContext,
): Promise<Found> {
  if (isGlob(key)) return findGlob(buckets, bucket, key, context);
  if (key === '' || key.endsWith('/')) return findFolder(buckets, bucket, key, context);
  const object = await findObject(buckets, s3Uri(bucket, key), context.signal);
  // Some tools leave an empty object named like the folder.
  if (object !== undefined && object.size > 0) return single(object);
  const folder = await findFolder(buckets, bucket, `${key}/`, context);
  return folder.objects.length === 0 && object !== undefined ? single(object) : folder;
}

function single(object: S3Object): Found {
  return { kind: 'file', base: parentKey(object.key), objects: [object], hidden: 0, listings: 0 };
}

async function findObject(
  buckets: Buckets,
  uri: string,
  signal: AbortSignal,
): Promise<S3Object | undefined> {
  try {
    return await objectAt(buckets, uri, signal);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return undefined;
    throw error;
  }
}

async function objectAt(buckets: Buckets, uri: string, signal: AbortSignal): Promise<S3Object> {
  const head = await headObject(buckets, uri, signal);
  return {
    uri: head.uri,
    key: head.key,
    size: head.size,
    etag: head.etag,
    lastModified: head.lastModified,
    ...(head.versionId === undefined ? {} : { versionId: head.versionId }),
    ...(head.storageClass === undefined ? {} : { storageClass: head.storageClass }),
  };
}

async function findFolder(
  buckets: Buckets,
  bucket: string,
  prefix: string,
  context: HandlerContext,
): Promise<Found> {
  const keep = (key: string): boolean => !isHidden(key.slice(prefix.length));
  const found = await collect(buckets, bucket, prefix, context, keep, () => true);
  return { kind: 'folder', base: prefix, ...found };
}

async function findGlob(
  buckets: Buckets,
  bucket: string,
  pattern: string,
  context: HandlerContext,
): Promise<Found> {
  const glob = keyGlob(pattern);
  const base = parentKey(glob.prefix);
  const keep = (key: string): boolean =>
    !key.endsWith('/') && (glob.wantsHidden || !isHidden(key.slice(base.length)));
  const found = await collect(buckets, bucket, glob.prefix, context, keep, glob.matches);
  return { kind: 'glob', base, ...found };
}

async function collect(
  buckets: Buckets,
  bucket: string,
  prefix: string,
  context: HandlerContext,
  keep: (key: string) => boolean,
  matches: (key: string) => boolean,
): Promise<Pick<Found, 'objects' | 'hidden' | 'listings'>> {
  const kept: S3Object[] = [];
  let left = 0;
  let seen = 0;
  let listings = 0;
  for await (const page of listObjects(buckets, bucket, prefix, context.signal)) {
    throwIfCancelled(context.signal);
    for (const object of page) {
      if (!matches(object.key)) continue;
      if (keep(object.key)) kept.push(object);
      else left += 1;
    }
    if (kept.length > MOST_OBJECTS) throw tooMany(s3Uri(bucket, prefix));
    seen += page.length;
    listings += 1;
    context.progress({ what: `Listing ${s3Uri(bucket, prefix)}`, done: seen, unit: 'objects' });
  }
  return { objects: kept, hidden: left, listings };
}

function tooMany(prefix: string): AppError {
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const most = MOST_OBJECTS.toLocaleString('en');
  return new AppError(
    'unsupported',
    `More than ${most} objects lie at ${prefix}, too many for one dataset.`,
    {
      hint: `Open a folder below it, or name fewer of them by a glob, such as ${folder}2026-*.parquet.`,
    },
  );
}

/** `events/year=2020/month=1/` -> `events/`: relative paths must keep every Hive key. */
function aboveHiveKeys(prefix: string): string {
  let base = prefix;
  for (;;) {
    const last = /(?:^|\/)([^/]+)\/$/.exec(base)?.[1];
    if (last === undefined || !/^[^=]+=/.test(last)) return base;
    base = base.slice(0, base.length - last.length - 1);
  }
}
