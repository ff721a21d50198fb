import type { AwsContract, EnsureRequest } from '../shared/contracts/aws.ts';
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
import { AppError } from '../shared/errors.ts';
import type { Remote } from '../shared/rpc/contract.ts';
import { noTransfer, sumOfTransfers, transferOf } from '../shared/transfer.ts';
import type { Transfer } from '../shared/transfer.ts';
import type { EngineClient } from '../engine/client.ts';
import type { DataCall, EndedTransfer, TransferGate } from './dataCall.ts';
import type { LocatedSource, OpenSource, SourceSpec } from './locatedSource.ts';
import { localSource } from './localSource.ts';
import { locateSource } from './locateSource.ts';
import { openingTransfer } from './openingTransfer.ts';
import { placeOf } from './placeOf.ts';
import { RemoteFiles, footersOf } from './remoteFiles.ts';
import type { Placed, RemoteFile } from './remoteFiles.ts';
import { TransferRun } from './transferRun.ts';
import { unchangedSources } from './unchangedSources.ts';
import { wholeKey, widerNotes } from './widerTypes.ts';

/** What a session is built from. */
export interface DataSessionOptions {
  readonly engine: EngineClient;
  readonly aws: Remote<AwsContract>;
  readonly cacheDirectory: string;
  /** The engine's name for what this session has open; sessions at the same time need one each. */
  readonly document?: string;
  /** Decides over transfers of requests that come without a gate of their own. */
  readonly gate?: TransferGate;
  /** Hears of each transfer from S3 when it is over. */
  readonly transferred?: (transfer: EndedTransfer) => void;
}

/**
 * Sources located, fetched and opened in one engine document. The order for remote data is always
 * the same: the engine says what a query needs, the AWS side ensures it, the engine runs it.
 */
export class DataSession {
  private readonly engine: EngineClient;
  private readonly options: DataSessionOptions;
  private readonly aws: Remote<AwsContract>;
  private readonly cacheDirectory: string;
  private readonly document: string;
  private open: Readonly<Record<string, OpenSource>> = {};
  /** Types that hold for the whole of a large CSV where those of its head do not, by `wholeKey`. */
  private readonly wider = new Map<string, Schema>();
  /** Sparse copies of the open sources, by path. */
  private copies = new RemoteFiles([]);
  private holds = false;
  private fetched = noTransfer;
  /** Requests that listed objects for this session. */
  listings = 0;
  /** Objects of which something came. */
  private readonly touched = new Set<string>();

  constructor(options: DataSessionOptions) {
    this.options = options;
    this.engine = options.engine;
    this.aws = options.aws;
    this.cacheDirectory = options.cacheDirectory;
    this.document = options.document ?? 'session';
  }

  /** What came from S3 for this session; an object counts once. */
  get moved(): Transfer {
    return { ...this.fetched, objects: this.touched.size };
  }

  /** What of an open source is still on S3 alone; as many requests as it takes at least. */
  elsewhere(source: string): Transfer {
    return this.copies.elsewhere(source);
  }

  /** Finds a source's files without reading them. A relative path is taken against `folder`. */
  async locate(
    name: string,
    spec: SourceSpec,
    folder: string,
    call: DataCall = {},
  ): Promise<LocatedSource> {
    const source = await locateSource(this.options, { name, spec, folder }, call);
    this.listings += source.remote?.listings ?? 0;
    return source;
  }

  /**
   * Opens sources in the engine. Of Parquet on S3 only the footers are fetched first, unless `whole`
   * asks for files that others can read; of all else on S3 everything. `identity` adds the hidden
   * identity columns to `main`. The types of a large CSV are those of the whole of it.
   */
  async openSources(
    located: readonly LocatedSource[],
    identity: boolean,
    call: DataCall = {},
    { whole = false }: { readonly whole?: boolean } = {},
  ): Promise<Readonly<Record<string, OpenSource>>> {
    const open = await this.openByHead(located, identity, call, { whole });
    return (await this.widen(call)) ? this.openByHead(located, identity, call, { whole }) : open;
  }

