import { ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { AwsContract, S3Page } from '../../shared/contracts/aws.ts';
import { withAwsErrors } from '../awsError.ts';
import type { Buckets } from './buckets.ts';
import { listedObject } from './listObjects.ts';
import { folderUri, parseS3Uri, s3Uri } from './s3Uri.ts';

/** One page of what lies directly below a folder, or starts with a text there; `s3://` lists the buckets. */
export async function browse(
  buckets: Buckets,
  request: AwsContract['list']['params'],
  signal: AbortSignal,
): Promise<S3Page> {
  if (/^s3:\/*$/.test(request.uri)) return listBuckets(buckets, request.page, signal);
  const { bucket, key } = parseS3Uri(folderUri(request.uri));
  const client = await buckets.client(bucket, signal);
  const answer = await withAwsErrors({ action: 's3:ListBucket', on: request.uri }, () =>
    client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: `${key}${request.startsWith ?? ''}`,
        Delimiter: '/',
        MaxKeys: Math.min(request.size ?? 1000, 1000),
        ...(request.page === undefined ? {} : { ContinuationToken: request.page }),
      }),
      { abortSignal: signal },
    ),
  );
  return {
    buckets: [],
    folders: (answer.CommonPrefixes ?? []).flatMap(({ Prefix }) =>
      Prefix === undefined ? [] : [s3Uri(bucket, Prefix)],
    ),
    objects: (answer.Contents ?? [])
      .map((entry) => listedObject(bucket, entry))
      .filter((object) => object.key !== key),
    ...(answer.NextContinuationToken === undefined ? {} : { next: answer.NextContinuationToken }),
  };
}

async function listBuckets(
  buckets: Buckets,
  page: string | undefined,
  signal: AbortSignal,
): Promise<S3Page> {
  const client = await buckets.clients.s3();
  const answer = await withAwsErrors({ action: 's3:ListAllMyBuckets' }, () =>
    client.send(new ListBucketsCommand(page === undefined ? {} : { ContinuationToken: page }), {
      abortSignal: signal,
    }),
  );
  return {
    buckets: (answer.Buckets ?? []).flatMap(({ Name, BucketRegion }) =>
      Name === undefined
        ? []
        : [{ name: Name, ...(BucketRegion === undefined ? {} : { region: BucketRegion }) }],
    ),
    folders: [],
    objects: [],
    ...(answer.ContinuationToken === undefined ? {} : { next: answer.ContinuationToken }),
  };
}
