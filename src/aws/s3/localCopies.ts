import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { bytesOf, missingRanges } from '../../shared/byteRanges.ts';
import type { ByteRange } from '../../shared/byteRanges.ts';
import type {
  AwsContract,
  EnsureRequest,
  LocalCopy,
  ObjectPart,
  S3Object,
} from '../../shared/contracts/aws.ts';
import type { CacheCleared, CacheUsage } from '../../shared/contracts/s3Cache.ts';
import { throwIfCancelled } from '../../shared/errors.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { footerGuess, noTransfer, sumOfTransfers, transferOf } from '../../shared/transfer.ts';
import type { Transfer } from '../../shared/transfer.ts';
import { forEachBounded } from '../forEachBounded.ts';
import { untilFailure } from '../untilFailure.ts';
import type { Buckets } from './buckets.ts';
import { cacheLimitGiven } from './cacheLimit.ts';
import { cacheKey, layoutFolder, refuseTwins, relativeKey, requireLayout } from './cacheLayout.ts';
import { diskError } from './diskError.ts';
import { localPath } from './localPath.ts';
import { cacheUsage } from './mirror/cacheUsage.ts';
import { clearCache } from './mirror/clearCache.ts';
import { evictCopies } from './mirror/evictCopies.ts';
import { footerRange } from './mirror/footerRanges.ts';
import { Holders } from './mirror/holders.ts';
import { noteLayout } from './mirror/noteLayout.ts';
import { Slots } from './mirror/slots.ts';
import { SparseCopy } from './mirror/sparseCopy.ts';
import type { Filling } from './mirror/filling.ts';
import { needSpace } from './needSpace.ts';
import { ObjectCache, isStored } from './objectCache.ts';
import { placeCopy } from './placeCopy.ts';
import { parseS3Uri } from './s3Uri.ts';
import { wholeChecksum } from './wholeChecksum.ts';
import { TransferCount } from './transferCount.ts';

