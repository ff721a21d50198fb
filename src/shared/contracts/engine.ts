import type { ByteRange } from '../byteRanges.ts';
import type { Schema } from '../columnType.ts';
import type { OpenedSource, RejectedLines, SourceFormat, SourceOptions } from '../source.ts';
import type { DetailsResult } from '../profile/columnDetails.ts';
import type { ProfileResult } from '../profile/columnProfile.ts';
import type { DatasetDetails } from '../profile/datasetDetails.ts';
import type { DriftResult, DriftThresholds } from '../profile/drift.ts';

/** Version of this contract; both ends must have the same. */
export const ENGINE_PROTOCOL = 3;

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
  /** Types that a person chose for columns of these names, while the others are found out. */
  readonly types?: Schema;
  /** Adds the hidden columns `__sluice_file` (text) and `__sluice_row` (int64, from 0). */
  readonly identity?: boolean;
  /** What is here of each of `files` that is a sparse copy of a remote object, by path. */
  readonly present?: PresentBytes;
}

/** Ranges of bytes, by the path of a local file. */
export type PresentBytes = Readonly<Record<string, readonly ByteRange[]>>;

/** The methods that read an open document's rows. */
export type QuestionMethod =
  | 'page'
  | 'rows'
  | 'profile'
  | 'details'
  | 'dataset'
  | 'drift'
  | 'count'
  | 'describe'
  | 'prepare'
  | 'find'
  | 'findCount'
  | 'write';

/** One request for an open document's rows, as `needs` is asked about it. */
export type Question = {
  [M in QuestionMethod]: {
    readonly method: M;
    readonly params: Omit<EngineContract[M]['params'], 'document'>;
  };
}[QuestionMethod];

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

/** The first rows of a text as they would be read. */
export interface ReadPreview {
  readonly schema: Schema;
  /** The columns with the types that were found, where others were chosen. */
  readonly found: Schema;
  /** The first rows. */
  readonly page: Page;
  /** Every option, those that were found out too. */
  readonly options: SourceOptions;
  /** Bad lines of the head, whatever `badLines` says. */
  readonly rejected: RejectedLines;
  readonly notes: readonly string[];
  /** Bytes that were looked at, and whether that is all there is. */
  readonly bytes: number;
  readonly whole: boolean;
}

/** Rows of a query as one Arrow IPC stream. */
export interface Page {
  readonly arrow: Uint8Array;
  readonly rows: number;
  /** The columns as recipes speak of them. */
  readonly schema: Schema;
  /** True if rows were read from the beginning to get here: `prepare` makes later pages quick. */
  readonly slow?: true;
}

/** A cell that holds a text. */
export interface FoundCell {
  /** Its row's place among those of the query. */
  readonly row: number;
  readonly column: string;
  /** Its place among all such cells in reading order, from 1; absent until they are counted. */
  readonly number?: number;
}

