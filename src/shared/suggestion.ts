import type { ProfileValue } from './profile/columnProfile.ts';

/** A value that a form offers for a param, from what is known of a column. */
export interface Suggestion {
  /** As a document writes it; 64-bit integers, decimals and temporal values as text. */
  readonly value: ProfileValue;
  /** What it is: “1st percentile”, “1,204 rows”. */
  readonly why: string;
}
