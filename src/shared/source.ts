import type { Schema } from './columnType.ts';

/** Formats that DuckDB reads as they lie there. */
export type ReadFormat = 'parquet' | 'csv' | 'json';

/** What a source may be. All but a `ReadFormat` is turned into Parquet once, when it is opened. */
export type SourceFormat = ReadFormat | 'arrow' | 'excel' | 'avro';

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
  /** CSV: the text that stands for null, or several; empty by default. */
  readonly null?: string | readonly string[];
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
  /** CSV: the mark between thousands; it is taken out of numbers wherever it stands. */
  readonly thousands?: string;
  /** CSV: what follows this character is left out, unless it is quoted. */
  readonly comment?: string;
  /** CSV: false takes quotes inside values as text and leaves out values beyond the last column. */
  readonly strict?: boolean;
  /**
   * CSV: `skip` keeps apart and counts lines with another number of values, with a quote that is
   * not closed, or with a value that is not of its column's type. By default they are an error.
   */
  readonly badLines?: 'error' | 'skip';
  /** CSV: the files' headers differ in order or in columns, so columns are matched by name. */
  readonly byName?: boolean;
  /** JSON: one array of objects, one object a line, or one object that is the whole file. */
  readonly layout?: 'array' | 'lines' | 'document';
  /** Excel: the name of the sheet; the first one by default. `header` says whether its first row holds the names. */
  readonly sheet?: string;
  /** Excel: the cells to read, such as `B2:D1000`; all by default. */
  readonly range?: string;
}

/** Why a line of a text is not among the rows. */
export type RejectedCause =
  'too few values' | 'too many values' | 'quote' | 'type' | 'encoding' | 'size';

/** A line that was kept apart. */
export interface RejectedLine {
  /** The file's name, where there are several. */
  readonly file?: string;
  /** Counted from 1. */
  readonly line: number;
  /** The column whose value is not of its type, or where the line breaks off. */
  readonly column?: string;
  readonly cause: RejectedCause;
  /** The line as it stands in the file, cut at 500 characters. */
  readonly text: string;
}

/** Lines that were kept apart: how many, and the first of them. */
export interface RejectedLines {
  readonly rows: number;
  /** At most 100. */
  readonly examples: readonly RejectedLine[];
  /** False where only the first rows were looked at, so that there may be more. */
  readonly whole: boolean;
}

/** What the engine reads in the stead of a source's own files, for as long as the document is open. */
export interface ConvertedFiles {
  /** Parquet, beside the source's files, each at the same path below `base` as its file below the source's. */
  readonly files: readonly string[];
  readonly base: string;
  readonly sizes: readonly number[];
}

/** How the columns of one file differ from those of the whole source. */
export interface FileDrift {
  /** Relative to the source's base. */
  readonly file: string;
  /** Columns of the source that the file has not; they are null there. */
  readonly missing: readonly string[];
  /** Columns that the first file has not. */
  readonly extra: readonly string[];
  readonly retyped: readonly {
    readonly column: string;
    /** As `formatType` writes them: in this file, and in the source. */
    readonly type: string;
    readonly readAs: string;
  }[];
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
  /** Lines that `badLines: skip` keeps apart. */
  readonly rejected?: RejectedLines;
  /** Set where the format had to be turned into Parquet. */
  readonly converted?: ConvertedFiles;
  /** Excel: the names of the sheets, in order. */
  readonly sheets?: readonly string[];
  /** CSV: types were found out from the head of large files; `widerTypes` tells where they do not hold. */
  readonly fromHead?: true;
  /** The files whose columns differ, at most 50; absent if none does. */
  readonly drift?: readonly FileDrift[];
}
