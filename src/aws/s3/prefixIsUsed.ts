import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { withAwsErrors } from '../awsError.ts';
import type { Buckets } from './buckets.ts';
import { folderUri, parseS3Uri } from './s3Uri.ts';

/** Whether anything at all lies below a folder. */
export async function prefixIsUsed(
  buckets: Buckets,
  uri: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const { bucket, key } = parseS3Uri(folderUri(uri));
  const client = await buckets.client(bucket, signal);
  const answer = await withAwsErrors({ action: 's3:ListBucket', on: uri }, () =>
    client.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: key, MaxKeys: 1 }),
      signal ? { abortSignal: signal } : {},
    ),
  );
  return (answer.Contents ?? []).length > 0;
}
