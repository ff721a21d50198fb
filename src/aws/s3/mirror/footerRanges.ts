import { open } from 'node:fs/promises';
import type { ByteRange } from '../../../shared/byteRanges.ts';

/** Bytes at the end of a Parquet file that tell its footer's length. */
export const END_BYTES = 8;

/** The footer of a file of this size by its last eight bytes; undefined if it is no Parquet file. */
export function footerOf(end: Buffer, size: number): ByteRange | undefined {
  if (size < 12 || end.toString('latin1', 4) !== 'PAR1') return undefined;
  const from = size - END_BYTES - end.readUInt32LE(0);
  return from < 4 ? undefined : [from, size];
}

/** The footer in a copy whose last bytes are there; undefined if it is no Parquet file. */
export async function footerRange(path: string, size: number): Promise<ByteRange | undefined> {
  const file = await open(path);
  try {
    const end = Buffer.alloc(END_BYTES);
    await file.read(end, 0, END_BYTES, Math.max(0, size - END_BYTES));
    return footerOf(end, size);
  } finally {
    await file.close();
  }
}
