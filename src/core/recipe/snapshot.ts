import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** One object or file of a dataset; `version` is its version id, ETag or modification time. */
export interface SnapshotObject {
  readonly uri: string;
  /** Bytes. */
  readonly size: number;
  readonly version: string;
}

/**
 * The snapshot of a dataset, `sha256:<hex>`: SHA-256 over one line `uri TAB size TAB version LF` per
 * object, lines sorted by their UTF-8 bytes. Same objects, same snapshot, in whatever order they
 * were listed.
 */
export function snapshotOf(objects: readonly SnapshotObject[]): string {
  const lines = objects
    .map(({ uri, size, version }) => utf8ToBytes(`${uri}\t${String(size)}\t${version}\n`))
    .sort(compareBytes);
  const hash = sha256.create();
  for (const line of lines) hash.update(line);
  return `sha256:${bytesToHex(hash.digest())}`;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
