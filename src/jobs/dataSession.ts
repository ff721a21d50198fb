import { bytesOf } from '../shared/byteRanges.ts';
import type { AwsContract } from '../shared/contracts/aws.ts';
import type {
  EngineContract,
  EngineQuery,
  LocalSource,
  PresentBytes,
  Question,
  QuestionMethod,
} from '../shared/contracts/engine.ts';
import type { Schema } from '../shared/columnType.ts';
import type { RejectedLines } from '../shared/source.ts';
import { AppError, toAppError } from '../shared/errors.ts';
import type { CallOptions, Remote } from '../shared/rpc/contract.ts';
import type { EngineClient } from '../engine/client.ts';
import { locateSource } from './locateSource.ts';
import type { LocatedSource, OpenSource, SourceSpec } from './locatedSource.ts';
import { PlacedCopies } from './placedCopies.ts';
import { RemoteFiles } from './remoteFiles.ts';
import type { RemoteFile } from './remoteFiles.ts';
import { SourceFiles } from './sourceFiles.ts';
import { unchangedSources } from './unchangedSources.ts';
import { typesOf, wholeKey, widerNotes } from './widerTypes.ts';

/** What a session is built from. */
export interface DataSessionOptions {
  readonly engine: EngineClient;
  readonly aws: Remote<AwsContract>;
  readonly cacheDirectory: string;
  /** The engine's name for what this session has open; sessions at the same time need one each. */
  readonly document?: string;
}

/**
 * Sources located, fetched and opened in one engine document. The order for remote data is always
 * the same: the engine says what a query needs, the AWS side ensures it, the engine runs it.
 */
export class DataSession {
  private readonly engine: EngineClient;
  private readonly aws: Remote<AwsContract>;
  private readonly document: string;
  private readonly files: SourceFiles;
  private open: Readonly<Record<string, OpenSource>> = {};
  /** Types that hold for the whole of a large CSV where those of its head do not, by `wholeKey`. */
  private readonly wider = new Map<string, Schema>();
  /** Sparse copies of the open sources, by path. */
  private copies = new RemoteFiles([]);
  private placed: PlacedCopies | undefined;
  /** What was opened, and how, to open it anew where its copies were taken away. */
  private opening: OpeningOf | undefined;
  private reopened: Promise<unknown> = Promise.resolve();

  constructor(options: DataSessionOptions) {
    this.engine = options.engine;
    this.aws = options.aws;
    this.document = options.document ?? 'session';
    const { engine, aws, cacheDirectory } = options;
    this.files = new SourceFiles({ engine, aws, cacheDirectory, holder: this.document });
  }

  /** Bytes that came from S3 for this session. */
  get moved(): number {
    return this.files.moved;
  }

  /** What of an open source is still on S3 alone. */
  elsewhere(source: string): { readonly bytes: number; readonly objects: number } {
    return this.copies.elsewhere(source);
  }

  /** Finds a source's files without reading them. A relative path is taken against `folder`. */
  locate(
    name: string,
    spec: SourceSpec,
    folder: string,
    call: CallOptions = {},
  ): Promise<LocatedSource> {
    return locateSource(this.engine, this.aws, name, spec, folder, call);
  }

  /**
   * Opens sources in the engine. Of Parquet on S3 only the footers are fetched first, unless `whole`
   * asks for files that others can read; of all else on S3 everything. `identity` adds the hidden
   * identity columns to `main`. The types of a large CSV are those of the whole of it.
   */
  async openSources(
    located: readonly LocatedSource[],
    identity: boolean,
    call: CallOptions = {},
    { whole = false }: { readonly whole?: boolean } = {},
  ): Promise<Readonly<Record<string, OpenSource>>> {
    const open = await this.openByHead(located, identity, call, { whole });
    return (await this.widen(call)) ? this.openByHead(located, identity, call, { whole }) : open;
  }

  /**
   * Looks at the whole of each large CSV that was opened by its head. True if one of them has wider
   * types than that: it is to be opened anew.
   */
  async widen(call: CallOptions = {}): Promise<boolean> {
    let isWider = false;
    for (const source of this.byHead) {
      const params = { document: this.document, source: source.name };
      const { columns } = await this.engine.call('widerTypes', params, call);
      this.wider.set(wholeKey(source), columns);
      isWider ||= columns.length > 0;
    }
    return isWider;
  }

  /** The open sources that `widen` has to look at. */
  get byHead(): readonly OpenSource[] {
    return Object.values(this.open).filter(
      (source) => source.opened.fromHead === true && !this.wider.has(wholeKey(source)),
    );
  }

