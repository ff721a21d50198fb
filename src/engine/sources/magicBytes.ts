/** True if a file's first bytes are these. */
export function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte);
}

/** True for the first bytes of gzip. */
export function isGzip(head: Uint8Array): boolean {
  return startsWith(head, [0x1f, 0x8b]);
}

/** True for the first bytes of Zstandard. */
export function isZstd(head: Uint8Array): boolean {
  return startsWith(head, [0x28, 0xb5, 0x2f, 0xfd]);
}
