import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { ListObjectVersionsCommandOutput } from '@aws-sdk/client-s3';
import type { AwsContract } from '../../shared/contracts/aws.ts';
import type { S3Version, S3Versions } from '../../shared/contracts/s3Versions.ts';
import { AppError } from '../../shared/errors.ts';
import { withAwsErrors } from '../awsError.ts';
import type { Buckets } from './buckets.ts';
import { plainEtag } from './listObjects.ts';
import { parseS3Uri, s3Uri } from './s3Uri.ts';

/** One page of an object's versions and deletions, newest first. */
export async function objectVersions(
  buckets: Buckets,
  { uri, page, size = 1000 }: AwsContract['versions']['params'],
  signal: AbortSignal,
): Promise<S3Versions> {
  const { bucket, key } = parseS3Uri(uri);
  const plain = s3Uri(bucket, key);
  if (key === '' || key.endsWith('/')) {
    throw new AppError('usage', `${plain} is a folder; only an object has versions.`, {
      hint: 'Give the address of one object.',
    });
  }
  const client = await buckets.client(bucket, signal);
  const answer = await withAwsErrors({ action: 's3:ListBucketVersions', on: plain }, () =>
    client.send(
      new ListObjectVersionsCommand({
        ...{ Bucket: bucket, Prefix: key, MaxKeys: Math.min(size, 1000) },
        // A version's marker counts only together with that of its key.
        ...(page === undefined ? {} : { KeyMarker: key, VersionIdMarker: page }),
      }),
      { abortSignal: signal },
    ),
  );
  const versions = versionsOf(answer, plain, key);
  if (versions.length === 0 && page === undefined) {
    throw new AppError('not-found', `There is nothing at ${plain}.`, {
      hint: 'Check the address; keys of S3 are case-sensitive.',
    });
  }
  // Keys that begin like this one come after it.
  const goesOn = answer.IsTruncated === true && answer.NextKeyMarker === key;
  return {
    versions,
    ...(goesOn && answer.NextVersionIdMarker !== undefined
      ? { next: answer.NextVersionIdMarker }
      : {}),
  };
}

/** S3 gives versions and deletions apart, each newest first. */
function versionsOf(
  answer: ListObjectVersionsCommandOutput,
  plain: string,
  key: string,
): readonly S3Version[] {
  const kinds = [
    ...(answer.Versions ?? []).map((entry) => ({
      ...{ entry, size: entry.Size ?? 0, etag: plainEtag(entry.ETag), deleted: false },
    })),
    ...(answer.DeleteMarkers ?? []).map((entry) => ({ entry, size: 0, etag: '', deleted: true })),
  ];
  return kinds
    .filter(({ entry }) => entry.Key === key)
    .map(({ entry, size, etag, deleted }): S3Version => {
      const versionId = entry.VersionId ?? 'null';
      return {
        uri: `${plain}?versionId=${versionId}`,
        ...{ versionId, size, etag, deleted },
        lastModified: (entry.LastModified ?? new Date(0)).toISOString(),
        current: entry.IsLatest === true,
      };
    })
    .sort(
      (a, b) =>
        Number(b.current) - Number(a.current) ||
        Date.parse(b.lastModified) - Date.parse(a.lastModified),
    );
}
