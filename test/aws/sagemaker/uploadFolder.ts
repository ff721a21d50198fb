import { PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { JobError } from './jobError.ts';
import type { Platform } from './platform.ts';
import { parseS3Uri } from './s3Location.ts';

/** Uploads every regular file below `folder`; links are not followed, as the platform documents. */
export async function uploadFolder(platform: Platform, folder: string, uri: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    await uploadFile(platform, file, `${uri.replace(/\/$/, '')}/${relative(folder, file)}`);
  }
}

export async function uploadFile(platform: Platform, file: string, uri: string): Promise<void> {
  const { bucket, key } = parseS3Uri(uri);
  try {
    const body = await readFile(file);
    await platform.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    throw new JobError(`ClientError: Failed to upload to ${uri}: ${error.name}: ${error.message}`);
  }
}
