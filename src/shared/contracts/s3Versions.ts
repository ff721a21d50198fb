/** One version of an object, or the mark that it was deleted. */
export interface S3Version {
  /** `s3://bucket/key?versionId=…` */
  readonly uri: string;
  /** The word `null` where no versions are kept, and for what was there before they were. */
  readonly versionId: string;
  /** Bytes; 0 for a deletion. */
  readonly size: number;
  /** The ETag without its quotes; empty for a deletion. */
  readonly etag: string;
  /** ISO 8601. */
  readonly lastModified: string;
  /** It is what the address without a version gives. */
  readonly current: boolean;
  /** The object was deleted then; there is nothing to read. */
  readonly deleted: boolean;
}

/** One page of an object's versions, newest first. */
export interface S3Versions {
  readonly versions: readonly S3Version[];
  /** Give it as `page` to get what follows; absent on the last page. */
  readonly next?: string;
}
