import { open } from 'node:fs/promises';
import type { ByteRange } from '../../../shared/byteRanges.ts';

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
