import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOf, mergeRanges, missingRanges } from '../../../shared/byteRanges.ts';
import type { ByteRange } from '../../../shared/byteRanges.ts';
import type { S3Object } from '../../../shared/contracts/aws.ts';
import { AppError } from '../../../shared/errors.ts';
import { beginCopy } from './beginCopy.ts';
import type { Begun } from './beginCopy.ts';
import { discardCopy } from './discardCopy.ts';
import { REQUEST_BYTES, REQUEST_GAP } from '../../../shared/transfer.ts';
import { appendExtents, readExtents } from './extentJournal.ts';
import { fetchRange } from './fetchRange.ts';
import { fileDigest } from './fileDigest.ts';
import { withFileLock } from './fileLock.ts';
import type { Filling } from './filling.ts';

/** Bytes that are synced and written down together; another window waits so long at most. */
const BATCH = 16 * 1024 * 1024;
/** Times that a copy is made anew which somebody takes away while it is filled. */
const MADE_ANEW = 3;

/**
 * A sparse local copy of one version of one object: a folder with `data`, of the object's size from the
 * beginning, and `extents`, which tells what of it is there. A range is written down only after its
 * bytes were synced, so that a crash at any time loses bytes but never makes holes pass for data.
 * Nothing vouches for a part of an object. A copy that becomes whole is held against the digest of the
 * whole object, where S3 gives one, before its last bytes are written down.
 */
export class SparseCopy {
  readonly data: string;
  private readonly folder: string;
  private readonly object: S3Object;
  private readonly journal: string;
  /** Fills of this process go one after the other. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(folder: string, object: S3Object) {
    this.folder = folder;
    this.object = object;
    this.data = join(folder, 'data');
    this.journal = join(folder, 'extents');
  }

  /** True if there is such a copy. */
  async exists(): Promise<boolean> {
    return (await sizeOf(this.data)) === this.object.size;
  }

  /** Makes the copy unless it is there, and tells what is in it. */
  async open(): Promise<ByteRange[]> {
    if (await this.exists()) {
      const now = new Date();
      const extents = await this.extents();
      // Those that were not used for longest are evicted first.
      await utimes(this.folder, now, now);
      return extents;
    }
    await mkdir(this.folder, { recursive: true });
    // What was written down belongs to a file that is gone.
    await rm(this.journal, { force: true });
    const made = `${this.data}.${randomBytes(6).toString('hex')}.part`;
    try {
      const file = await open(made, 'wx');
      try {
        await file.truncate(this.object.size);
      } finally {
        await file.close();
      }
      await link(made, this.data).catch(async (error: unknown) => {
        // Another window made it meanwhile.
        if (!(await this.exists())) throw error;
      });
    } finally {
      await rm(made, { force: true });
    }
    return this.extents();
  }