/** Queries by state, for tests and for the status line. */
export interface EngineStats {
  readonly pid: number;
  readonly running: number;
  readonly queued: number;
  readonly documents: readonly string[];
  readonly threadPool: number;
  /** Queries that ran into bytes of a sparse copy that were not here, and that nobody had foreseen. */
  readonly holes: number;
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
  /** The first rows of a text under some options, from the head of its first file only. */
  previewRead: {
    params: { readonly source: LocalSource; readonly rows: number };
    result: ReadPreview;
  };
  /** Counts the bad lines of an open source over the whole of it. */
  rejected: {
    params: { readonly document: string; readonly source: string };
    result: RejectedLines;
  };
  /**
   * Looks at the whole of a large CSV, and tells which columns have another type than its head says:
   * to be opened anew with `types`. Until then a value that does not fit is an error.
   */
  widerTypes: {
    params: { readonly document: string; readonly source: string };
    result: { readonly columns: Schema };
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
  /**
   * Makes every page of a query a quick one: finds out where its rows lie, or writes them once in
   * their order beside what else does not fit into memory. Tells bytes or rows as progress.
   */
  prepare: {
    params: {
      readonly document: string;
      readonly query: EngineQuery;
      /** Columns that are looked at; all if absent. Those of a table that is not wide come together. */
      readonly columns?: readonly string[];
    };
    /** `bytes`: what it takes on the disk. */
    result: { readonly rows: number; readonly bytes: number };
  };
  /**
   * The nearest cell, in reading order, whose text as it is shown holds `text`, whatever the case of
   * its letters; beyond the last one it begins anew. Rows that are in no order yet are prepared first.
   */
  find: {
    params: {
      readonly document: string;
      readonly query: EngineQuery;
      readonly text: string;
      /** The columns that are looked at, in their order. */
      readonly columns: readonly string[];
      /** The cell itself does not count; without a column the whole row comes after it. */
      readonly from: { readonly row: number; readonly column: string | undefined };
      /** The cell to go on from counts, too. */
      readonly inclusive?: boolean;
      readonly direction: 'next' | 'previous';
    };
    result: { readonly cell: FoundCell | undefined };
  };
  /** How many cells hold a text, and in how many rows; `find` is quick from then on. */
  findCount: {
    params: {
      readonly document: string;
      readonly query: EngineQuery;
      readonly text: string;
      readonly columns: readonly string[];
    };
    result: { readonly rows: number; readonly cells: number };
  };
  /** All rows of a query, uncut, up to a limit that is an error to pass: fitted values, checks. */
  rows: {
    params: { readonly document: string; readonly query: EngineQuery; readonly limit: number };
    result: Page;
  };
  /** Writes all rows of a query, in their order, as one Parquet file at a path of the caller's. */
  write: {
    params: { readonly document: string; readonly query: EngineQuery; readonly path: string };
    result: { readonly rows: number; readonly bytes: number };
  };
  profile: {
    params: {
      readonly document: string;
      readonly query: EngineQuery;
      readonly columns?: readonly string[];
      readonly sample?: number;
      /**
       * `estimate`: the quickest figures, from footers and a bounded sample; of a small table they are
       * exact. Without it every row is looked at.
       */
      readonly stage?: 'estimate';
      /** Rows of the query where they are known; spares an estimate their count. */
      readonly rows?: number;
    };
    result: ProfileResult;
  };
  /** What concerns several columns at once: duplicates, missing together, correlations, equal columns. */
  dataset: {
    params: {
      readonly document: string;
      readonly query: EngineQuery;
      /** Looks at these columns only, also for duplicates. */
      readonly columns?: readonly string[];
      /** Looks at so many rows only; everything is an estimate. */
      readonly sample?: number;
      /** Counts duplicates exactly where an estimate would do. */
      readonly exactDuplicates?: boolean;
    };
    result: DatasetDetails;
  };
  /** The second tier of a profile. `now` (ISO 8601) tells what lies in the future; else the clock. */
  details: {
    params: {
      readonly document: string;
      readonly query: EngineQuery;
      readonly columns?: readonly string[];
      readonly sample?: number;
      readonly now?: string;
    };
    result: DetailsResult;
  };
  /** Two datasets beside each other. Columns may be of either; those of both are compared. */
  drift: {
    params: {
      readonly document: string;
      readonly before: EngineQuery;
      readonly after: EngineQuery;
      readonly columns?: readonly string[];
      /** Looks at so many rows of each only; everything is an estimate. */
      readonly sample?: number;
      readonly thresholds?: DriftThresholds;
    };
    result: DriftResult;
  };
  /**
   * The sources that a request reads, and what it needs of their sparse copies that is not here yet.
   * A request that comes to need more fails with `not-here`, and is then asked about again.
   */
  needs: {
    params: { readonly document: string } & Question;
    result: { readonly sources: readonly string[]; readonly missing: PresentBytes };
  };
  /** Tells what is now here of sparse copies, written and synced: all of each file that is named. */
  filled: {
    params: { readonly document: string; readonly present: PresentBytes };
    result: null;
  };
  /** Throws `bad-sql` or `forbidden` unless the text is one SELECT that reads nothing but these tables. */
  accept: {
    params: { readonly sql: string; readonly tables: readonly string[] };
    result: null;
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
  'previewRead',
  'rejected',
  'widerTypes',
  'describe',
  'count',
  'page',
  'prepare',
  'find',
  'findCount',
  'rows',
  'write',
  'profile',
  'details',
  'dataset',
  'drift',
  'needs',
  'filled',
  'accept',
  'close',
  'stats',
] as const satisfies readonly (keyof EngineContract)[];
