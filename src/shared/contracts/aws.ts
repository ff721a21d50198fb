import type { ByteRange } from '../byteRanges.ts';
import type { Method } from '../rpc/contract.ts';
import type { AwsIdentity } from './awsIdentity.ts';
import type { PreflightReport, PreflightRequest } from './preflight.ts';
import type { CacheCleared, CacheUsage } from './s3Cache.ts';
import type { S3Versions } from './s3Versions.ts';

/** One object of S3, as it was when it was listed. */
export interface S3Object {
  readonly uri: string;
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** The ETag without its quotes. */
  readonly etag: string;
  readonly versionId?: string;
  /** The address asked for this very version (`?versionId=`); there may be newer ones. */
  readonly pinned?: true;
  /** ISO 8601. */
  readonly lastModified: string;
  readonly storageClass?: string;
}

/** What a source's URI stands for on S3. */
export interface ResolvedS3 {
  readonly uri: string;
  readonly kind: 'file' | 'folder' | 'glob';
  readonly bucket: string;
  /** Where the bucket lies. */
  readonly region: string;
  /**
   * `s3://bucket/prefix/` below which relative paths count. It lies above `key=value` folders, so
   * that the relative paths keep every Hive key.
   */
  readonly base: string;
  /** In byte order of their keys. */
  readonly objects: readonly S3Object[];
  /** Objects below that were left out: markers, and names that start with `_` or `.`. */
  readonly hidden: number;
  /** SHA-256 over the sorted (uri, size, version), `sha256:<hex>`. */
  readonly snapshot: string;
}

/** A local copy of an object. */
export interface LocalCopy {
  readonly uri: string;
  /** Absolute. */
  readonly path: string;
  readonly size: number;
  /** What of it is here, where the copy is sparse; absent where it is whole. */
  readonly present?: readonly ByteRange[];
}

/** What is wanted of an object: its Parquet footer, or ranges of bytes. */
export type ObjectPart = 'footer' | readonly ByteRange[];

/** A digest that S3 vouches for, over the object's whole content. */
export interface ObjectChecksum {
  readonly uri: string;
  readonly algorithm: 'md5' | 'sha256' | 'sha1' | 'crc32' | 'crc32c' | 'crc64nvme';
  /** Lower-case hex. */
  readonly hex: string;
}

/** What `head` tells of one object. */
export interface ObjectHead extends S3Object {
  readonly metadata: Readonly<Record<string, string>>;
  readonly checksum?: ObjectChecksum;
}

/** One page of a bucket or folder, for browsing. */
export interface S3Page {
  readonly buckets: readonly { readonly name: string; readonly region?: string }[];
  /** `s3://bucket/prefix/` each. */
  readonly folders: readonly string[];
  readonly objects: readonly S3Object[];
  /** Give it as `page` to get what follows; absent on the last page. */
  readonly next?: string;
}

/** One file to bring to S3. */
export interface UploadFile {
  readonly path: string;
  readonly uri: string;
}

/** What became of it. `skipped`: the same bytes were there already. */
export interface Uploaded {
  readonly uri: string;
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly skipped: boolean;
}

/** Where a job finds one source: a folder as it is, or a manifest that pins the very objects. */
export interface PinnedInput {
  readonly name: string;
  readonly type: 'S3Prefix' | 'ManifestFile';
  readonly uri: string;
}

/** What processing and training jobs have in common. */
export interface JobSettings {
  /**
   * At most 63 letters, digits and inner hyphens. It is what keeps a job from being paid twice: make
   * one per run, and keep it before submitting.
   */
  readonly name: string;
  readonly role: string;
  readonly instance: string;
  /** Number of instances; 1 if absent. */
  readonly count?: number;
  readonly volumeGb: number;
  readonly maxSeconds: number;
  readonly kmsKey?: string | null;
  readonly subnets?: readonly string[];
  readonly securityGroups?: readonly string[];
  /** True if absent. */
  readonly networkIsolation?: boolean;
  /** Recipe hash, snapshot, versions; `created-by` is added. */
  readonly tags: Readonly<Record<string, string>>;
  /** Instead of the image of the shipped table. */
  readonly image?: string;
}

