import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { AppError } from '../../shared/errors.ts';
import { withAwsErrors } from '../awsError.ts';
import type { Buckets } from './buckets.ts';
import { plainEtag } from './listObjects.ts';
import { parseS3Uri, parseUnversioned } from './s3Uri.ts';

const MAX_TEXT = 16 * 1024 * 1024;

/** Writes a small text object. */
export async function putText(
  buckets: Buckets,
  request: { readonly uri: string; readonly text: string; readonly owner?: string },
  signal: AbortSignal,
): Promise<{ uri: string; etag: string }> {
  const { bucket, key } = parseUnversioned(request.uri);
  const client = await buckets.client(bucket, signal);
  const answer = await withAwsErrors({ action: 's3:PutObject', on: request.uri }, () =>
    client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: request.text,
        ContentType: 'text/plain; charset=utf-8',
        ...(request.owner === undefined ? {} : { ExpectedBucketOwner: request.owner }),
      }),
      { abortSignal: signal },
    ),
  );
  return { uri: request.uri, etag: plainEtag(answer.ETag) };
}

/** Reads a small text object, such as a run's `run.json`. */
export async function getText(buckets: Buckets, uri: string, signal: AbortSignal): Promise<string> {
  const { bucket, key, versionId } = parseS3Uri(uri);
  const client = await buckets.client(bucket, signal);
  return withAwsErrors({ action: 's3:GetObject', on: uri }, async () => {
    const answer = await client.send(
      new GetObjectCommand({
        ...{ Bucket: bucket, Key: key },
        ...(versionId === undefined ? {} : { VersionId: versionId }),
      }),
      { abortSignal: signal },
    );
    if ((answer.ContentLength ?? 0) > MAX_TEXT) {
      throw new AppError('unsupported', `${uri} is too long to be read as one text.`, {
        hint: 'Download it instead.',
      });
    }
    return (await answer.Body?.transformToString('utf-8')) ?? '';
  });
}
