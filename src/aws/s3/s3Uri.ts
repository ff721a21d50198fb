import { AppError } from '../../shared/errors.ts';

/** A place on S3; `key` is as S3 has it, with nothing decoded. */
export interface S3Place {
  readonly bucket: string;
  readonly key: string;
}

/** `s3://bucket/key` -> its parts; an access point's ARN may stand for the bucket. */
export function parseS3Uri(uri: string): S3Place {
  const match =
    /^s3:\/\/(arn:aws[\w-]*:s3:[^:/]*:\d{12}:accesspoint[:/][^/]+)(?:\/([\s\S]*))?$/.exec(uri) ??
    /^s3a?:\/\/([A-Za-z0-9][A-Za-z0-9._-]{1,254})(?:\/([\s\S]*))?$/.exec(uri);
  const bucket = match?.[1];
  if (bucket === undefined) {
    throw new AppError('usage', `${uri} is not an address on S3.`, {
      hint: 'Write it as s3://bucket/folder/ or s3://bucket/folder/file.parquet.',
    });
  }
  return { bucket, key: match?.[2] ?? '' };
}

export function s3Uri(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}

/** The same address as a folder: with exactly the trailing slash that keeps `data-old/` out. */
export function folderUri(uri: string): string {
  const { bucket, key } = parseS3Uri(uri);
  return s3Uri(bucket, key === '' || key.endsWith('/') ? key : `${key}/`);
}

/** The folder that a key lies in, `''` at the root. */
export function parentKey(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}
