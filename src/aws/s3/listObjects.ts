import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { _Object } from '@aws-sdk/client-s3';
import type { S3Object } from '../../shared/contracts/aws.ts';
import { withAwsErrors } from '../awsError.ts';
import type { Buckets } from './buckets.ts';
import { s3Uri } from './s3Uri.ts';

/** Every object whose key starts with `prefix`, page by page, as S3 lists them. */
export async function* listObjects(
  buckets: Buckets,
  bucket: string,
  prefix: string,
  signal?: AbortSignal,
): AsyncGenerator<readonly S3Object[]> {
  const client = await buckets.client(bucket, signal);
  let token: string | undefined;
  do {
    const page = await withAwsErrors({ action: 's3:ListBucket', on: s3Uri(bucket, prefix) }, () =>
      client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
        signal ? { abortSignal: signal } : {},
      ),
    );
    yield (page.Contents ?? []).map((entry) => listedObject(bucket, entry));
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

export function listedObject(bucket: string, entry: _Object): S3Object {
  const key = entry.Key ?? '';
  return {
    uri: s3Uri(bucket, key),
    key,
    size: entry.Size ?? 0,
    etag: plainEtag(entry.ETag),
    lastModified: (entry.LastModified ?? new Date(0)).toISOString(),
    ...(entry.StorageClass === undefined ? {} : { storageClass: entry.StorageClass }),
  };
}

/** An ETag without its quotes. */
export function plainEtag(etag: string | undefined): string {
  return (etag ?? '').replace(/^(?:W\/)?"|"$/g, '');
}
