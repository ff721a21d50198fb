import { open } from 'node:fs/promises';
import type { ByteRange } from '../../../shared/byteRanges.ts';

/** Objects of so many bytes come whole with the first request. */
const SMALL = 128 * 1024;
/** Most footers are in the last bytes. */
const TAIL = 64 * 1024;

/** What is fetched first of an object of this size to get its footer. */
export function firstGuess(size: number): ByteRange {
  return [size <= SMALL ? 0 : size - TAIL, size];
}

/** The footer in a copy whose last bytes are there; undefined if it is no Parquet file. */
export async function footerRange(path: string, size: number): Promise<ByteRange | undefined> {
  if (size < 12) return undefined;
  const end = Buffer.alloc(8);
  const file = await open(path);
  try {
    await file.read(end, 0, 8, size - 8);
  } finally {
    await file.close();
  }
  if (end.toString('latin1', 4) !== 'PAR1') return undefined;
  const from = size - 8 - end.readUInt32LE(0);
  return from < 4 ? undefined : [from, size];
}
