import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { LocalCopy, S3Object } from '../../shared/contracts/aws.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import type { Buckets } from './buckets.ts';
import { diskError } from './diskError.ts';
import { fetchObject } from './fetchObject.ts';
import { forEachBounded } from '../forEachBounded.ts';
import { listObjects } from './listObjects.ts';
import { localPath } from './localPath.ts';
import { folderUri, parseS3Uri } from './s3Uri.ts';

const PARALLEL = 8;

/** Everything below a folder, into a local directory, with its relative paths. */
export async function downloadFolder(
  buckets: Buckets,
  request: { readonly uri: string; readonly directory: string },
  context: HandlerContext,
): Promise<{ files: LocalCopy[] }> {
  const { bucket, key: prefix } = parseS3Uri(folderUri(request.uri));
  const directory = resolve(request.directory);
  const objects: S3Object[] = [];
  for await (const page of listObjects(buckets, bucket, prefix, context.signal)) {
    objects.push(...page.filter((object) => !object.key.endsWith('/')));
  }
  const total = objects.reduce((sum, { size }) => sum + size, 0);
  const client = await buckets.client(bucket, context.signal);
  const files: LocalCopy[] = [];
  let done = 0;
  try {
    await forEachBounded(objects, PARALLEL, async (object, index) => {
      const path = localPath(directory, object.key.slice(prefix.length), object.uri);
      await mkdir(dirname(path), { recursive: true });
      await fetchObject(client, object, path, {
        signal: context.signal,
        moved: (bytes) => {
          done += bytes;
          context.progress({ what: 'Downloading from S3', done, total, unit: 'bytes' });
        },
        // What a job wrote is asked for by name: nothing is told of its price.
        asked: () => undefined,
      });
      files[index] = { uri: object.uri, path, size: object.size };
    });
  } catch (error) {
    throw diskError(error, directory);
  }
  return { files };
}