  /** `openSources`, but the types of a large CSV may be those of its head until `widen` was asked. */
  async openByHead(
    located: readonly LocatedSource[],
    identity: boolean,
    call: CallOptions = {},
    { whole = false }: { readonly whole?: boolean } = {},
  ): Promise<Readonly<Record<string, OpenSource>>> {
    const placed = await Promise.all(
      located.map((source) => this.files.place(source, call, whole)),
    );
    const sources: Record<string, LocalSource> = {};
    for (const { source, base, paths, hive, format, copies } of placed) {
      const present = copies.flatMap(({ path, present: own }): [string, ByteRanges][] =>
        own ? [[path, own]] : [],
      );
      sources[source.name] = {
        ...(format ? { format } : {}),
        ...(source.spec.options ? { options: source.spec.options } : {}),
        ...(source.spec.schema ? { schema: source.spec.schema } : {}),
        ...typesOf(source.spec.types, this.wider.get(wholeKey(source))),
        files: paths,
        base,
        hive,
        identity: identity && source.name === 'main',
        ...(present.length > 0 ? { present: Object.fromEntries(present) } : {}),
      };
    }
    const answer = await this.engine.open({ document: this.document, sources }, call);
    const open: Record<string, OpenSource> = {};
    for (const { source, base, paths } of placed) {
      const state = answer.sources[source.name];
      if (!state)
        throw new AppError('internal', `The engine did not open source “${source.name}”.`);
      const read = state.converted ?? { base, files: paths };
      const notes = [...state.notes, ...widerNotes(this.wider.get(wholeKey(source)))];
      const opened = { ...state, notes };
      open[source.name] = { ...source, opened, base: read.base, paths: read.files };
    }
    this.opening = { located, identity, whole };
    this.placed = await PlacedCopies.of(placed);
    this.open = open;
    this.copies = new RemoteFiles(placed);
    return open;
  }

  /** Runs a request of the engine over the open sources, after all that it needs is here. */
  run<K extends Exclude<QuestionMethod, 'drift'>>(
    method: K,
    params: Omit<EngineContract[K]['params'], 'document'>,
    call: CallOptions = {},
  ): Promise<EngineContract[K]['result']> {
    return this.ask(method, params, call);
  }

  /** Two queries over the open sources beside each other. */
  drift(
    before: EngineQuery,
    after: EngineQuery,
    call: CallOptions = {},
    more: Omit<EngineContract['drift']['params'], 'document' | 'before' | 'after'> = {},
  ): Promise<EngineContract['drift']['result']> {
    return this.ask('drift', { before, after, ...more }, call);
  }

  /**
   * What a request would bring from S3 before it runs, as far as that is foreseen: the first rows of a
   * query with conditions and an estimate find out on their way what else they need.
   */
  async moves<K extends QuestionMethod>(
    method: K,
    params: Omit<EngineContract[K]['params'], 'document'>,
    call: CallOptions = {},
  ): Promise<{ readonly bytes: number; readonly objects: number }> {
    const { missing } = await this.needs(method, params, call);
    const ranges = Object.values(missing);
    return { bytes: bytesOf(ranges.flat()), objects: ranges.length };
  }

  /** The first rows of a text under the options and types of its spec, from its head. */
  async previewRead(
    source: LocatedSource,
    rows: number,
    call: CallOptions = {},
  ): Promise<EngineContract['previewRead']['result']> {
    const { base, paths } = await this.files.place(source, call, true);
    const { options, types } = source.spec;
    const local: LocalSource = {
      ...{ format: 'csv', files: paths, base },
      ...(options ? { options } : {}),
      ...(types ? { types } : {}),
    };
    return this.engine.call('previewRead', { source: local, rows }, call);
  }

  /** Counts the lines that are left out of an open source. */
  rejected(source: string, call: CallOptions = {}): Promise<RejectedLines> {
    return this.engine.call('rejected', { document: this.document, source }, call);
  }

  /** Lets the engine forget what was opened. */
  async close(): Promise<void> {
    const wasOpen = Object.keys(this.open).length > 0;
    this.open = {};
    this.copies = new RemoteFiles([]);
    this.placed = this.opening = undefined;
    try {
      if (wasOpen) await this.engine.close({ document: this.document });
    } finally {
      await this.files.release();
    }
  }

