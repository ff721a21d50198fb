import { dirname, isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Schema } from '../shared/columnType.ts';
import type { AwsContract, ResolvedS3 } from '../shared/contracts/aws.ts';
import type {
  EngineContract,
  EngineQuery,
  LocalSource,
  OpenedSource,
  SourceFormat,
  SourceOptions,
} from '../shared/contracts/engine.ts';
import { AppError } from '../shared/errors.ts';
import type { CallOptions, Remote } from '../shared/rpc/contract.ts';
import type { EngineClient } from '../engine/client.ts';
import { snapshotOf } from '../core/recipe/snapshot.ts';

/** What a source is, as a recipe or a command line names it. */
export interface SourceSpec {
  readonly uri: string;
  readonly format?: SourceFormat;
  readonly options?: SourceOptions;
  readonly schema?: Schema;
}

/** One file of a source: where it lies, and the path below the source's base. */
export interface SourceFile {
  readonly uri: string;
  readonly relative: string;
  readonly size: number;
}

/** A source whose files are known; on S3 nothing has been fetched yet. */
export interface LocatedSource {
  readonly name: string;
  readonly spec: SourceSpec;
  readonly format: SourceFormat | undefined;
  readonly files: readonly SourceFile[];
  readonly snapshot: string;
  /** Set for a source on S3. */
  readonly remote: ResolvedS3 | undefined;
  /** Set for a source on this machine. */
  readonly local:
    | { readonly base: string; readonly paths: readonly string[]; readonly hive: readonly string[] }
    | undefined;
}

/** A source that the engine has open. */
export interface OpenSource extends LocatedSource {
  readonly opened: OpenedSource;
  readonly base: string;
  readonly paths: readonly string[];
}

/** What a session is built from. */
export interface DataSessionOptions {
  readonly engine: EngineClient;
  readonly aws: Remote<AwsContract>;
  readonly cacheDirectory: string;
}

const DOCUMENT = 'session';

/**
 * Sources located, fetched and opened in one engine document. The order for remote data is always
 * the same: the engine says what a query needs, the AWS side ensures it, the engine runs it.
 */
export class DataSession {
  private readonly engine: EngineClient;
  private readonly aws: Remote<AwsContract>;
  private readonly cacheDirectory: string;
  private open: Readonly<Record<string, OpenSource>> = {};

  constructor(options: DataSessionOptions) {
    this.engine = options.engine;
    this.aws = options.aws;
    this.cacheDirectory = options.cacheDirectory;
  }

  /** Finds a source's files without reading them. A relative path is taken against `folder`. */
  async locate(
    name: string,
    spec: SourceSpec,
    folder: string,
    call: CallOptions = {},
  ): Promise<LocatedSource> {
    if (/^s3:\/\//i.test(spec.uri)) {
      const remote = await this.aws.resolve({ uri: spec.uri }, call);
      const files = remote.objects.map((object) => ({
        uri: object.uri,
        relative: object.uri.slice(remote.base.length),
        size: object.size,
      }));
      return {
        name,
        spec,
        format: spec.format,
        files,
        snapshot: remote.snapshot,
        remote,
        local: undefined,
      };
    }
    const found = await this.engine.expand(
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
    const local = { base: found.base, paths: found.files, hive: found.hive };
    return { name, spec, format: found.format, files, snapshot, remote: undefined, local };
  }

  /**
   * Opens sources in the engine, fetching what lies on S3 first. `identity` adds the hidden identity
   * columns to `main`.
   */
  async openSources(
    located: readonly LocatedSource[],
    identity: boolean,
    call: CallOptions = {},
  ): Promise<Readonly<Record<string, OpenSource>>> {
    const placed = await Promise.all(located.map((source) => this.fetch(source, call)));
    const sources: Record<string, LocalSource> = {};
    for (const { source, base, paths, hive, format } of placed) {
      sources[source.name] = {
        ...(format ? { format } : {}),
        ...(source.spec.options ? { options: source.spec.options } : {}),
        ...(source.spec.schema ? { schema: source.spec.schema } : {}),
        files: paths,
        base,
        hive,
        identity: identity && source.name === 'main',
      };
    }
    const { sources: opened } = await this.engine.open({ document: DOCUMENT, sources }, call);
    const open: Record<string, OpenSource> = {};
    for (const { source, base, paths } of placed) {
      const state = opened[source.name];
      if (!state)
        throw new AppError('internal', `The engine did not open source “${source.name}”.`);
      open[source.name] = { ...source, opened: state, base, paths };
    }
    this.open = open;
    return open;
  }

  /** Runs a request of the engine over the open sources, after all that it needs is here. */
  async run<K extends 'page' | 'rows' | 'profile' | 'count' | 'describe'>(
    method: K,
    params: Omit<EngineContract[K]['params'], 'document'> & { readonly query: EngineQuery },
    call: CallOptions = {},
  ): Promise<EngineContract[K]['result']> {
    const { sources } = await this.engine.needs({ document: DOCUMENT, query: params.query }, call);
    await Promise.all(
      Object.keys(sources).flatMap((name) => {
        const source = this.open[name];
        return source ? [this.fetch(source, call)] : [];
      }),
    );
    // SAFETY: `params` are the method's own but for the document, which is put in here.
    const whole = { ...params, document: DOCUMENT } as EngineContract[K]['params'];
    return this.engine.call(method, whole, call);
  }

  /** Brings a source's objects here, if they lie elsewhere; what is here already is not moved again. */
  private async fetch(source: LocatedSource, call: CallOptions): Promise<Placed> {
    if (source.local) {
      const { base, paths, hive } = source.local;
      return { source, base, paths, hive, format: source.format };
    }
    if (!source.remote)
      throw new AppError('internal', `Source “${source.name}” was never located.`);
    if (source.remote.objects.length === 0) {
      throw new AppError('not-found', `There are no data files under ${source.spec.uri}.`, {
        hint: 'Check the address; a folder ends with a slash.',
      });
    }
    const { base, files } = await this.aws.ensure(
      {
        base: source.remote.base,
        objects: source.remote.objects,
        cacheDirectory: this.cacheDirectory,
      },
      call,
    );
    const first = files[0]?.path;
    const found = await this.engine.expand(
      {
        path: source.remote.kind === 'file' && first ? first : base,
        ...(source.format ? { format: source.format } : {}),
      },
      call,
    );
    const paths = files.map((file) => file.path);
    return { source, base, paths, hive: found.hive, format: found.format };
  }
}

interface Placed {
  readonly source: LocatedSource;
  readonly base: string;
  readonly paths: readonly string[];
  readonly hive: readonly string[];
  readonly format: SourceFormat | undefined;
}

/** A recipe's folder: what its relative URIs are taken against. */
export function recipeFolder(recipePath: string): string {
  return dirname(isAbsolute(recipePath) ? recipePath : join(process.cwd(), recipePath));
}
