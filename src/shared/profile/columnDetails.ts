import type { Basis, HistogramBin, ProfileValue, TopValue } from './columnProfile.ts';

/** A count under a name: a pattern, a kind, a key. */
export interface NamedCount {
  readonly name: string;
  readonly count: number;
}

/**
 * Moments and tests of a numeric column. Variance, sum, skewness, kurtosis and whole numbers are those
 * of the finite values; the others count infinities as the profile's quantiles do, and leave NaN out.
 */
export interface NumberDetails {
  /** Sample variance (n − 1). */
  readonly variance?: ProfileValue;
  /** Exact for integers and decimals, as a string. */
  readonly sum?: ProfileValue;
  /** p75 − p25. */
  readonly iqr?: ProfileValue;
  /** Adjusted Fisher–Pearson coefficient G1 (pandas `skew`); absent below 3 values or without spread. */
  readonly skewness?: number;
  /** Excess kurtosis G2 (pandas `kurt`); absent below 4 values or without spread. */
  readonly kurtosis?: number;
  readonly zeros: number;
  readonly negatives: number;
  /** Values of a float column that are whole numbers. */
  readonly whole?: number;
  /** Outside Tukey's fences `[low, high]` = quartiles ∓ 1.5 IQR. */
  readonly outliers?: {
    readonly low: number;
    readonly high: number;
    readonly below: number;
    readonly above: number;
  };
  /** Median absolute deviation, and values whose robust z (0.6745·|x − median| / MAD) exceeds 3.5. */
  readonly mad?: number;
  readonly farOut?: number;
}

/** What a text value looks like it holds. */
export type SemanticKind =
  | 'email'
  | 'url'
  | 'uuid'
  | 'ipv4'
  | 'ipv6'
  | 'phone'
  | 'credit-card'
  | 'iban'
  | 'date'
  | 'timestamp'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'json'
  | 'country'
  | 'currency'
  | 'latitude'
  | 'longitude';

/** Text, counted over values that are not null. Lengths are in Unicode code points. */
export interface TextDetails {
  readonly empty: number;
  /** Only white space, and not empty. */
  readonly blank: number;
  /** White space at the start or at the end, and not blank. */
  readonly padded: number;
  readonly lengths: { readonly min: number; readonly mean: number; readonly max: number };
  readonly lengthHistogram: readonly HistogramBin[];
  /** Values that hold at least one character of a class. */
  readonly characters: {
    readonly letters: number;
    readonly digits: number;
    readonly spaces: number;
    readonly punctuation: number;
    readonly upper: number;
    readonly lower: number;
    readonly nonAscii: number;
    readonly control: number;
  };
  /** The commonest shapes: `A` for a letter, `9` for a digit, all else as it is; runs as they are. */
  readonly patterns: readonly NamedCount[];
  /** Filled values that match each kind; a value may match several. Kinds without a match are absent. */
  readonly kinds: readonly { readonly kind: SemanticKind; readonly count: number }[];
  /** Integers with a zero before another digit, which a cast would lose. */
  readonly leadingZeros: number;
  /** Words that often stand for a missing value (`N/A`, `?`, `-`, `null` …), as they are written. */
  readonly missingWords: readonly TopValue[];
  /** Zones written in values that look like timestamps: `Z`, `+02:00`, or `none`. */
  readonly zones: readonly NamedCount[];
  /** strftime patterns that read values as dates or moments, the most values first. */
  readonly dateFormats?: readonly NamedCount[];
}

/** A run of days (months, hours …) without any value. */
export interface Gap {
  readonly from: string;
  readonly to: string;
  /** Steps of the unit that are missing; `from` and `to` are the first and the last of them. */
  readonly steps: number;
  /** The finest unit, no finer than the granularity, of which at least half the steps are filled. */
  readonly unit: 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';
}

/** Dates and timestamps. Texts of times are canonical; zones are UTC. */
export interface DateDetails {
  /** The coarsest unit that every value is a whole multiple of. */
  readonly granularity:
    | 'year'
    | 'month'
    | 'day'
    | 'hour'
    | 'minute'
    | 'second'
    | 'millisecond'
    | 'microsecond'
    | 'nanosecond';
  /** Equal bins in time; `from` and `to` are canonical texts, the last bin is closed. */
  readonly histogram: readonly {
    readonly from: string;
    readonly to: string;
    readonly count: number;
  }[];
  /** Values by weekday, Monday first. */
  readonly weekdays: readonly number[];
  /** Values by hour of the day, 24 of them; absent for dates. */
  readonly hours?: readonly number[];
  /** The longest stretches without a value, longest first; at most 10. Absent where too fine. */
  readonly gaps?: readonly Gap[];
  /** Later than the moment that the caller gave as now. */
  readonly future: number;
  /** Before 1900, after 2200, or 1900-01-01/1970-01-01 exactly where they stand out. */
  readonly implausible: number;
  /** Rows whose value is smaller than the one before, in the order of the rows; absent if unknown. */
  readonly unordered?: number;
}

/** Lists, maps and structs. */
export interface NestedDetails {
  /** Elements of lists, entries of maps. */
  readonly lengths?: { readonly min: number; readonly mean: number; readonly max: number };
  readonly empty?: number;
  /** Keys of maps and fields of structs that are not null, most frequent first. */
  readonly keys?: readonly NamedCount[];
}

/** The second tier of a column's figures. Parts that do not apply to its type are absent. */
export interface ColumnDetails {
  readonly name: string;
  /** Values that are not null. */
  readonly filled: number;
  /** Distinct values / filled values. */
  readonly uniqueness?: number;
  /** Compressed bytes of the column on disk; only where the files say so (Parquet). */
  readonly bytes?: number;
  /** The most frequent values (up to 200) and how many filled rows hold others. */
  readonly values?: { readonly top: readonly TopValue[]; readonly other: number };
  /** Extreme numbers that often stand for a missing value (-999, -1, 9999 …) and stand out here. */
  readonly missingNumbers?: readonly TopValue[];
  readonly numbers?: NumberDetails;
  readonly text?: TextDetails;
  readonly dates?: DateDetails;
  readonly nested?: NestedDetails;
  /** By the name of the part (`numbers.skewness`, `text`, `values` …); `exact` where absent. */
  readonly basis: Readonly<Record<string, Basis>>;
}

/** Details of some columns of a query. */
export interface DetailsResult {
  readonly rows: number;
  /** Rows looked at, when it was a sample. */
  readonly sampled?: number;
  readonly columns: readonly ColumnDetails[];
}
