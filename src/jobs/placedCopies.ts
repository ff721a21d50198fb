import { stat } from 'node:fs/promises';
import type { Placed } from './remoteFiles.ts';

/** Looking after more copies than these would take longer than the rows; an error is looked into. */
const LOOKED_AFTER = 256;

/**
 * The local copies of objects as they were opened. Somebody may take them away, and another window
 * may make new ones in their place that hold less: those are other files, though of the same path.
 */
export class PlacedCopies {
  private readonly inodes: ReadonlyMap<string, number | undefined>;

  private constructor(inodes: ReadonlyMap<string, number | undefined>) {
    this.inodes = inodes;
  }

  static async of(placed: readonly Placed[]): Promise<PlacedCopies> {
    const paths = placed.flatMap(({ copies }) => copies.map(({ path }) => path));
    const inodes = await Promise.all(paths.map(inodeOf));
    return new PlacedCopies(new Map(paths.map((path, index) => [path, inodes[index]])));
  }

  /** True if they are still those that were opened; `failed`: a request over them was in vain. */
  async areSame(failed: boolean): Promise<boolean> {
    if (this.inodes.size > LOOKED_AFTER && !failed) return true;
    const now = await Promise.all(
      [...this.inodes].map(async ([path, inode]) => (await inodeOf(path)) === inode),
    );
    return now.every((same) => same);
  }
}

/** Undefined for a path that leads nowhere. */
async function inodeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).ino;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
