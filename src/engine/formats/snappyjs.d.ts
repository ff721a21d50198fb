declare module 'snappyjs' {
  /** Unpacks Snappy's raw format. */
  export function uncompress(compressed: Uint8Array): Uint8Array;
}
