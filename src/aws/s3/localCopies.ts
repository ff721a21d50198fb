import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bytesOf, missingRanges } from '../../shared/byteRanges.ts';
import type { ByteRange } from '../../shared/byteRanges.ts';
import { FETCHING } from '../../shared/contracts/aws.ts';
import type { AwsContract, LocalCopy, ObjectPart, S3Object } from '../../shared/contracts/aws.ts';
import { throwIfCancelled } from '../../shared/errors.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { forEachBounded } from '../forEachBounded.ts';
import { untilFailure } from '../untilFailure.ts';
import type { Buckets } from './buckets.ts';
import { cacheKey, layoutFolder, refuseTwins, relativeKey, requireLayout } from './cacheLayout.ts';
import { diskError } from './diskError.ts';
import { localPath } from './localPath.ts';
import { evictCopies } from './mirror/evictCopies.ts';
import { firstGuess, footerRange } from './mirror/footerRanges.ts';
import { Holders } from './mirror/holders.ts';
import { Slots } from './mirror/slots.ts';
import { SparseCopy } from './mirror/sparseCopy.ts';
import type { Filling } from './mirror/sparseCopy.ts';
import { needSpace } from './needSpace.ts';
import { ObjectCache, isStored } from './objectCache.ts';
import { placeCopy } from './placeCopy.ts';
import { parseS3Uri } from './s3Uri.ts';
import { wholeChecksum } from './wholeChecksum.ts';

/** Requests for ranges that are in flight at once. */
const REQUESTS = 24;
/** Sparse copies that are filled at once. */
const FILLED = 48;
/** Bytes that the cache may take where nothing else is said. */
const DEFAULT_LIMIT = 50e9;
/** Fetched bytes after which the cache is measured again. */
const MEASURE_AFTER = 1e9;

type EnsureRequest = AwsContract['ensure']['params'];

/** One object that is wanted, and where it has its place. */
interface Entry {
  readonly object: S3Object;
  readonly key: string;
  /** Where it lies when it is whole. */
  readonly stored: string;
  readonly path: string;
  readonly part: ObjectPart | 'whole';
  readonly copy: SparseCopy;
}

/** A sparse copy that is to be filled. */
interface Plan {
  readonly entry: Entry;
  readonly ranges: readonly ByteRange[];
  readonly missing: number;
}

/**
 * Local copies of objects. `objects/<hash of bucket, key, version, size>` holds each version of an
 * object once, `sparse/<hash>/` those of which only parts came; `data/<snapshot>/<relative key>` are
 * hard links to those, so that paths keep their Hive keys and nothing is stored or fetched twice.
 */
export class LocalCopies {
  readonly #buckets: Buckets;
  readonly #objects: ObjectCache;
  readonly #slots = new Slots(REQUESTS);
  /** By folder: fills of one copy wait for each other. */
  readonly #copies = new Map<string, SparseCopy>();
  readonly #holders = new Map<string, Holders>();
  /** Bytes that came since the cache was measured, by its folder. */
  readonly #since = new Map<string, number>();

  constructor(buckets: Buckets) {
    this.#buckets = buckets;
    this.#objects = new ObjectCache(buckets);
  }

  async ensure(
    request: EnsureRequest,
    context: HandlerContext,
  ): Promise<{ base: string; files: LocalCopy[] }> {
    const cacheDirectory = resolve(request.cacheDirectory);
    const { base, objects, layout } = request;
    const directory =
      layout === undefined
        ? layoutFolder(cacheDirectory, base, objects)
        : requireLayout(layout, cacheDirectory);
    const entries = objects.map((object): Entry => {
      const key = cacheKey(object);
      return {
        ...{ object, key, stored: join(cacheDirectory, 'objects', key) },
        path: localPath(directory, relativeKey(base, object), object.uri),
        part: request.parts?.[object.uri] ?? 'whole',
        copy: this.#copyOf(join(cacheDirectory, 'sparse', key), object),
      };
    });
    refuseTwins(entries);
    try {
      await mkdir(join(cacheDirectory, 'objects'), { recursive: true });
      if (request.holder !== undefined) {
        const keys = entries.map(({ key }) => key);
        await this.#holdersOf(cacheDirectory).hold(request.holder, keys, context.signal);
      }
      const files = await this.#bring(entries, { ...request, cacheDirectory }, context);
      return { base: directory, files };
    } catch (error) {
      throw diskError(error, cacheDirectory);
    }
  }

  async release(
    { holder, cacheDirectory }: AwsContract['release']['params'],
    { signal }: HandlerContext,
  ): Promise<null> {
    await this.#holdersOf(resolve(cacheDirectory)).release(holder, signal);
    return null;
  }

