import type { ErrorCode } from './errors.ts';
import type { SourceFormat, SourceOptions } from './source.ts';
import type { FittedValues, Json } from './json.ts';
import type { ageUnits, comparisons, statisticNames } from './checkWords.ts';
import type { Condition } from './condition.ts';

/** A recipe as its document holds it (FORMATS: Recipe). Types of columns are in their text form. */
export interface Recipe {
  readonly sluice: 1;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** The first step works on `main`. */
  readonly sources: Readonly<Record<string, Source>>;
  readonly steps: readonly Step[];
  readonly fitted: Readonly<Record<string, Fitted>>;
  readonly checks: readonly Check[];
  readonly outputs: readonly Output[];
}

/** A value that the user of a recipe may set: by `--set`, or a form. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly default: Json;
}

/** Where data lies. A relative `uri` is relative to the recipe. */
export interface Source {
  readonly uri: string;
  /** `recipe`: the rows after the steps of another recipe. */
  readonly format: SourceFormat | 'recipe';
  readonly options: CsvOptions;
  readonly schema?: readonly { readonly name: string; readonly type: string }[];
}

/** Read options of a source; what is absent is sniffed when the source is opened. */
export type CsvOptions = SourceOptions;

export type { SourceFormat };

/** One use of an operation. */
export interface Step {
  readonly id: string;
  readonly op: string;
  readonly version: number;
  readonly params: Json;
  readonly enabled: boolean;
  readonly note: string;
}

/** What a step learned, on what. */
export interface Fitted {
  readonly values?: FittedValues;
  /** A content-addressed file beside the recipe that holds the values instead. */
  readonly file?: string;
  readonly on: 'train' | 'all';
  readonly snapshot: string;
  readonly prefix: string;
}

/** How two columns of a row, or a column and a value, are compared; the words of a condition's `is`. */
export type Comparison = (typeof comparisons)[number];

/** A unit of an age. */
export type AgeUnit = (typeof ageUnits)[number];

/** A figure of a column that a check can bound. */
export type StatisticName = (typeof statisticNames)[number];

/**
 * A data-quality rule on the final table. `atLeast` is the share (0 to 1) of the judged rows that must
 * keep a rule on rows; without it all of them must.
 */
export type Check = { readonly severity: 'error' | 'warn' } & (
  | { readonly rule: 'not-null'; readonly column: string; readonly atLeast?: number }
  | { readonly rule: 'unique'; readonly columns: readonly string[] }
  | {
      readonly rule: 'in-range';
      readonly column: string;
      readonly min?: number | string;
      readonly max?: number | string;
      readonly atLeast?: number;
    }
  | { readonly rule: 'row-count'; readonly min?: number; readonly max?: number }
  | {
      readonly rule: 'in-set';
      readonly column: string;
      readonly values: readonly (string | number | boolean)[];
      readonly atLeast?: number;
    }
  | {
      readonly rule: 'matches';
      readonly column: string;
      readonly pattern: string;
      readonly atLeast?: number;
    }
  | { readonly rule: 'type'; readonly column: string; readonly type: string }
  | {
      readonly rule: 'relation';
      readonly left: string;
      readonly compare: Comparison;
      readonly right: string;
      readonly atLeast?: number;
    }
  | { readonly rule: 'condition'; readonly where: Condition; readonly atLeast?: number }
  | {
      readonly rule: 'references';
      readonly columns: readonly string[];
      readonly source: { readonly source: string };
      readonly sourceColumns: readonly string[];
      readonly atLeast?: number;
    }
  | {
      readonly rule: 'freshness';
      readonly column: string;
      readonly within: { readonly n: number; readonly unit: AgeUnit };
    }
  | {
      readonly rule: 'statistic';
      readonly column: string;
      readonly of: StatisticName;
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly rule: 'custom-sql'; readonly query: string }
);

/** Where a run writes: one part of the split, or all rows. */
export interface Output {
  readonly name: string;
  readonly part?: string;
  readonly format: 'parquet' | 'csv';
  readonly uri: string;
  readonly options: OutputOptions;
}

/** `label` goes first and asks for a file without header that built-in algorithms read. */
export interface OutputOptions {
  readonly header?: boolean;
  readonly label?: string;
  readonly compression?: 'zstd' | 'snappy' | 'gzip' | 'uncompressed';
}

/** One thing that is wrong with a recipe, at its place in the document. */
export interface Problem {
  /** The step's id, or null for what belongs to no step. */
  readonly step: string | null;
  /** JSON Pointer (RFC 6901) into the document: `/steps/2/params/columns/0`. */
  readonly path: string;
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}
