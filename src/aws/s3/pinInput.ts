import { createHash } from 'node:crypto';
import type { PinnedInput, ResolvedS3 } from '../../shared/contracts/aws.ts';
import { AppError } from '../../shared/errors.ts';
import type { Buckets } from './buckets.ts';
import { folderUri } from './s3Uri.ts';
import { putText } from './textObjects.ts';

/**
 * How a job gets a source. A plain folder of data goes as it is; everything else (one object, a
 * glob, a folder inside of Hive keys, a folder with markers in it) by a manifest, which pins the
 * very objects and keeps their paths below `base`.
 */
export function inputManifest(source: ResolvedS3): string | undefined {
  if (source.kind === 'folder' && source.hidden === 0 && folderUri(source.uri) === source.base) {
    return undefined;
  }
  const relative = source.objects.map((object) => object.uri.slice(source.base.length));
  return JSON.stringify([{ prefix: source.base }, ...relative]);
}

/** The input for a processing job; uploads the manifest below `staging` if one is needed. */
export async function pinInput(
  buckets: Buckets,
  request: {
    readonly name: string;
    readonly source: ResolvedS3;
    readonly staging: string;
    readonly owner?: string;
  },
  signal: AbortSignal,
): Promise<PinnedInput> {
  const { name, source } = request;
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(name)) {
    throw new AppError('usage', `The source "${name}" cannot be the input of a job.`, {
      hint: 'Use letters, digits, ".", "_" and "-" in the names of sources.',
    });
  }
  if (source.objects.some(({ pinned }) => pinned === true)) {
    throw new AppError(
      'unsupported',
      `A job reads the newest version of an object only, and ${source.uri} names another.`,
      {
        hint: 'Run the recipe locally, or copy that version to an address of its own (aws s3api copy-object) and name that.',
      },
    );
  }
  const manifest = inputManifest(source);
  if (manifest === undefined) return { name, type: 'S3Prefix', uri: source.base };
  const hash = createHash('sha256').update(manifest).digest('hex').slice(0, 32);
  const uri = `${folderUri(request.staging)}manifests/${hash}.json`;
  await putText(
    buckets,
    { uri, text: manifest, ...(request.owner === undefined ? {} : { owner: request.owner }) },
    signal,
  );
  return { name, type: 'ManifestFile', uri };
}
