import {
  GetBucketLocationCommand,
  S3ServiceException,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import type { Platform } from './platform.ts';

/** A bucket and a key, or the beginning of keys. */
export interface S3Location {
  bucket: string;
  key: string;
}

export function parseS3Uri(uri: string): S3Location {
  const match = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri);
  if (match?.[1] === undefined) throw new Error(`${uri} is no s3:// address`);
  return { bucket: match[1], key: match[2] ?? '' };
}

/** The keys that begin with the given text: a prefix of SageMaker is no folder. */
export async function listKeys(platform: Platform, { bucket, key }: S3Location): Promise<string[]> {
  const keys: string[] = [];
  const pages = paginateListObjectsV2({ client: platform.s3 }, { Bucket: bucket, Prefix: key });
  for await (const page of pages) {
    for (const object of page.Contents ?? []) if (object.Key !== undefined) keys.push(object.Key);
  }
  return keys;
}

/** The bucket's region; undefined where there is no such bucket. */
export async function bucketRegion(
  platform: Platform,
  bucket: string,
): Promise<string | undefined> {
  try {
    const answer = await platform.s3.send(new GetBucketLocationCommand({ Bucket: bucket }));
    // S3 answers nothing for its first region.
    return answer.LocationConstraint ?? 'us-east-1';
  } catch (error) {
    if (error instanceof S3ServiceException && error.name === 'NoSuchBucket') return undefined;
    throw error;
  }
}
