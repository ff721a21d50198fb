import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import type { GetObjectCommandInput, HeadObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import type { ObjectChecksum, ObjectHead } from '../../shared/contracts/aws.ts';
import { AppError } from '../../shared/errors.ts';
import { withAwsErrors } from '../awsError.ts';
import { readSdkError } from '../sdkError.ts';
import type { Buckets } from './buckets.ts';
import { plainEtag } from './listObjects.ts';
import { md5Expected } from './md5Expected.ts';
import { parseS3Uri, s3Uri } from './s3Uri.ts';

/**
 * One object's facts; fails with `not-found` where there is none. `HeadObject` answers an error
 * without a body, so that a refusal is looked into by reading a byte, whose error has words.
 */
export async function headObject(
  buckets: Buckets,
  uri: string,
  signal?: AbortSignal,
): Promise<ObjectHead> {
  const { bucket, key, versionId } = parseS3Uri(uri);
  const attempt = { action: 's3:GetObject', on: uri };
  const plain = s3Uri(bucket, key);
  if (key === '') {
    throw new AppError('usage', `${uri} is a bucket, not an object.`, {
      hint: 'Add the key of an object.',
    });
  }
  const client = await buckets.client(bucket, signal);
  const options = signal ? { abortSignal: signal } : {};
  const which = {
    ...{ Bucket: bucket, Key: key },
    ...(versionId === undefined ? {} : { VersionId: versionId }),
  };
  return withAwsErrors(attempt, async () => {
    try {
      const head = await client.send(
        new HeadObjectCommand({ ...which, ChecksumMode: 'ENABLED' }),
        options,
      );
      return described(plain, key, head, versionId);
    } catch (error) {
      const { status } = readSdkError(error);
      if (status !== 403 && status !== 400) throw error;
      await readByte(client, which, options);
      // It may be read, but its checksum may not be asked for.
      const head = await client.send(new HeadObjectCommand(which), options);
      return described(plain, key, head, versionId);
    }
  });
}

async function readByte(
  client: S3Client,
  which: GetObjectCommandInput,
  options: { readonly abortSignal?: AbortSignal },
): Promise<void> {
  try {
    const answer = await client.send(
      new GetObjectCommand({ ...which, Range: 'bytes=0-0' }),
      options,
    );
    await answer.Body?.transformToByteArray();
  } catch (error) {
    // An empty object has no first byte.
    if (readSdkError(error).status !== 416) throw error;
  }
}

function described(
  uri: string,
  key: string,
  head: HeadObjectCommandOutput,
  wanted: string | undefined,
): ObjectHead {
  const checksum = fullChecksum(uri, head);
  return {
    uri,
    key,
    size: head.ContentLength ?? 0,
    etag: plainEtag(head.ETag),
    ...versionOf(head, wanted),
    lastModified: (head.LastModified ?? new Date(0)).toISOString(),
    ...(head.StorageClass === undefined ? {} : { storageClass: head.StorageClass }),
    metadata: head.Metadata ?? {},
    ...(checksum === undefined ? {} : { checksum }),
  };
}

/** `null` is whatever was written while no versions were kept: it names one object only if asked for. */
function versionOf(head: HeadObjectCommandOutput, wanted: string | undefined) {
  const versionId = head.VersionId ?? wanted;
  return versionId === undefined || (versionId === 'null' && wanted === undefined)
    ? {}
    : { versionId };
}

/** The strongest digest over the whole content that S3 gives; parts' digests do not count. */
function fullChecksum(uri: string, head: HeadObjectCommandOutput): ObjectChecksum | undefined {
  const whole = head.ChecksumType !== 'COMPOSITE';
  const given: readonly [ObjectChecksum['algorithm'], string | undefined][] = [
    ['sha256', head.ChecksumSHA256],
    ['sha1', head.ChecksumSHA1],
    ['crc64nvme', head.ChecksumCRC64NVME],
    ['crc32c', head.ChecksumCRC32C],
    ['crc32', head.ChecksumCRC32],
  ];
  const md5 = md5Expected(plainEtag(head.ETag), head);
  for (const [algorithm, base64] of given) {
    if (md5 !== undefined && algorithm.startsWith('crc')) break;
    if (!whole || base64 === undefined || base64.includes('-')) continue;
    return { uri, algorithm, hex: Buffer.from(base64, 'base64').toString('hex') };
  }
  return md5 === undefined ? undefined : { uri, algorithm: 'md5', hex: md5 };
}
