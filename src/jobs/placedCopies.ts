import { stat } from 'node:fs/promises';
import type { Placed } from './remoteFiles.ts';

/** Looking after more copies than these would take longer than the rows; an error is looked into. */
const LOOKED_AFTER = 256;

/**
 * The local copies of objects as they were opened. Somebody may take them away, and another window
 * may make new ones in their place that hold less: those are other files, though of the same path.
 */
export class PlacedCopies {
  private readonly marks: ReadonlyMap<string, string | undefined>;

  private constructor(marks: ReadonlyMap<string, string | undefined>) {
    this.marks = marks;
  }

  static async of(placed: readonly Placed[]): Promise<PlacedCopies> {
    const paths = placed.flatMap(({ copies }) => copies.map(({ path }) => path));
    const marks = await Promise.all(paths.map(markOf));
    return new PlacedCopies(new Map(paths.map((path, index) => [path, marks[index]])));
  }

  /** True if they are still those that were opened; `failed`: a request over them was in vain. */
  async areSame(failed: boolean): Promise<boolean> {
    if (this.marks.size > LOOKED_AFTER && !failed) return true;
    const now = await Promise.all(
      [...this.marks].map(async ([path, mark]) => (await markOf(path)) === mark),
    );
    return now.every((same) => same);
  }
}

/** What tells a file from all others that ever had its path; undefined where nothing is. */
async function markOf(path: string): Promise<string | undefined> {
  try {
    const { ino, birthtimeNs, ctimeNs } = await stat(path, { bigint: true });
    // The number of a file that is gone is given to the next one. Where the disk keeps no time of
    // birth, the time of the last change may stand in its place.
    const birth = birthtimeNs === ctimeNs ? 0n : birthtimeNs;
    return `${String(ino)} ${String(birth)}`;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