  async #bring(
    entries: readonly Entry[],
    request: EnsureRequest,
    context: HandlerContext,
  ): Promise<LocalCopy[]> {
    const whole: Entry[] = [];
    const sparse: Entry[] = [];
    await forEachBounded(entries, FILLED, async (entry) => {
      if (await isStored(entry.stored, entry.object.size)) return;
      // What came in parts is not fetched anew to be whole.
      const inParts = entry.part !== 'whole' || (await entry.copy.exists());
      (inParts && entry.object.size > 0 ? sparse : whole).push(entry);
    });
    const plans = await this.#plan(sparse);
    const total =
      plans.reduce((sum, plan) => sum + plan.missing, 0) +
      whole.reduce((sum, { object }) => sum + object.size, 0);
    const own = new Set(entries.map(({ key }) => key));
    await this.#makeRoom(total, own, request, context.signal);
    let [done, expected] = [0, total];
    const moved = (bytes: number): void => {
      done += bytes;
      expected = Math.max(expected, done);
      context.progress({ what: FETCHING, done, total: expected, unit: 'bytes' });
    };
    const present = new Map<string, readonly ByteRange[]>();
    await untilFailure(plans, FILLED, context.signal, async ({ entry, ranges }, signal) => {
      const filling = this.#filling(entry.object, { ...context, signal }, moved);
      const there = await this.#fill(entry, ranges, filling);
      if (there) present.set(entry.key, there);
      else whole.push(entry);
    });
    await this.#objects.fetchAll(whole, context, moved);
    const files: LocalCopy[] = [];
    await forEachBounded(entries, FILLED, async (entry, index) => {
      throwIfCancelled(context.signal);
      const { object, path } = entry;
      let ranges = present.get(entry.key);
      const from = ranges ? entry.copy.data : entry.stored;
      if (!(await placeCopy(from, path, ranges === undefined))) {
        await this.#objects.fetchAll([entry], context, moved);
        await placeCopy(entry.stored, path, true);
        ranges = undefined;
      }
      const isWhole = ranges === undefined || bytesOf(ranges) === object.size;
      const file = { uri: object.uri, path, size: object.size };
      files[index] = isWhole || !ranges ? file : { ...file, present: ranges };
    });
    return files;
  }

  /** What of each copy is to be fetched first; a footer's length is known only then. */
  async #plan(entries: readonly Entry[]): Promise<Plan[]> {
    const plans: Plan[] = [];
    await forEachBounded(entries, FILLED, async (entry, index) => {
      const { object, part } = entry;
      const ranges: readonly ByteRange[] =
        part === 'whole'
          ? [[0, object.size]]
          : part === 'footer'
            ? [firstGuess(object.size)]
            : part;
      const missing = bytesOf(missingRanges(ranges, await entry.copy.open()));
      plans[index] = { entry, ranges, missing };
    });
    return plans;
  }

  /** All that is in the copy after that; undefined where the whole object is wanted instead. */
  async #fill(
    { object, part, copy }: Entry,
    ranges: readonly ByteRange[],
    filling: Filling,
  ): Promise<readonly ByteRange[] | undefined> {
    const there = await copy.fill(ranges, filling);
    if (part !== 'footer') return there;
    const footer = await footerRange(copy.data, object.size);
    return footer ? copy.fill([footer], filling) : undefined;
  }

  #filling(
    object: S3Object,
    { signal, progress }: HandlerContext,
    moved: (bytes: number) => void,
  ): Filling {
    const { bucket } = parseS3Uri(object.uri);
    return {
      client: () => this.#buckets.client(bucket, signal),
      checksum: () => wholeChecksum(this.#buckets, object, signal),
      checked: (done, total) => {
        progress({ what: 'Comparing with the checksum', done, total, unit: 'bytes' });
      },
      ...{ slots: this.#slots, signal, moved },
    };
  }

  /** Evicts what nobody has open, then asks for room on the disk. */
  async #makeRoom(
    bytes: number,
    own: ReadonlySet<string>,
    { cacheDirectory, cacheLimit = DEFAULT_LIMIT }: EnsureRequest,
    signal: AbortSignal,
  ): Promise<void> {
    if (bytes === 0) return;
    const since = this.#since.get(cacheDirectory) ?? Infinity;
    const evict = (limit: number): Promise<void> =>
      this.#holdersOf(cacheDirectory).evicting(signal, async (held) => {
        await evictCopies(cacheDirectory, Math.max(0, limit), new Set([...held, ...own]));
      });
    if (since + bytes > MEASURE_AFTER) {
      await evict(cacheLimit - bytes);
      this.#since.set(cacheDirectory, bytes);
    } else {
      this.#since.set(cacheDirectory, since + bytes);
    }
    await needSpace(cacheDirectory, bytes);
  }

  #copyOf(folder: string, object: S3Object): SparseCopy {
    const copy = this.#copies.get(folder) ?? new SparseCopy(folder, object);
    this.#copies.set(folder, copy);
    return copy;
  }

  #holdersOf(cacheDirectory: string): Holders {
    const holders = this.#holders.get(cacheDirectory) ?? new Holders(cacheDirectory);
    this.#holders.set(cacheDirectory, holders);
    return holders;
  }
}
