declare module 'lz4js' {
  /** Unpacks LZ4 frames; `maxSize` is the size of the result where it is known. */
  export function decompress(buffer: Uint8Array, maxSize?: number): Uint8Array;
}