/** A processing job that runs a job directory. */
export interface ProcessingSpec extends JobSettings {
  /** Folder with `run.py`, `recipe.json`, `plan.json`. */
  readonly code: string;
  /** Folder with the DuckDB wheel. */
  readonly wheels?: string;
  readonly inputs: readonly PinnedInput[];
  /** `uri` is the full folder, run name included. */
  readonly outputs: readonly { readonly name: string; readonly uri: string }[];
  /** Folder that receives `run.json`. */
  readonly run: string;
}

/** A training job of the built-in XGBoost. */
export interface TrainingSpec extends JobSettings {
  /** `3.2-0` */
  readonly version: string;
  readonly hyperparameters: Readonly<Record<string, string | number | boolean>>;
  /** Folders of CSV files, label first, no header. */
  readonly channels: { readonly train: string; readonly validation?: string };
  /** The model goes to `<output><name>/output/model.tar.gz`. */
  readonly output: string;
}

/** The two kinds of job that SageMaker runs for us. */
export type JobKind = 'processing' | 'training';

/** Which job is meant. */
export interface JobRef {
  readonly kind: JobKind;
  readonly name: string;
}

/** A job as AWS describes it now. */
export interface JobState extends JobRef {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  /** AWS's own word: InProgress, Completed, Failed, Stopping, Stopped. */
  readonly status: string;
  /** Training only: Starting, Downloading, Training, Uploading, … */
  readonly secondary?: string;
  /** `stopped` is no success, though a stopped training may have left a model. */
  readonly outcome: 'running' | 'succeeded' | 'failed' | 'stopped';
  readonly failure?: string;
  /** What the container left in `/opt/ml/output/message`. */
  readonly exitMessage?: string;
  readonly role?: string;
  readonly image?: string;
  readonly instance?: string;
  readonly count?: number;
  readonly maxSeconds?: number;
  /** ISO 8601 each. */
  readonly created: string;
  readonly started?: string;
  readonly ended?: string;
  /** From start to end, or until now. */
  readonly seconds?: number;
  readonly billableSeconds?: number;
  readonly outputs: readonly { readonly name: string; readonly uri: string }[];
  /** `s3://…/model.tar.gz` of a training. */
  readonly model?: string;
  readonly metrics: readonly { readonly name: string; readonly value: number }[];
}

/** A job as lists show it. */
export interface JobSummary extends JobRef {
  readonly arn: string;
  readonly status: string;
  readonly created: string;
  readonly ended?: string;
}

/** A submitted job; `adopted` when an earlier attempt of ours had already created it. */
export interface Submitted {
  readonly name: string;
  readonly arn: string;
  readonly adopted: boolean;
}

/** One line of a job's log. */
export interface LogEvent {
  /** Which host: the stream's name below the job's. */
  readonly stream: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly text: string;
}

/** One reading of a job's log. Ask again with `cursor` until `done`. */
export interface LogPage {
  readonly events: readonly LogEvent[];
  readonly cursor: string;
  /** The job has ended and its log has been read to the end. */
  readonly done: boolean;
  /** No stream is there yet: the container has not written anything. */
  readonly waiting: boolean;
}

/** A profile of the AWS configuration files. Holds nothing secret. */
export interface AwsProfile {
  readonly name: string;
  /** The profile's region, where it names one. */
  readonly region?: string;
}

