import { textBytes } from './textHead.ts';

/** The first bytes of a text file, unpacked, and whether that is all of it. */
export async function headBytes(
  path: string,
  most: number,
): Promise<{ readonly bytes: Uint8Array; readonly whole: boolean }> {
  const { bytes, stop } = textBytes(path);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of bytes) {
      // SAFETY: a stream without an encoding gives buffers.
      const part = chunk as Buffer;
      parts.push(part);
      size += part.length;
      if (size > most) break;
    }
  } finally {
    stop();
  }
  return { bytes: Buffer.concat(parts).subarray(0, most), whole: size <= most };
}
