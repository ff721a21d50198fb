import { GetObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { Fields } from '../fields.ts';
import { JobError } from './jobError.ts';
import type { Platform } from './platform.ts';
import { bucketRegion, listKeys, parseS3Uri, type S3Location } from './s3Location.ts';

interface InputPlan {
  bucket: string;
  files: { key: string; to: string }[];
}

interface S3Source {
  uri: string;
  /** `S3Prefix` or `ManifestFile` */
  type: string;
  region: string;
  role: string;
}

/** Finds the objects of an input and where each goes below its local path. */
export async function planInput(platform: Platform, source: S3Source): Promise<InputPlan> {
  const location = parseS3Uri(source.uri);
  if ((await bucketRegion(platform, location.bucket)) !== source.region) throw noObjects(source);
  if (source.type === 'ManifestFile') return planManifest(platform, location, source);
  const keys = await listKeys(platform, location);
  if (keys.length === 0) throw noObjects(source);
  const files = keys
    .filter((key) => !key.endsWith('/'))
    .map((key) => ({ key, to: localName(location.key, key) }));
  return { bucket: location.bucket, files };
}

async function planManifest(
  platform: Platform,
  location: S3Location,
  source: S3Source,
): Promise<InputPlan> {
  const text = (await readObject(platform, location.bucket, location.key)).toString('utf8');
  const entries: unknown = JSON.parse(text);
  const list: unknown[] = Array.isArray(entries) ? entries : [];
  const [head, ...rest] = list;
  const prefix = new Fields(head).text('prefix');
  if (prefix === undefined || !rest.every((entry) => typeof entry === 'string')) {
    throw new JobError(`ClientError: Manifest file ${source.uri} is not in the expected format.`);
  }
  const base = parseS3Uri(prefix);
  const files = rest
    .filter((entry) => typeof entry === 'string')
    .map((entry) => ({ key: base.key + entry, to: entry }));
  if (files.length === 0) throw noObjects(source);
  return { bucket: base.bucket, files };
}

// A prefix that ends at a slash is taken off; one that ends inside a name keeps that name whole.
function localName(prefix: string, key: string): string {
  if (key === prefix) return key.split('/').at(-1) ?? key;
  const rest = key.slice(prefix.length);
  if (prefix === '' || prefix.endsWith('/')) return rest;
  return rest.startsWith('/') ? rest.slice(1) : key.slice(prefix.lastIndexOf('/') + 1);
}

function noObjects({ uri, region, role }: S3Source): JobError {
  const { bucket } = parseS3Uri(uri);
  return new JobError(
    `ClientError: Data download failed: No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the selected region (${region}), that objects exist under that S3 prefix, and that the role "${role}" has "s3:ListBucket" permissions on bucket "${bucket}".`,
  );
}

/** Downloads the planned objects below `folder`. */
export async function downloadInput(
  platform: Platform,
  plan: InputPlan,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const waiting = [...plan.files];
  const worker = async (): Promise<void> => {
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      const to = join(folder, normalize(file.to));
      if (!to.startsWith(`${folder}/`)) {
        throw new JobError(`ClientError: Data download failed: ${file.key} leaves its folder.`);
      }
      const body = await readObject(platform, plan.bucket, file.key);
      await mkdir(dirname(to), { recursive: true });
      await writeFile(to, body);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}

async function readObject(platform: Platform, bucket: string, key: string): Promise<Buffer> {
  try {
    const answer = await platform.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    throw new JobError(
      `ClientError: Data download failed: ${error.name} for s3://${bucket}/${key}: ${error.message}`,
    );
  }
}