  /**
   * The three calls, in their order. A request that comes to need more than could be foreseen has not
   * read anything wrong: it stops before it does, and runs again when that is here.
   */
  private async ask<K extends QuestionMethod>(
    method: K,
    params: Omit<EngineContract[K]['params'], 'document'>,
    call: CallOptions,
  ): Promise<EngineContract[K]['result']> {
    // SAFETY: `params` are the method's own but for the document, which is put in here.
    const whole = { ...params, document: this.document } as unknown as EngineContract[K]['params'];
    for (let idle = 0, anew = 0; ;) {
      const { placed } = this;
      if (anew < MOST_ANEW && (await this.openAnew(placed, false, call))) {
        anew += 1;
        continue;
      }
      let [isIdle, fetching] = [false, false];
      try {
        const { sources, missing } = await this.needs(method, params, call);
        isIdle = Object.keys(missing).length === 0;
        fetching = true;
        await this.bring(sources, missing, call);
        fetching = false;
        const answer = await unchangedSources(
          sources.map((name) => this.open[name]),
          () => this.engine.call(method, whole, call),
        );
        if (!(await this.openAnew(placed, false, call))) return answer;
        if (++anew > MOST_ANEW) throw takenAway();
      } catch (error) {
        // What S3, the person or the network say stands as it is.
        const isOfFiles = !fetching && FILES_ARE_GONE.has(toAppError(error).code);
        if (isOfFiles && anew < MOST_ANEW && (await this.openAnew(placed, true, call))) {
          anew += 1;
          continue;
        }
        idle = isIdle ? idle + 1 : 0;
        // A round that fetched nothing is followed by one that does.
        if (!(error instanceof AppError) || error.code !== 'not-here' || idle > MOST_IDLE) {
          throw error;
        }
      }
    }
  }

  /**
   * Opens all anew where copies were taken away or replaced since they were opened; true if that was
   * done, by this request or another.
   */
  private async openAnew(
    placed: PlacedCopies | undefined,
    failed: boolean,
    call: CallOptions,
  ): Promise<boolean> {
    if (this.placed !== placed) return this.opening !== undefined;
    if (!placed || (await placed.areSame(failed))) return false;
    // Requests at the same time open it once; one that is cancelled leaves it to the next.
    const turn = this.reopened.then(async () => {
      if (this.placed !== placed || !this.opening) return;
      const { located, identity, whole } = this.opening;
      await this.openByHead(located, identity, call, { whole });
    });
    this.reopened = turn.catch(() => undefined);
    await turn;
    return true;
  }

  private needs<K extends QuestionMethod>(
    method: K,
    params: Omit<EngineContract[K]['params'], 'document'>,
    call: CallOptions,
  ): Promise<EngineContract['needs']['result']> {
    // SAFETY: the params belong to the method.
    const question = { method, params } as unknown as Question;
    return this.engine.needs({ document: this.document, ...question }, call);
  }

  /** Brings here what a request reads. */
  private async bring(
    sources: readonly string[],
    missing: PresentBytes,
    call: CallOptions,
  ): Promise<void> {
    const { placed } = this;
    const { sources: sparse } = this.copies;
    const others = sources.filter((name) => !sparse.has(name));
    const filling = new Map<LocatedSource, [RemoteFile, PresentBytes[string]][]>();
    for (const [path, ranges] of Object.entries(missing)) {
      const file = this.copies.get(path);
      if (!file) throw new AppError('internal', `“${path}” is no copy of an object.`);
      filling.set(file.source, [...(filling.get(file.source) ?? []), [file, ranges]]);
    }
    const parts = await Promise.all(
      [...filling].map(async ([source, wanted]) => {
        const { files } = await this.files.copy(source, call, {
          objects: wanted.map(([{ object }]) => object),
          parts: Object.fromEntries(wanted.map(([{ object }, ranges]) => [object.uri, ranges])),
          ...(wanted[0] ? { layout: wanted[0][0].layout } : {}),
        });
        return files;
      }),
    );
    // Opened anew meanwhile: what came may be in copies that are gone.
    if (this.placed !== placed) return;
    const present = parts
      .flat()
      .map(({ path, size, present: own }): [string, ByteRanges] => [path, own ?? [[0, size]]]);
    for (const [path, ranges] of present) this.copies.fill(path, ranges);
    if (present.length > 0) {
      const { document } = this;
      await this.engine.filled({ document, present: Object.fromEntries(present) }, call);
    }
    await Promise.all(
      others.flatMap((name) => {
        const source = this.open[name];
        return source ? [this.files.place(source, call, true)] : [];
      }),
    );
  }
}

type ByteRanges = PresentBytes[string];

interface OpeningOf {
  readonly located: readonly LocatedSource[];
  readonly identity: boolean;
  readonly whole: boolean;
}

/** What the engine says of a file that is not there, or is another one. */
const FILES_ARE_GONE: ReadonlySet<string> = new Set(['not-found', 'bad-data', 'internal']);

function takenAway(): AppError {
  return new AppError('not-found', 'The local copies of the data are taken away again and again.', {
    hint: 'Let nothing clean the cache folder while data are open, then try again.',
  });
}

/** Times that one request opens sources anew. */
const MOST_ANEW = 3;
/** Rounds in a row that fetch nothing before a request is given up. */
const MOST_IDLE = 3;
