import type { Basis } from './columnProfile.ts';

/** How two columns go together. */
export interface Correlation {
  readonly a: string;
  readonly b: string;
  /** Pearson's r, Spearman's rho, Cramér's V (bias-corrected), correlation ratio η (b numeric). */
  readonly measure: 'pearson' | 'spearman' | 'cramers-v' | 'correlation-ratio';
  readonly value: number;
  /** Rows (of the sample, where there is one) where both are filled, and with finite numbers. */
  readonly rows: number;
  /** Half the width of a 99.9 % interval of `value`; only where a sample was looked at. */
  readonly error?: number;
}

/** What concerns several columns at once. */
export interface DatasetDetails {
  readonly rows: number;
  readonly columns: number;
  /** Rows looked at, when it was a sample. */
  readonly sampled?: number;
  /**
   * Rows beyond the first of each group of equal rows; absent where only a sample was to be looked
   * at. An estimate has its 99.9 % interval.
   */
  readonly duplicates?: {
    readonly rows: number;
    readonly basis: Basis;
    readonly low?: number;
    readonly high?: number;
  };
  readonly missing: {
    /** The commonest sets of columns that are null together; most rows first, at most 50. */
    readonly patterns: readonly { readonly columns: readonly string[]; readonly rows: number }[];
    /** Pairs that are null together: rows where both are, and where at least one is. */
    readonly pairs: readonly {
      readonly a: string;
      readonly b: string;
      readonly both: number;
      readonly either: number;
    }[];
  };
  readonly correlations: readonly Correlation[];
  /** Columns with one value at most, nulls aside. */
  readonly constant: readonly string[];
  /** Groups of columns that hold the same in every row. */
  readonly equalColumns: readonly (readonly string[])[];
  /** Columns whose infinities were left out of the correlations. */
  readonly infinite?: readonly string[];
  /** Columns beyond what is looked at: the fewest nulls, and the last in order that may correlate. */
  readonly skipped?: {
    readonly missing?: readonly string[];
    readonly correlations?: readonly string[];
  };
  /** By part: `missing`, `correlations`, `constant`, `equalColumns`; `exact` where absent. */
  readonly basis: Readonly<Record<string, Basis>>;
}
