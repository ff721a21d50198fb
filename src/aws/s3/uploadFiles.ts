import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Upload } from '@aws-sdk/lib-storage';
import { AbortMultipartUploadCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Uploaded, UploadFile } from '../../shared/contracts/aws.ts';
import { AppError, throwIfCancelled } from '../../shared/errors.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { awsError, withAwsErrors } from '../awsError.ts';
import type { Buckets } from './buckets.ts';
import { forEachBounded } from '../forEachBounded.ts';
import { headObject } from './headObject.ts';
import { parseUnversioned, s3Uri } from './s3Uri.ts';

const PARALLEL = 4;
const PART = 8 * 1024 * 1024;
const MAX_PARTS = 10_000;

interface UploadRequest {
  readonly files: readonly UploadFile[];
  readonly ifAbsent?: boolean;
  readonly owner?: string;
}

/** Brings files to S3, each with its SHA-256 as metadata; big ones in parts. */
export async function uploadFiles(
  buckets: Buckets,
  request: UploadRequest,
  context: HandlerContext,
): Promise<Uploaded[]> {
  const sized = await Promise.all(
    request.files.map(async (file) => ({ file, size: await sizeOf(file.path) })),
  );
  const total = sized.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const moved = (bytes: number): void => {
    done += bytes;
    context.progress({ what: 'Uploading to S3', done, total, unit: 'bytes' });
  };
  const results: Uploaded[] = [];
  await forEachBounded(sized, PARALLEL, async ({ file, size }, index) => {
    throwIfCancelled(context.signal);
    const sha256 = await sha256Of(file.path, context.signal);
    const facts = { uri: file.uri, size, sha256 };
    const skipped = request.ifAbsent === true && (await isThere(buckets, facts, context.signal));
    if (skipped) moved(size);
    else await uploadOne(buckets, { ...request, file, ...facts }, context.signal, moved);
    results[index] = { ...facts, skipped };
  });
  return results;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw new AppError('not-found', `${path} cannot be read.`, {
      hint: 'Check that the file still exists and may be read.',
      detail: String(error),
      cause: error,
    });
  }
}

async function sha256Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  return hash.digest('hex');
}

async function isThere(
  buckets: Buckets,
  facts: { readonly uri: string; readonly size: number; readonly sha256: string },
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const head = await headObject(buckets, facts.uri, signal);
    return head.size === facts.size && head.metadata.sha256 === facts.sha256;
  } catch (error) {
    // Absent, or not ours to look at: the upload itself will tell.
    if (error instanceof AppError && ['not-found', 'forbidden'].includes(error.code)) return false;
    throw error;
  }
}

async function uploadOne(
  buckets: Buckets,
  one: {
    readonly file: UploadFile;
    readonly size: number;
    readonly sha256: string;
    readonly owner?: string;
  },
  signal: AbortSignal,
  moved: (bytes: number) => void,
): Promise<void> {
  const { bucket, key } = parseUnversioned(one.file.uri);
  const client: S3Client = await buckets.client(bucket, signal);
  const body = createReadStream(one.file.path, { highWaterMark: 1024 * 1024 });
  const upload = new Upload({
    client,
    params: {
      Bucket: bucket,
      Key: key,
      Body: body,
      Metadata: { sha256: one.sha256 },
      ...(one.owner === undefined ? {} : { ExpectedBucketOwner: one.owner }),
    },
    partSize: Math.max(PART, Math.ceil(one.size / MAX_PARTS)),
    queueSize: 4,
  });
  let seen = 0;
  upload.on('httpUploadProgress', ({ loaded }) => {
    if (loaded === undefined) return;
    moved(loaded - seen);
    seen = loaded;
  });
  const abort = (): void => {
    // `done` below rejects, and removes the parts; this promise only repeats it.
    upload.abort().catch(() => undefined);
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    throwIfCancelled(signal);
    await upload.done();
  } catch (error) {
    if (signal.aborted) await removeParts(client, bucket, key, upload);
    throwIfCancelled(signal);
    throw awsError(error, { action: 's3:PutObject', on: one.file.uri });
  } finally {
    signal.removeEventListener('abort', abort);
    body.destroy();
  }
}

/**
 * Parts that are left behind cost money. The library removes them only once the parts under way
 * have ended, by when this process may be gone.
 */
async function removeParts(
  client: S3Client,
  bucket: string,
  key: string,
  upload: Upload,
): Promise<void> {
  const { uploadId } = upload;
  if (uploadId === undefined) return;
  await withAwsErrors({ action: 's3:AbortMultipartUpload', on: s3Uri(bucket, key) }, () =>
    client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId })),
  );
}
