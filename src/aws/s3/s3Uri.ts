import { AppError } from '../../shared/errors.ts';

/** A place on S3; `key` is as S3 has it, with nothing decoded. */
export interface S3Place {
  readonly bucket: string;
  readonly key: string;
  /** One version of the object, where the address ends in `?versionId=…`. */
  readonly versionId?: string;
}

/** What may stand for the bucket besides its name: the ARN of an access point, with its region. */
const accessPoint = /^arn:aws[\w-]*:s3:([a-z0-9-]*):\d{12}:accesspoint[:/][^/]+$/;

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
  const rest = match?.[2] ?? '';
  const version = /^([\s\S]+)\?versionId=([\w.~-]+)$/.exec(rest);
  return version === null
    ? { bucket, key: rest }
    : { bucket, key: version[1] ?? '', versionId: version[2] ?? '' };
}

/**
 * The region that an access point's ARN names; undefined for a name of a bucket, and for its alias.
 * @throws {AppError} `unsupported`: an access point of many regions, which signs otherwise
 */
export function regionOfArn(bucket: string): string | undefined {
  const region = accessPoint.exec(bucket)?.[1];
  if (region === '') {
    throw new AppError('unsupported', `${bucket} is an access point of several regions.`, {
      hint: 'Name one of its buckets instead.',
    });
  }
  return region;
}

export function s3Uri(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}

/**
 * An address that is no single version: of a folder, or to write at.
 * @throws {AppError} `usage`
 */
export function parseUnversioned(uri: string): S3Place {
  const place = parseS3Uri(uri);
  if (place.versionId === undefined) return place;
  throw new AppError('usage', `${uri} is one version of an object, and can only be read.`, {
    hint: 'Leave ?versionId= out.',
  });
}

/** The same address as a folder: with exactly the trailing slash that keeps `data-old/` out. */
export function folderUri(uri: string): string {
  const { bucket, key } = parseUnversioned(uri);
  return s3Uri(bucket, key === '' || key.endsWith('/') ? key : `${key}/`);
}

/** The folder that a key lies in, `''` at the root. */
export function parentKey(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}