/** Requests that the AWS process answers. Each fails with an `AppError`. */
export interface AwsContract {
  /** Who the credentials belong to (`sts:GetCallerIdentity`). */
  identity: Method<Readonly<Record<string, never>>, AwsIdentity>;
  /** The profiles of `~/.aws/config` and `~/.aws/credentials`, by name. Asks nobody. */
  profiles: Method<Readonly<Record<string, never>>, readonly AwsProfile[]>;
  /** The regions where jobs can run, by name. Asks nobody. */
  regions: Method<Readonly<Record<string, never>>, readonly string[]>;
  /** A URI -> its objects: one object, a folder (`s3://b/data` or `s3://b/data/`), or a glob. */
  resolve: Method<{ readonly uri: string }, ResolvedS3>;
  /**
   * Local copies of the objects, fetched once, laid out below `base` as they are below theirs. Whole
   * ones, or sparse ones with at least the `parts` that are wanted. An object whose footer is asked
   * for and that is no Parquet comes whole.
   */
  ensure: Method<
    {
      readonly base: string;
      readonly objects: readonly S3Object[];
      readonly cacheDirectory: string;
      /** What is wanted of each object, by its URI; one that is not named comes whole. */
      readonly parts?: Readonly<Record<string, ObjectPart>>;
      /** The folder that an earlier call gave, where `objects` are some of those of that call. */
      readonly layout?: string;
      /** Copies of this holder are not evicted until `release`. */
      readonly holder?: string;
      /** Bytes that all copies may take; those that were not used for longest are evicted. */
      readonly cacheLimit?: number;
    },
    { readonly base: string; readonly files: readonly LocalCopy[] }
  >;
  /** Copies of all these are not evicted until `release`; brings nothing. */
  hold: Method<
    {
      readonly holder: string;
      readonly cacheDirectory: string;
      readonly base: string;
      readonly objects: readonly S3Object[];
    },
    null
  >;
  /** The holder's copies may be evicted from now on. */
  release: Method<{ readonly holder: string; readonly cacheDirectory: string }, null>;
  /** What the copies take on the disk, by dataset. Asks nobody. */
  cacheUsage: Method<{ readonly cacheDirectory: string }, CacheUsage>;
  /** Removes the copies of all datasets, or of those at `addresses`, but for what is open anywhere. */
  clearCache: Method<
    { readonly cacheDirectory: string; readonly addresses?: readonly string[] },
    CacheCleared
  >;
  /** Whole-content digests that S3 vouches for; objects without one are left out. */
  checksums: Method<{ readonly objects: readonly S3Object[] }, readonly ObjectChecksum[]>;
  head: Method<{ readonly uri: string }, ObjectHead>;
  /**
   * Browsing: `s3://` lists buckets, else the folder's children. `startsWith` narrows to those whose
   * path below the folder starts so.
   */
  list: Method<
    {
      readonly uri: string;
      readonly startsWith?: string;
      readonly page?: string;
      readonly size?: number;
    },
    S3Page
  >;
  /** The versions of one object, and its deletions. Where none are kept there is just the one. */
  versions: Method<
    { readonly uri: string; readonly page?: string; readonly size?: number },
    S3Versions
  >;
  prefixIsUsed: Method<{ readonly uri: string }, boolean>;
  /** `ifAbsent`: files whose size and SHA-256 are there already are skipped. */
  upload: Method<
    {
      readonly files: readonly UploadFile[];
      readonly ifAbsent?: boolean;
      /** Account that must own the bucket. */
      readonly owner?: string;
    },
    readonly Uploaded[]
  >;
  putText: Method<
    { readonly uri: string; readonly text: string; readonly owner?: string },
    { readonly uri: string; readonly etag: string }
  >;
  getText: Method<{ readonly uri: string }, string>;
  /** Everything below a folder, into a local directory. */
  download: Method<
    { readonly uri: string; readonly directory: string },
    { readonly files: readonly LocalCopy[] }
  >;
  /** Decides how a job gets a source, and uploads its manifest below `staging` where it needs one. */
  pinInput: Method<
    {
      readonly name: string;
      readonly source: ResolvedS3;
      readonly staging: string;
      readonly owner?: string;
    },
    PinnedInput
  >;
  preflight: Method<PreflightRequest, PreflightReport>;
  submitProcessing: Method<ProcessingSpec, Submitted>;
  submitTraining: Method<TrainingSpec, Submitted>;
  describeJob: Method<JobRef, JobState>;
  /** Resolves when the job has ended, however it ended. */
  waitJob: Method<JobRef & { readonly pollSeconds?: number }, JobState>;
  stopJob: Method<JobRef, JobState>;
  /** Newest first. `ours`: only jobs that carry Sluice's `created-by` tag. */
  listJobs: Method<
    {
      readonly kind?: JobKind;
      readonly nameContains?: string;
      readonly limit?: number;
      readonly ours?: boolean;
    },
    readonly JobSummary[]
  >;
  /** `follow` waits for something to tell: an event, or the end. */
  logs: Method<JobRef & { readonly cursor?: string; readonly follow?: boolean }, LogPage>;
}

/** The contract's method names, for `remote`. */
export const awsMethods = [
  'identity',
  'profiles',
  'regions',
  'resolve',
  'ensure',
  'hold',
  'release',
  'cacheUsage',
  'clearCache',
  'checksums',
  'head',
  'list',
  'versions',
  'prefixIsUsed',
  'upload',
  'putText',
  'getText',
  'download',
  'pinInput',
  'preflight',
  'submitProcessing',
  'submitTraining',
  'describeJob',
  'waitJob',
  'stopJob',
  'listJobs',
  'logs',
] as const satisfies readonly (keyof AwsContract)[];
