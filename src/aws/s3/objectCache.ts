import { createHash, randomBytes } from 'node:crypto';
import { copyFile, link, mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { LocalCopy, S3Object } from '../../shared/contracts/aws.ts';
import { AppError, throwIfCancelled } from '../../shared/errors.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { snapshotOf } from '../../core/recipe/snapshot.ts';
import type { Buckets } from './buckets.ts';
import { diskError } from './diskError.ts';
import { fetchObject } from './fetchObject.ts';
import { forEachBounded } from '../forEachBounded.ts';
import { localPath } from './localPath.ts';
import { parseS3Uri } from './s3Uri.ts';

const PARALLEL = 8;

/**
 * Local copies of objects. `objects/<hash of bucket, key, version, size>` holds each version of an
 * object once; `data/<snapshot>/<relative key>` are hard links to those, so that paths keep their
 * Hive keys and nothing is stored or fetched twice.
 */
export class ObjectCache {
  readonly #buckets: Buckets;
  /** Transfers under way, by path in the cache. */
  readonly #running = new Map<string, Promise<void>>();

  constructor(buckets: Buckets) {
    this.#buckets = buckets;
  }

  async ensure(
    request: {
      readonly base: string;
      readonly objects: readonly S3Object[];
      readonly cacheDirectory: string;
    },
    context: HandlerContext,
  ): Promise<{ base: string; files: LocalCopy[] }> {
    const cacheDirectory = resolve(request.cacheDirectory);
    const directory = join(cacheDirectory, 'data', layoutId(request.base, request.objects));
    const wanted = request.objects.map((object) => ({
      object,
      stored: join(cacheDirectory, 'objects', cacheKey(object)),
      path: localPath(directory, relativeKey(request.base, object), object.uri),
    }));
    refuseTwins(wanted);
    try {
      await mkdir(join(cacheDirectory, 'objects'), { recursive: true });
      const missing = [];
      for (const entry of wanted) {
        if (!(await isStored(entry.stored, entry.object.size))) missing.push(entry);
      }
      await this.#fetchAll(missing, cacheDirectory, context);
      for (const { stored, path } of wanted) {
        throwIfCancelled(context.signal);
        await place(stored, path);
      }
    } catch (error) {
      throw diskError(error, cacheDirectory);
    }
    return {
      base: directory,
      files: wanted.map(({ object, path }) => ({ uri: object.uri, path, size: object.size })),
    };
  }

  async #fetchAll(
    missing: readonly { readonly object: S3Object; readonly stored: string }[],
    cacheDirectory: string,
    context: HandlerContext,
  ): Promise<void> {
    const total = missing.reduce((sum, { object }) => sum + object.size, 0);
    if (total > 0) await needSpace(cacheDirectory, total);
    // One failure ends the other transfers too: their bytes would be of no use.
    const stop = new AbortController();
    const signal = AbortSignal.any([context.signal, stop.signal]);
    let done = 0;
    const moved = (bytes: number): void => {
      done += bytes;
      context.progress({ what: 'Fetching from S3', done, total, unit: 'bytes' });
    };
    let first: unknown;
    try {
      await forEachBounded(missing, PARALLEL, async ({ object, stored }) => {
        try {
          await this.#fetch(object, stored, signal, moved);
        } catch (error) {
          first ??= error;
          stop.abort();
          throw error;
        }
      });
    } catch (error) {
      throwIfCancelled(context.signal);
      throw first ?? error;
    }
  }

  async #fetch(
    object: S3Object,
    stored: string,
    signal: AbortSignal,
    moved: (bytes: number) => void,
  ): Promise<void> {
    for (;;) {
      const running = this.#running.get(stored);
      if (running === undefined) break;
      // Whatever becomes of another request's transfer, the file itself decides.
      await Promise.race([running.catch(() => undefined), aborted(signal)]);
      throwIfCancelled(signal);
    }
    // Nothing may be awaited between the look above and the note below.
    const transfer = this.#fetchUnlessStored(object, stored, signal, moved);
    this.#running.set(stored, transfer);
    try {
      await transfer;
    } finally {
      this.#running.delete(stored);
    }
  }

  async #fetchUnlessStored(
    object: S3Object,
    stored: string,
    signal: AbortSignal,
    moved: (bytes: number) => void,
  ): Promise<void> {
    if (await isStored(stored, object.size)) {
      moved(object.size);
      return;
    }
    const client = await this.#buckets.client(parseS3Uri(object.uri).bucket, signal);
    await fetchObject(client, object, stored, { signal, moved });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolveOnAbort) => {
    if (signal.aborted) resolveOnAbort();
    signal.addEventListener(
      'abort',
      () => {
        resolveOnAbort();
      },
      { once: true },
    );
  });
}

function versionOf(object: S3Object): string {
  return object.versionId ?? object.etag;
}

function cacheKey(object: S3Object): string {
  const { bucket, key } = parseS3Uri(object.uri);
  return createHash('sha256')
    .update([bucket, key, versionOf(object), String(object.size)].join('\0'))
    .digest('hex');
}

function layoutId(base: string, objects: readonly S3Object[]): string {
  const snapshot = snapshotOf(
    objects.map((object) => ({ uri: object.uri, size: object.size, version: versionOf(object) })),
  );
  return createHash('sha256').update(`${base}\0${snapshot}`).digest('hex').slice(0, 32);
}

function relativeKey(base: string, object: S3Object): string {
  const from = base.endsWith('/') ? base : `${base}/`;
  if (!object.uri.startsWith(from)) {
    throw new AppError('internal', `${object.uri} does not lie below ${base}.`, {
      hint: 'Open the dataset again.',
    });
  }
  return object.uri.slice(from.length);
}

async function isStored(path: string, size: number): Promise<boolean> {
  try {
    const found = await stat(path);
    return found.isFile() && found.size === size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

async function needSpace(directory: string, bytes: number): Promise<void> {
  const disk = await statfs(directory);
  const free = disk.bavail * disk.bsize;
  if (free >= bytes) return;
  throw new AppError(
    'disk-full',
    `${megabytes(bytes)} are to be fetched, but the disk of ${directory} has ${megabytes(free)} left.`,
    {
      hint: 'Free some space, or set SLUICE_CACHE_DIR to a folder on another disk.',
    },
  );
}

/** Two keys that differ in case only would be one file on most disks of macOS and Windows. */
function refuseTwins(
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

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Links the stored object to its path; replaces what another version left there. */
async function place(stored: string, path: string): Promise<void> {
  const [source, there] = await Promise.all([stat(stored), stat(path).catch(() => undefined)]);
  if (there?.ino === source.ino && there.dev === source.dev) return;
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    await link(stored, temporary).catch(() => copyFile(stored, temporary));
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
