/** How many copies of objects, and what they take on the disk. */
export interface CacheSize {
  /** Blocks on the disk, not the sizes of the objects. */
  readonly bytes: number;
  readonly copies: number;
}

/** What is kept here of one dataset. */
export interface CachedDataset extends CacheSize {
  /** The object or folder; empty for copies of which nobody wrote down where they belong. */
  readonly address: string;
  /** A window or command has some of it open. */
  readonly open: boolean;
  /** ISO 8601. */
  readonly used: string;
}

/** What the cache of objects takes. A copy that belongs to two datasets counts once in the sums. */
export interface CacheUsage extends CacheSize {
  readonly whole: CacheSize;
  readonly sparse: CacheSize;
  /** What is open, here or in another window. */
  readonly open: CacheSize;
  /** When the copy was used that would be evicted first; absent where there is none. */
  readonly oldest?: string;
  /** Largest first. */
  readonly datasets: readonly CachedDataset[];
}

/** What was removed from the cache, and what was left because it is open. */
export interface CacheCleared extends CacheSize {
  readonly left: readonly CachedDataset[];
}
