import type { LocatedSource } from './locatedSource.ts';

/** What was opened, and how. */
export interface OpeningOf {
  readonly located: readonly LocatedSource[];
  readonly identity: boolean;
  readonly whole: boolean;
}
