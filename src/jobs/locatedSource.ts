import type { Schema } from '../shared/columnType.ts';
import type { ResolvedS3 } from '../shared/contracts/aws.ts';
import type { OpenedSource, SourceFormat, SourceOptions } from '../shared/source.ts';

/** What a source is, as a recipe or a command line names it. */
export interface SourceSpec {
  readonly uri: string;
  readonly format?: SourceFormat | 'recipe';
  readonly options?: SourceOptions;
  readonly schema?: Schema;
  /** Types that were chosen for some columns, while the others are found out. */
  readonly types?: Schema;
}

/** One file of a source: where it lies, and the path below the source's base. */
export interface SourceFile {
  readonly uri: string;
  readonly relative: string;
  readonly size: number;
}

/** A source whose files are known; on S3 nothing has been fetched yet. */
export interface LocatedSource {
  readonly name: string;
  readonly spec: SourceSpec;
  readonly format: SourceFormat | undefined;
  readonly files: readonly SourceFile[];
  readonly snapshot: string;
  /** Set for a source on S3. */
  readonly remote: ResolvedS3 | undefined;
  /** Set for a source on this machine. */
  readonly local:
    | {
        readonly base: string;
        readonly paths: readonly string[];
        readonly hive: readonly string[];
        /** Modification times in milliseconds, beside `paths`. */
        readonly modified: readonly number[];
      }
    | undefined;
}

/** A source that the engine has open. */
export interface OpenSource extends LocatedSource {
  readonly opened: OpenedSource;
  readonly base: string;
  readonly paths: readonly string[];
}
