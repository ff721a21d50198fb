import type { Basis, ProfileResult } from './columnProfile.ts';

/** How one column differs between two datasets. Figures that do not apply are absent. */
export interface ColumnDrift {
  readonly name: string;
  readonly state: 'same' | 'drifted' | 'added' | 'removed' | 'retyped';
  readonly types: { readonly before?: string; readonly after?: string };
  /** Population stability index over ten quantile bins of `before` (numbers) or the categories. */
  readonly psi?: number;
  /** Two-sample Kolmogorov–Smirnov statistic D (numbers, dates), and its asymptotic p. */
  readonly ks?: { readonly d: number; readonly p: number };
  /**
   * Values of `after` that `before` has not, and the reverse; most frequent first, at most 50. Text
   * and booleans, with at most 1,000 distinct values before.
   */
  readonly newCategories?: readonly { readonly value: string; readonly count: number }[];
  readonly lostCategories?: readonly { readonly value: string; readonly count: number }[];
  /** Share of nulls in each. */
  readonly missing?: { readonly before: number; readonly after: number };
  /**
   * Counts of both in the same bins: numbers and dates by edges, else by value. The bins `(others)`
   * and `(new)` hold rarer categories, and those that were not there before.
   */
  readonly bins?: readonly {
    readonly label: string;
    readonly before: number;
    readonly after: number;
  }[];
  readonly basis: Basis;
}

/** From which figures on a column counts as drifted; what is absent has its default. */
export interface DriftThresholds {
  /** The population stability index. */
  readonly psi?: number;
  /** The Kolmogorov–Smirnov distance; it counts only where its p is below `p`. */
  readonly ks?: number;
  readonly p?: number;
  /** How far the share of nulls moved, either way. */
  readonly missing?: number;
  /** The share of rows that hold a category that was not there before. */
  readonly newCategories?: number;
}

/** Two datasets beside each other: two versions, two files, before and after a recipe. */
export interface DriftResult {
  readonly before: ProfileResult;
  readonly after: ProfileResult;
  /** Columns of `before` in its order, then those that were added. Drifted ones are marked. */
  readonly columns: readonly ColumnDrift[];
}
