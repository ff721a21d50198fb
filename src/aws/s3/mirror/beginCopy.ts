import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ByteRange } from '../../../shared/byteRanges.ts';
import type { S3Object } from '../../../shared/contracts/aws.ts';
import { pause } from '../../pause.ts';
import { appendExtents } from './extentJournal.ts';
import { fetchRange } from './fetchRange.ts';
import { END_BYTES, footerOf } from './footerRanges.ts';
import type { Filling } from './filling.ts';
import { unlessFull } from './unlessFull.ts';
import { unlessGone } from './unlessGone.ts';

/** A folder without a copy is one that a crash left, after so long. */
const MAKING_MS = 3000;
const LOOK_MS = 40;

/** What a new copy begins with. */
export interface Begun {
  readonly there: ByteRange;
  /** Undefined if the object is no Parquet file. */
  readonly footer: ByteRange | undefined;
}

/**
 * Makes a sparse copy with the end of its object in it: the same as an empty one that is filled, in a
 * third of the steps, which is what opening a folder of thousands of objects consists of. Undefined
 * where there is a copy, or another window makes one.
 */
export async function beginCopy(
  folder: string,
  object: S3Object,
  end: ByteRange,
  filling: Filling,
): Promise<Begun | undefined> {
  const data = join(folder, 'data');
  if (!(await madeFolder(folder))) {
    await untilMade(folder, data, filling.signal);
    return undefined;
  }
  const made = `${data}.${randomBytes(6).toString('hex')}.part`;
  let isThere = false;
  try {
    const { signal, slots, moved, asked } = filling;
    const client = await filling.client();
    const file = await open(made, 'wx+');
    try {
      await file.truncate(object.size);
      const options = { signal, moved, asked, directory: folder };
      await slots.use(signal, () => fetchRange(client, object, end, file, options));
      await file.datasync();
      await link(made, data);
      isThere = true;
      await appendExtents(join(folder, 'extents'), object.key + object.etag, [end]);
      const last = Buffer.alloc(END_BYTES);
      await file.read(last, 0, END_BYTES, Math.max(0, object.size - END_BYTES));
      return { there: end, footer: footerOf(last, object.size) };
    } finally {
      await file.close();
      await unlink(made).catch(unlessGone);
    }
  } finally {
    // Who comes next makes it from the beginning.
    if (!isThere) await rmdir(folder).catch(unlessFull);
  }
}

/** True if there was none. */
async function madeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'EEXIST') return false;
    if (error.code !== 'ENOENT') throw error;
    await mkdir(dirname(folder), { recursive: true });
    return madeFolder(folder);
  }
}

/** Waits for another window that has just made the folder, so that what it fetches is not paid twice. */
async function untilMade(folder: string, data: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const [there, made] = await Promise.all([
      stat(data).catch(unlessGone),
      stat(folder).catch(unlessGone),
    ]);
    if (there || !made || Date.now() - made.mtimeMs > MAKING_MS) return;
    await pause(LOOK_MS, signal);
  }
}
