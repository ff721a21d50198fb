import { pathToFileURL } from 'node:url';
import type { AwsContract } from '../shared/contracts/aws.ts';
import type { CallOptions, Remote } from '../shared/rpc/contract.ts';
import type { EngineClient } from '../engine/client.ts';
import { snapshotOf } from '../core/recipe/snapshot.ts';
import type { SourceFormat } from '../shared/source.ts';
import type { LocatedSource, SourceSpec } from './locatedSource.ts';

interface Wanted {
  readonly name: string;
  readonly spec: SourceSpec & { readonly format?: SourceFormat };
  /** A relative path is taken against it. */
  readonly folder: string;
}

/** Finds a source's files, here or on S3, without reading them. */
export async function locateSource(
  { engine, aws }: { readonly engine: EngineClient; readonly aws: Remote<AwsContract> },
  { name, spec, folder }: Wanted,
  call: CallOptions,
): Promise<LocatedSource> {
  if (/^s3:\/\//i.test(spec.uri)) {
    const remote = await aws.resolve({ uri: spec.uri }, call);
    const files = remote.objects.map((object) => ({
      uri: object.uri,
      relative: object.uri.slice(remote.base.length),
      size: object.size,
    }));
    return {
      ...{ name, spec, format: spec.format, files, snapshot: remote.snapshot },
      ...{ remote, local: undefined },
    };
  }
  const found = await engine.expand(
    { path: spec.uri, relativeTo: folder, ...(spec.format ? { format: spec.format } : {}) },
    call,
  );
  const files = found.files.map((path, i) => ({
    uri: pathToFileURL(path).href,
    relative: path.slice(found.base.length + 1),
    size: found.sizes[i] ?? 0,
  }));
  const snapshot = snapshotOf(
    files.map((file, i) => ({
      uri: file.uri,
      size: file.size,
      version: String(found.modified[i] ?? 0),
    })),
  );
  const { base, files: paths, hive, modified } = found;
  const local = { base, paths, hive, modified };
  return { name, spec, format: found.format, files, snapshot, remote: undefined, local };
}