  /** Makes the copy with the end of the object in it; undefined where there is one. */
  begin(end: ByteRange, filling: Filling): Promise<Begun | undefined> {
    const turn = this.last.then(() => beginCopy(this.folder, this.object, end, filling));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** What is in the copy now. */
  extents(): Promise<ByteRange[]> {
    return readExtents(this.journal, this.object.key + this.object.etag);
  }

  /** Fetches what is missing of some ranges, and tells all that is in the copy then. */
  async fill(wanted: readonly ByteRange[], filling: Filling): Promise<ByteRange[]> {
    for (let gone = 0; ;) {
      const extents = await this.extents();
      if (missingRanges(wanted, extents).length === 0) return extents;
      const turn = this.last.then(() =>
        withFileLock(join(this.folder, 'lock'), filling.signal, () => this.batch(wanted, filling)),
      );
      this.last = turn.catch(() => undefined);
      try {
        // A fill of another request is waited for, but not by one that was cancelled.
        await unlessAborted(turn, filling.signal);
      } catch (error) {
        const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
        if (!isGone || ++gone > MADE_ANEW) throw error;
        await this.open();
      }
    }
  }

  private async batch(wanted: readonly ByteRange[], filling: Filling): Promise<void> {
    // Another window may have fetched them while this one waited.
    const extents = await this.extents();
    const whole: ByteRange = [0, this.object.size];
    // Little would stay away, such as the first four bytes, which no column has.
    const left = missingRanges([whole], [...wanted, ...extents]);
    const missing = missingRanges(bytesOf(left) <= REQUEST_GAP ? [whole] : wanted, extents);
    if (missing.length === 0) return;
    const near = mergeRanges(missing, REQUEST_GAP).flatMap((range) =>
      missingRanges([range], extents),
    );
    const batch = firstBytes(near, BATCH);
    const { signal, slots, moved, asked } = filling;
    const client = await filling.client();
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const options = { signal: either, asked, directory: this.folder };
    const file = await open(this.data, 'r+');
    const done: ByteRange[] = [];
    let md5: string | undefined;
    try {
      const ended = await Promise.allSettled(
        batch.flatMap(piecesOf).map(async (piece) => {
          const [from, to] = piece;
          let came = 0;
          const counted = (bytes: number): void => {
            came += bytes;
            moved(bytes);
          };
          const { object } = this;
          try {
            md5 = await slots.use(either, () =>
              fetchRange(client, object, piece, file, { ...options, moved: counted }),
            );
            done.push([from, to]);
          } catch (error) {
            // What came before the end is in its place, and need not come again.
            if (came > 0) done.push([from, from + came]);
            stop.abort();
            throw error;
          }
        }),
      );
      // What came is kept, whatever became of the rest.
      if (done.length > 0) {
        await file.datasync();
        if (bytesOf(mergeRanges([...extents, ...done])) === this.object.size) {
          await this.requireDigest(md5, filling);
        }
        await appendExtents(this.journal, this.object.key + this.object.etag, mergeRanges(done));
      }
      const failed = ended.flatMap((end): unknown[] =>
        end.status === 'rejected' ? [end.reason] : [],
      );
      if (failed.length > 0) throw firstCause(failed);
    } finally {
      await file.close();
    }
  }

  /** Throws the copy away unless it has the digest that S3 gives. */
  private async requireDigest(md5: string | undefined, filling: Filling): Promise<void> {
    const { signal, checksum, checked } = filling;
    const told = md5 === undefined ? await checksum() : { algorithm: 'md5' as const, hex: md5 };
    if (told === undefined) return;
    let seen = 0;
    const found = await fileDigest(this.data, told.algorithm, signal, (bytes) => {
      seen += bytes;
      checked(seen, this.object.size);
    });
    if (found === told.hex) return;
    await discardCopy(this.folder);
    throw new AppError(
      'bad-data',
      `${this.object.uri} arrived damaged, and what was fetched of it was thrown away.`,
      {
        hint: 'What was shown of it may be wrong: reload the data, and check the connection.',
        detail: `Its ${told.algorithm} is ${found}; S3 gives ${told.hex}.`,
      },
    );
  }
}

/** Waits for work, but not any longer once the signal fires. */
async function unlessAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  let leave: () => void = () => undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => {
      reject(new AppError('cancelled', 'Cancelled.'));
    };
  });
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  try {
    await Promise.race([work, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** The failure that stopped the others. */
function firstCause(failed: readonly unknown[]): unknown {
  const isStop = (error: unknown): boolean =>
    error instanceof Error && 'code' in error && error.code === 'cancelled';
  return failed.find((error) => !isStop(error)) ?? failed[0];
}

function piecesOf([from, to]: ByteRange): ByteRange[] {
  const count = Math.ceil((to - from) / REQUEST_BYTES);
  return Array.from({ length: count }, (_, index): ByteRange => [
    from + index * REQUEST_BYTES,
    Math.min(to, from + (index + 1) * REQUEST_BYTES),
  ]);
}

/** The first ranges up to so many bytes. */
function firstBytes(ranges: readonly ByteRange[], most: number): ByteRange[] {
  const taken: ByteRange[] = [];
  for (const [from, to] of ranges) {
    const left = most - bytesOf(taken);
    if (left <= 0) break;
    taken.push([from, Math.min(to, from + left)]);
  }
  return taken;
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