  /**
   * Looks at the whole of each large CSV that was opened by its head. True if one of them has wider
   * types than that: it is to be opened anew.
   */
  async widen(call: DataCall = {}): Promise<boolean> {
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
    call: DataCall = {},
    { whole = false }: { readonly whole?: boolean } = {},
  ): Promise<Readonly<Record<string, OpenSource>>> {
    const placed = await this.transfer(call, async (run) => {
      await this.allowOpening(located, run, whole);
      return Promise.all(located.map((source) => this.fetch(source, run, whole)));
    });
    const sources: Record<string, LocalSource> = {};
    for (const one of placed) {
      const { name } = one.source;
      const wider = this.wider.get(wholeKey(one.source));
      sources[name] = localSource(one, { wider, identity: identity && name === 'main' });
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
    this.open = open;
    this.copies = new RemoteFiles(placed);
    return open;
  }

  /** Runs a request of the engine over the open sources, after all that it needs is here. */
  run<K extends Exclude<QuestionMethod, 'drift'>>(
    method: K,
    params: Omit<EngineContract[K]['params'], 'document'>,
    call: DataCall = {},
  ): Promise<EngineContract[K]['result']> {
    return this.ask(method, params, call);
  }

  /** Two queries over the open sources beside each other. */
  drift(
    before: EngineQuery,
    after: EngineQuery,
    call: DataCall = {},
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
    call: DataCall = {},
  ): Promise<Transfer> {
    const { missing } = await this.needs(method, params, call);
    return sumOfTransfers(Object.values(missing).map(transferOf));
  }

  /** The first rows of a text under the options and types of its spec, from its head. */
  async previewRead(
    source: LocatedSource,
    rows: number,
    call: DataCall = {},
  ): Promise<EngineContract['previewRead']['result']> {
    const { base, paths } = await this.transfer(call, async (run) => {
      await this.allowOpening([source], run, true);
      return this.fetch(source, run, true);
    });
    const { options, types } = source.spec;
    const local: LocalSource = {
      ...{ format: 'csv', files: paths, base },
      ...(options ? { options } : {}),
      ...(types ? { types } : {}),
    };
    return this.engine.call('previewRead', { source: local, rows }, call);
  }

  /** Counts the lines that are left out of an open source. */
  rejected(source: string, call: DataCall = {}): Promise<RejectedLines> {
    return this.engine.call('rejected', { document: this.document, source }, call);
  }

  /** Lets the engine forget what was opened. */
  async close(): Promise<void> {
    const { cacheDirectory, document: holder } = this;
    const wasOpen = Object.keys(this.open).length > 0;
    const { holds } = this;
    this.open = {};
    this.copies = new RemoteFiles([]);
    this.holds = false;
    try {
      if (wasOpen) await this.engine.close({ document: this.document });
    } finally {
      if (holds) await this.aws.release({ holder, cacheDirectory });
    }
  }

  /**
   * The three calls, in their order. A request that comes to need more than could be foreseen has not
   * read anything wrong: it stops before it does, and runs again when that is here.
   */
  private async ask<K extends QuestionMethod>(
    method: K,
    params: Omit<EngineContract[K]['params'], 'document'>,
    call: DataCall,
  ): Promise<EngineContract[K]['result']> {
    // SAFETY: `params` are the method's own but for the document, which is put in here.
    const whole = { ...params, document: this.document } as unknown as EngineContract[K]['params'];
    return this.transfer(call, async (run) => {
      for (let idle = 0; ;) {
        const { sources, missing } = await this.needs(method, params, call);
        const isIdle = Object.keys(missing).length === 0;
        await this.bring(sources, missing, run);
        try {
          return await unchangedSources(
            sources.map((name) => this.open[name]),
            () => this.engine.call(method, whole, call),
          );
        } catch (error) {
          idle = isIdle ? idle + 1 : 0;
          // A round that fetched nothing is followed by one that does.
          if (!(error instanceof AppError) || error.code !== 'not-here' || idle > MOST_IDLE) {
            throw error;
          }
        }
      }
    });
  }

  /** Work that may fetch; what it fetched is told when it is over. */
  private transfer<T>(call: DataCall, work: (run: TransferRun) => Promise<T>): Promise<T> {
    const run = new TransferRun({
      call,
      gate: call.gate ?? this.options.gate,
      count: (more) => {
        this.fetched = sumOfTransfers([this.fetched, more]);
      },
      ended: (transfer) => this.options.transferred?.(transfer),
    });
    return run.during(() => work(run));
  }

  /** Asks before sources are opened whose files, or footers alone, are many bytes. */
  private async allowOpening(
    located: readonly LocatedSource[],
    run: TransferRun,
    whole: boolean,
  ): Promise<void> {
    const { aws, cacheDirectory } = this;
    const planned = await openingTransfer(aws, { located, cacheDirectory, whole }, run);
    if (planned) await run.allow(planned);
  }

  private needs<K extends QuestionMethod>(
    method: K,
    params: Omit<EngineContract[K]['params'], 'document'>,
    call: DataCall,
  ): Promise<EngineContract['needs']['result']> {
    // SAFETY: the params belong to the method.
    const question = { method, params } as unknown as Question;
    return this.engine.needs({ document: this.document, ...question }, call);
  }

  /** Brings here what a request reads. */
  private async bring(
    sources: readonly string[],
    missing: PresentBytes,
    run: TransferRun,
  ): Promise<void> {
    const { sources: sparse } = this.copies;
    const others = sources.filter((name) => !sparse.has(name));
    const filling = new Map<LocatedSource, [RemoteFile, PresentBytes[string]][]>();
    for (const [path, ranges] of Object.entries(missing)) {
      const file = this.copies.get(path);
      if (!file) throw new AppError('internal', `“${path}” is no copy of an object.`);
      filling.set(file.source, [...(filling.get(file.source) ?? []), [file, ranges]]);
    }
    const filled = [...filling.keys()];
    await run.allow({
      ...sumOfTransfers(Object.values(missing).map(transferOf)),
      ...{ ranges: missing, uris: filled.map(({ spec }) => spec.uri), place: placeOf(filled) },
    });
    const parts = await Promise.all(
      [...filling].map(async ([source, wanted]) => {
        const { files } = await this.copy(source, run, {
          objects: wanted.map(([{ object }]) => object),
          parts: Object.fromEntries(wanted.map(([{ object }, ranges]) => [object.uri, ranges])),
          ...(wanted[0] ? { layout: wanted[0][0].layout } : {}),
        });
        return files;
      }),
    );
    const present = parts
      .flat()
      .map(({ path, size, present: own }): [string, ByteRanges] => [path, own ?? [[0, size]]]);
    for (const [path, ranges] of present) this.copies.fill(path, ranges);
    if (present.length > 0) {
      const { document } = this;
      await this.engine.filled({ document, present: Object.fromEntries(present) }, run.call);
    }
    await Promise.all(
      others.flatMap((name) => {
        const source = this.open[name];
        return source ? [this.fetch(source, run, true)] : [];
      }),
    );
  }

  /** Copies of some objects of a source; what comes is counted. */
  private async copy(
    source: LocatedSource,
    run: TransferRun,
    wanted: Pick<EnsureRequest, 'objects' | 'parts' | 'layout'>,
  ): Promise<AwsContract['ensure']['result']> {
    const { cacheDirectory, document: holder } = this;
    this.holds = true;
    const base = source.remote?.base ?? '';
    return run.copying(
      source.spec.uri,
      (options) => this.aws.ensure({ base, cacheDirectory, holder, ...wanted }, options),
      () => {
        for (const { uri } of wanted.objects) this.touched.add(uri);
      },
    );
  }

  /** Brings a source's objects here, if they lie elsewhere; what is here already is not moved again. */
  private async fetch(source: LocatedSource, run: TransferRun, whole: boolean): Promise<Placed> {
    if (source.local) {
      const { base, paths, hive } = source.local;
      return { source, base, paths, hive, format: source.format, copies: [] };
    }
    if (!source.remote)
      throw new AppError('internal', `Source “${source.name}” was never located.`);
    if (source.remote.objects.length === 0) {
      throw new AppError('not-found', `There are no data files under ${source.spec.uri}.`, {
        hint: 'Check the address; a folder ends with a slash.',
      });
    }
    const { objects } = source.remote;
    const { base, files } = await this.copy(source, run, {
      objects,
      ...(whole ? {} : footersOf(source.format, objects)),
    });
    const first = files[0]?.path;
    const found = await this.engine.expand(
      {
        path: source.remote.kind === 'file' && first ? first : base,
        // Of a sparse copy the head is not here that would tell.
        ...(files.some(({ present }) => present) ? { format: 'parquet' } : {}),
        ...(source.format ? { format: source.format } : {}),
      },
      run.call,
    );
    const paths = files.map((file) => file.path);
    return { source, base, paths, hive: found.hive, format: found.format, copies: files };
  }
}

type ByteRanges = PresentBytes[string];

/** Rounds in a row that fetch nothing before a request is given up. */
const MOST_IDLE = 3;