/** Requests for ranges that are in flight at once. */
const REQUESTS = 24;
/** Sparse copies that are filled at once. */
const FILLED = 48;
/** New copies from which on the length of their footers is learned from the first. */
const MANY = 32;
/** Fetched bytes after which the cache is measured again. */
const MEASURE_AFTER = 1e9;

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
  /** There is no copy yet, and its footer is all that is wanted. */
  readonly isNew: boolean;
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
  /** What the cache took when it was measured, and what came since, by its folder. */
  readonly #measured = new Map<string, { readonly total: number; readonly since: number }>();

  constructor(buckets: Buckets) {
    this.#buckets = buckets;
    this.#objects = new ObjectCache(buckets);
  }

  async ensure(
    request: EnsureRequest,
    context: HandlerContext,
  ): Promise<{ base: string; files: LocalCopy[] }> {
    const { cacheDirectory, directory, entries } = this.#entries(request);
    try {
      await mkdir(join(cacheDirectory, 'objects'), { recursive: true });
      if (request.holder !== undefined) {
        const keys = [...entries.map(({ key }) => key), basename(directory)];
        await this.#holdersOf(cacheDirectory).hold(request.holder, keys, context.signal);
      }
      const files = await this.#bring(entries, directory, { ...request, cacheDirectory }, context);
      // A transfer that failed leaves nothing behind.
      const listed = request.layout === undefined ? request.objects : undefined;
      await noteLayout(cacheDirectory, basename(directory), listed);
      return { base: directory, files };
    } catch (error) {
      throw diskError(error, cacheDirectory);
    }
  }

  /** What `ensure` would bring. Asks nobody and makes nothing. */
  async missing(request: EnsureRequest): Promise<Transfer> {
    const { cacheDirectory, entries } = this.#entries(request);
    const transfers: Transfer[] = [];
    try {
      await forEachBounded(entries, FILLED, async ({ object, part, stored, copy }, index) => {
        if (await isStored(stored, object.size)) return;
        const isThere = await copy.exists();
        if (part === 'whole' && !isThere) {
          transfers[index] = { bytes: object.size, objects: 1, requests: 1 };
          return;
        }
        const present = isThere ? await copy.extents() : [];
        transfers[index] = transferOf(missingRanges(firstRanges(object, part), present));
      });
    } catch (error) {
      throw diskError(error, cacheDirectory);
    }
    return sumOfTransfers(entries.map((_, index) => transfers[index] ?? noTransfer));
  }

  async release(
    { holder, cacheDirectory }: AwsContract['release']['params'],
    { signal }: HandlerContext,
  ): Promise<null> {
    await this.#holdersOf(resolve(cacheDirectory)).release(holder, signal);
    return null;
  }

  /** The objects of a request with their places. */
  #entries(request: EnsureRequest): {
    readonly cacheDirectory: string;
    readonly directory: string;
    readonly entries: readonly Entry[];
  } {
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
    return { cacheDirectory, directory, entries };
  }

  /** What lies in the cache, and what of it is open. */
  async usage(
    { cacheDirectory }: AwsContract['cacheUsage']['params'],
    { signal }: HandlerContext,
  ): Promise<CacheUsage> {
    const directory = resolve(cacheDirectory);
    return cacheUsage(directory, await this.#holdersOf(directory).everywhere(), signal);
  }

  /** Removes what nobody has open. */
  async clear(
    { cacheDirectory, addresses }: AwsContract['clearCache']['params'],
    { signal }: HandlerContext,
  ): Promise<CacheCleared> {
    const directory = resolve(cacheDirectory);
    this.#measured.delete(directory);
    return this.#holdersOf(directory).evicting(signal, (held) =>
      clearCache(directory, held, addresses, signal),
    );
  }

  async #bring(
    entries: readonly Entry[],
    directory: string,
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
    const own = new Set([...entries.map(({ key }) => key), basename(directory)]);
    await this.#makeRoom(total, own, request, context.signal);
    const lacking = plans.filter(({ missing }) => missing > 0).length;
    const count = new TransferCount(context, { bytes: total, objects: lacking + whole.length });
    try {
      return await this.#fetch(entries, plans, whole, count, context);
    } finally {
      count.settled();
    }
  }

  /** Fills copies, and gives each object its path. */
  async #fetch(
    entries: readonly Entry[],
    plans: Plan[],
    whole: Entry[],
    count: TransferCount,
    context: HandlerContext,
  ): Promise<LocalCopy[]> {
    const present = new Map<string, readonly ByteRange[]>();
    const fill = async (plan: Plan, signal: AbortSignal): Promise<ByteRange | undefined> => {
      const { entry, missing } = plan;
      const filled = await this.#fill(
        plan,
        this.#filling(entry.object, { ...context, signal }, count),
      );
      if (filled) present.set(entry.key, filled.there);
      else whole.push(entry);
      if (filled && missing > 0) count.ended();
      return filled?.footer;
    };
    const learned = plans.filter(({ isNew }) => isNew).length >= MANY;
    const [first] = learned ? plans.splice(0, 1) : [];
    // Footers of one folder are alike: one tells how much to ask for of the others.
    const footer = first && (await fill(first, context.signal));
    await untilFailure(plans, FILLED, context.signal, async (plan, signal) => {
      await fill(footer && plan.isNew ? narrowed(plan, footer, count) : plan, signal);
    });
    await this.#objects.fetchAll(whole, context, count);
    const files: LocalCopy[] = [];
    await forEachBounded(entries, FILLED, async (entry, index) => {
      throwIfCancelled(context.signal);
      const { object, path } = entry;
      let ranges = present.get(entry.key);
      // Another window may have brought the whole of it, and opened it as such: it stays.
      if (ranges && (await isStored(entry.stored, object.size))) ranges = undefined;
      const from = ranges ? entry.copy.data : entry.stored;
      if (!(await placeCopy(from, path, ranges === undefined))) {
        await this.#objects.fetchAll([entry], context, count);
        await placeCopy(entry.stored, path, true);
        ranges = undefined;
      }
      const isWhole = ranges === undefined || bytesOf(ranges) === object.size;
      const file = { uri: object.uri, path, size: object.size };
      files[index] = isWhole || !ranges ? file : { ...file, present: ranges };
    });
    return files;
  }

  /** What of each copy is to be fetched first. */
  async #plan(entries: readonly Entry[]): Promise<Plan[]> {
    const plans: Plan[] = [];
    await forEachBounded(entries, FILLED, async (entry, index) => {
      const { object, part } = entry;
      const ranges = firstRanges(object, part);
      const isNew =
        part === 'footer' && bytesOf(ranges) < object.size && !(await entry.copy.exists());
      const missing = isNew ? ranges : missingRanges(ranges, await entry.copy.open());
      plans[index] = { entry, ranges, missing: bytesOf(missing), isNew };
    });
    return plans;
  }

  /** All that is in the copy after that; undefined where the whole object is wanted instead. */
  async #fill(
    { entry: { object, part, copy }, ranges, isNew }: Plan,
    filling: Filling,
  ): Promise<{ readonly there: readonly ByteRange[]; readonly footer?: ByteRange } | undefined> {
    const [end] = ranges;
    const begun = isNew && end ? await copy.begin(end, filling) : undefined;
    if (isNew && !begun) await copy.open();
    const there = begun ? [begun.there] : await copy.fill(ranges, filling);
    if (part !== 'footer') return { there };
    const footer = begun ? begun.footer : await footerRange(copy.data, object.size);
    if (!footer) return undefined;
    const lacks = missingRanges([footer], there).length > 0;
    return { there: lacks ? await copy.fill([footer], filling) : there, footer };
  }

  #filling(
    object: S3Object,
    { signal, progress }: HandlerContext,
    { moved, asked }: TransferCount,
  ): Filling {
    const { bucket } = parseS3Uri(object.uri);
    return {
      client: () => this.#buckets.client(bucket, signal),
      checksum: () => wholeChecksum(this.#buckets, object, signal),
      checked: (done, total) => {
        progress({ what: 'Comparing with the checksum', done, total, unit: 'bytes' });
      },
      ...{ slots: this.#slots, signal, moved, asked },
    };
  }

  /** Evicts what nobody has open, then asks for room on the disk. */
  async #makeRoom(
    bytes: number,
    own: ReadonlySet<string>,
    { cacheDirectory, cacheLimit = cacheLimitGiven() }: EnsureRequest,
    signal: AbortSignal,
  ): Promise<void> {
    if (bytes === 0) return;
    const { total, since } = this.#measured.get(cacheDirectory) ?? { total: 0, since: Infinity };
    if (since + bytes > MEASURE_AFTER || total + since + bytes > cacheLimit) {
      const left = await this.#holdersOf(cacheDirectory).evicting(signal, (held) =>
        evictCopies(
          cacheDirectory,
          Math.max(0, cacheLimit - bytes),
          new Set([...held, ...own]),
          signal,
        ),
      );
      this.#measured.set(cacheDirectory, { total: left, since: bytes });
    } else {
      this.#measured.set(cacheDirectory, { total, since: since + bytes });
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

/** What of an object is fetched first; a footer's length is known only then. */
function firstRanges(object: S3Object, part: Entry['part']): readonly ByteRange[] {
  if (part === 'whole') return [[0, object.size]];
  return part === 'footer' ? [footerGuess(object.size)] : part;
}

/** The plan of a footer that is about as long as another one. */
function narrowed(plan: Plan, [from, to]: ByteRange, count: TransferCount): Plan {
  const { size } = plan.entry.object;
  const length = Math.ceil(((to - from) * 1.25) / 4096) * 4096;
  if (length >= plan.missing) return plan;
  count.less(plan.missing - length);
  return { ...plan, ranges: [[size - length, size]], missing: length };
}
