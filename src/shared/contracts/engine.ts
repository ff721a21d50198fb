import type { Schema } from '../columnType.ts';

/** Version of this contract; both ends must have the same. */
export const ENGINE_PROTOCOL = 1;

/** What a source may be. */
export type SourceFormat = 'parquet' | 'csv' | 'json';

/**
 * How the text of a source is read. `open` answers with every option that was found out, so that a
 * recipe and its targets read exactly the same way ever after.
 */
export interface SourceOptions {
  /** CSV: the first line holds the names. */
  readonly header?: boolean;
  /** CSV: one character between values. */
  readonly delimiter?: string;
  readonly quote?: string;
  readonly escape?: string;
  /** CSV: the text that stands for null; empty by default. */
  readonly null?: string;
  /** CSV: lines before the header, or before the first row. */
  readonly skip?: number;
  /** CSV: `utf-8` (default), `utf-16`, `latin-1`. */
  readonly encoding?: string;
  /** CSV: strftime pattern of dates that are not ISO. */
  readonly dateFormat?: string;
  /** CSV: strftime pattern of timestamps that are not ISO. */
  readonly timestampFormat?: string;
  /** CSV: decimal separator, `.` by default. */
  readonly decimal?: string;
  /** CSV: the files' headers differ in order or in columns, so columns are matched by name. */
  readonly byName?: boolean;
  /** JSON: one array of objects, or one object a line. */
  readonly layout?: 'array' | 'lines';
}

/** One source whose bytes lie on this machine. */
export interface LocalSource {
  /** Found out from the files when absent. */
  readonly format?: SourceFormat;
  readonly options?: SourceOptions;
  /** Absolute real paths in byte order. */
  readonly files: readonly string[];
  /** The folder that relative paths of the row identity and Hive keys are taken against. */
  readonly base: string;
  /** Names of the Hive keys found in the paths, outermost first. */
  readonly hive?: readonly string[];
  /** The declared columns, Hive keys included; found out when absent. */
  readonly schema?: Schema;
  /** Adds the hidden columns `__sluice_file` (text) and `__sluice_row` (int64, from 0). */
  readonly identity?: boolean;
}

/** A SELECT over the names of the document's sources. The engine checks it before use. */
export interface EngineQuery {
  readonly sql: string;
}

/** Paths of a local source, found before access to files is closed. */
export interface Expanded {
  readonly files: readonly string[];
  readonly base: string;
  readonly format: SourceFormat;
  readonly hive: readonly string[];
  readonly sizes: readonly number[];
  /** Modification times in milliseconds, beside `files`. */
  readonly modified: readonly number[];
}

/** What `open` found out of one source. */
export interface OpenedSource {
  readonly schema: Schema;
  readonly format: SourceFormat;
  readonly options: SourceOptions;
  readonly hive: readonly string[];
  readonly bytes: number;
  /** Sentences worth telling: renamed duplicate columns, headers that differ, and so on. */
  readonly notes: readonly string[];
}

/** Rows of a query as one Arrow IPC stream. */
export interface Page {
  readonly arrow: Uint8Array;
  readonly rows: number;
  /** The columns as recipes speak of them. */
  readonly schema: Schema;
}

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

/** Queries by state, for tests and for the status line. */
export interface EngineStats {
  readonly pid: number;
  readonly running: number;
  readonly queued: number;
  readonly documents: readonly string[];
  readonly threadPool: number;
}

/** Versions of the process that answers: contract, bundle, DuckDB. */
export interface HelloResult {
  readonly protocol: number;
  readonly build: string;
  readonly duckdb: string;
}

/** Methods of the engine process. */
export interface EngineContract {
  hello: { params: object; result: HelloResult };
  /** Limits of the whole engine, shared out among open documents. */
  configure: {
    params: {
      readonly memoryMb?: number;
      readonly threads?: number;
      readonly spillDirectory?: string;
    };
    result: null;
  };
  /** Files, format and Hive keys behind a path, glob, folder or `file:` URI. */
  expand: {
    params: { readonly path: string; readonly relativeTo?: string; readonly format?: SourceFormat };
    result: Expanded;
  };
  /** Opens a document, or opens it anew with other sources. */
  open: {
    params: { readonly document: string; readonly sources: Readonly<Record<string, LocalSource>> };
    result: { readonly sources: Readonly<Record<string, OpenedSource>> };
  };
  describe: {
    params: { readonly document: string; readonly query: EngineQuery };
    result: { readonly schema: Schema };
  };
  count: {
    params: { readonly document: string; readonly query: EngineQuery };
    result: { readonly rows: number };
  };
  /** Goes before heavy work. Text beyond `maxText` is cut to `maxText + 1` characters. */
  page: {
    params: {
      readonly document: string;
      readonly query: EngineQuery;
      readonly offset: number;
      readonly limit: number;
      readonly columns?: readonly string[];
      readonly maxText?: number;
    };
    result: Page;
  };
  /** All rows of a query, uncut, up to a limit that is an error to pass: fitted values, checks. */
  rows: {
    params: { readonly document: string; readonly query: EngineQuery; readonly limit: number };
    result: Page;
  };
  profile: {
    params: {
      readonly document: string;
      readonly query: EngineQuery;
      readonly columns?: readonly string[];
      readonly sample?: number;
    };
    result: ProfileResult;
  };
  /** The sources, with their files, that a query reads. */
  needs: {
    params: { readonly document: string; readonly query: EngineQuery };
    result: { readonly sources: Readonly<Record<string, readonly string[]>> };
  };
  close: { params: { readonly document: string }; result: null };
  stats: { params: object; result: EngineStats };
}

/** The methods at run time, for `remote`. */
export const ENGINE_METHODS = [
  'hello',
  'configure',
  'expand',
  'open',
  'describe',
  'count',
  'page',
  'rows',
  'profile',
  'needs',
  'close',
  'stats',
] as const satisfies readonly (keyof EngineContract)[];
