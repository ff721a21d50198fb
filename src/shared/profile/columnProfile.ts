/** How sure a figure is. */
export type Basis = 'exact' | 'estimate' | 'sketch ±3%';

/**
 * A value as JSON: 64-bit and wider integers, decimals and temporal values are strings, infinities
 * and NaN are the strings `Infinity`, `-Infinity`, `NaN`.
 */
export type ProfileValue = string | number | boolean;

/** Quantiles by linear interpolation; one that has no value is absent. */
export interface Quantiles {
  readonly p1?: ProfileValue;
  readonly p5?: ProfileValue;
  readonly p25?: ProfileValue;
  readonly p50?: ProfileValue;
  readonly p75?: ProfileValue;
  readonly p95?: ProfileValue;
  readonly p99?: ProfileValue;
}

/** One of the most frequent values and how often it occurs. */
export interface TopValue {
  readonly value: ProfileValue;
  readonly count: number;
}

/** One bin `[from, to)`; the last is closed. */
export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The figures of one column; those that do not apply are absent. */
export interface ColumnProfile {
  readonly name: string;
  /** As `formatType` writes it. */
  readonly type: string;
  readonly nulls: number;
  readonly distinct: number;
  readonly nans?: number;
  readonly infinities?: number;
  readonly min?: ProfileValue;
  readonly max?: ProfileValue;
  readonly mean?: ProfileValue;
  /** Sample standard deviation (n − 1). */
  readonly std?: ProfileValue;
  readonly quantiles?: Quantiles;
  readonly top?: readonly TopValue[];
  readonly histogram?: readonly HistogramBin[];
  readonly basis: Readonly<Record<string, Basis>>;
}

/** The profile of a query: FORMATS `profile` without uri, snapshot and insights. */
export interface ProfileResult {
  readonly rows: number;
  /** Rows looked at, when it was a sample. */
  readonly sampled?: number;
  readonly columns: readonly ColumnProfile[];
}
