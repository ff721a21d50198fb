import { CompressionType, compressionRegistry } from 'apache-arrow';
import { decompress as unzstd } from 'fzstd';
import { decompress as unlz4 } from 'lz4js';

/** Lets the Arrow reader unpack the two compressions that the format knows. */
export function registerCodecs(): void {
  if (compressionRegistry.get(CompressionType.ZSTD)) return;
  compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => aligned(unzstd(bytes)) });
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: (bytes) => aligned(unlz4(bytes)) });
}

/** Wide numbers are read in place, which wants them at a multiple of 8. */
function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
}
