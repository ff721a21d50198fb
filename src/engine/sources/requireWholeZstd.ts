import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';

const FRAME = 0xfd2fb528;
/** First of the 16 marks of a frame that is to be skipped. */
const SKIPPABLE = 0x184d2a50;
/** Bytes of a frame's dictionary id, and of its content's size, by their flags. */
const ID_BYTES = [0, 1, 2, 4];
const SIZE_BYTES = [0, 2, 4, 8];

/**
 * Walks through the frames and blocks of every Zstandard file to its end (RFC 8878, 3.1.1), which unpacks
 * nothing: DuckDB takes a file that was cut off for a shorter one. Throws `bad-data`.
 */
export async function requireWholeZstd(files: readonly string[]): Promise<void> {
  for (const path of files) {
    if (!/\.zst$/i.test(path)) continue;
    const file = await open(path);
    try {
      const { size } = await file.stat();
      let at = 0;
      do at = await frameEnd(file, at, size);
      while (at < size);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new AppError(
        'bad-data',
        `“${basename(path)}” is no sound Zstandard file, or was cut off.`,
        { hint: 'Copy or write the file again.', detail: error.message },
      );
    } finally {
      await file.close();
    }
  }
}

/** Where the next frame begins. Throws `RangeError` if the file ends before. */
async function frameEnd(file: FileHandle, start: number, size: number): Promise<number> {
  const head = await read(file, start, 5, size);
  const mark = head.readUInt32LE(0);
  if ((mark & ~0xf) >>> 0 === SKIPPABLE) {
    const length = (await read(file, start + 4, 4, size)).readUInt32LE(0);
    return within(start + 8 + length, size);
  }
  if (mark !== FRAME) throw new RangeError(`No frame begins at byte ${String(start)}.`);
  const flags = head[4] ?? 0;
  const single = (flags >> 5) & 1;
  const contentSize = SIZE_BYTES[flags >> 6] ?? 0;
  const sizeBytes = contentSize === 0 && single === 1 ? 1 : contentSize;
  let at = start + 5 + (1 - single) + (ID_BYTES[flags & 3] ?? 0) + sizeBytes;
  for (let last = false; !last;) {
    const header = (await read(file, at, 3, size)).readUIntLE(0, 3);
    last = (header & 1) === 1;
    const kind = (header >> 1) & 3;
    if (kind === 3) throw new RangeError(`The block at byte ${String(at)} is of no known kind.`);
    // A run of one byte is held as that byte.
    at += 3 + (kind === 1 ? 1 : header >> 3);
  }
  return within(at + (((flags >> 2) & 1) === 1 ? 4 : 0), size);
}

async function read(file: FileHandle, at: number, count: number, size: number): Promise<Buffer> {
  within(at + count, size);
  const bytes = Buffer.alloc(count);
  await file.read(bytes, 0, count, at);
  return bytes;
}

function within(at: number, size: number): number {
  if (at > size) throw new RangeError(`The file ends before byte ${String(at)}.`);
  return at;
}
