import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { StandIn } from '../aws/standIn.ts';

function client({ endpoint, env }: StandIn): S3Client {
  const credentials = {
    accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
  };
  return new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
}

/** The keys below a folder of a bucket. */
export async function keysBelow(
  standIn: StandIn,
  bucket: string,
  prefix: string,
): Promise<string[]> {
  const listed = await client(standIn).send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }),
  );
  return (listed.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
}

/** Brings all that lies below `s3://bucket/prefix` into a folder, as AWS's own client sees it. */
export async function download(standIn: StandIn, uri: string, folder: string): Promise<string> {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri) ?? [];
  for (const key of await keysBelow(standIn, bucket, prefix)) {
    const { Body } = await client(standIn).send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const path = join(folder, key.slice(prefix.length));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, (await Body?.transformToByteArray()) ?? '');
  }
  return folder;
}
