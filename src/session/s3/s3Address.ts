/** A place on S3 as people type it. */
export interface S3Address {
  /** Its name, or the ARN of an access point, written with colons only. */
  readonly bucket: string;
  readonly key: string;
  /** One version of an object, where the address ends in `?versionId=…`. */
  readonly versionId?: string;
}

/** Reads `s3://bucket/key` (also `s3a://`); undefined for anything else. */
export function s3Address(text: string): S3Address | undefined {
  const trimmed = text.trim();
  const match =
    /^s3:\/\/(arn:aws[\w-]*:s3:[^:/]*:\d{12}:accesspoint[:/][^/]+)(?:\/([\s\S]*))?$/.exec(
      trimmed,
    ) ?? /^s3a?:\/\/([A-Za-z0-9][A-Za-z0-9._-]{1,254})(?:\/([\s\S]*))?$/.exec(trimmed);
  const bucket = match?.[1]?.replace('/', ':');
  if (bucket === undefined) return undefined;
  const key = match?.[2] ?? '';
  const version = /^([\s\S]+)\?versionId=([\w.~-]+)$/.exec(key);
  return version === null
    ? { bucket, key }
    : { bucket, key: version[1] ?? '', versionId: version[2] ?? '' };
}

/** The last part of an address, with its slash if it is a folder's. */
export function lastPart(uri: string): string {
  return /([^/]+\/?)$/.exec(uri)?.[1] ?? uri;
}

/** The folder above; `s3://` above a bucket. */
export function parentFolder(uri: string): string {
  const address = s3Address(uri);
  if (!address || address.key === '') return 's3://';
  const key = address.key.replace(/\/$/, '');
  return `s3://${address.bucket}/${key.slice(0, key.lastIndexOf('/') + 1)}`;
}

const data = /\.(parquet|parq|pq|((csv|tsv|json|jsonl|ndjson)(\.(gz|zst))?))$/i;

/** Whether the viewer opens a file of that name. */
export function isDataFile(name: string): boolean {
  return data.test(name);
}
