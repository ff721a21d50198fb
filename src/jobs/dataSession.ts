import { randomUUID } from 'node:crypto';
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
import { AppError } from '../shared/errors.ts';
import type { Remote } from '../shared/rpc/contract.ts';
import { noTransfer, sumOfTransfers, transferOf } from '../shared/transfer.ts';
import type { Transfer } from '../shared/transfer.ts';
import type { EngineClient } from '../engine/client.ts';
import type { DataCall, EndedTransfer, TransferGate } from './dataCall.ts';
import type { LocatedSource, OpenSource, SourceSpec } from './locatedSource.ts';
import { isOfMissingFiles, takenAway } from './copiesTakenAway.ts';
import { localSourceOf } from './localSourceOf.ts';
import { findSource } from './findSource.ts';
import { openSourceOf } from './openSourceOf.ts';
import type { OpeningOf } from './openingOf.ts';
import { openingTransfer } from './openingTransfer.ts';
import { PlacedCopies } from './placedCopies.ts';
import { placeOf } from './placeOf.ts';
import { RemoteFiles } from './remoteFiles.ts';
import type { RemoteFile } from './remoteFiles.ts';
import { SourceFiles } from './sourceFiles.ts';
import { TransferRun } from './transferRun.ts';
import { unchangedSources } from './unchangedSources.ts';
import { wholeKey } from './widerTypes.ts';

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
  /** The recipes, by path, whose results this session works out. */
  readonly within?: readonly string[];
}

/**
 * Sources located, fetched and opened in one engine document. The order for remote data is always
 * the same: the engine says what a query needs, the AWS side ensures it, the engine runs it.
 */
export class DataSession {
  readonly engine: EngineClient;
  private readonly options: DataSessionOptions;
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
  private fetched = noTransfer;
  /** Requests that listed objects for this session. */
  listings = 0;

  constructor(options: DataSessionOptions) {
    this.options = options;
    this.engine = options.engine;
    this.document = options.document ?? 'session';
    this.files = new SourceFiles({ ...options, holder: this.document });
  }

  /** What came from S3 for this session; an object counts once. */
  get moved(): Transfer {
    return { ...this.fetched, objects: this.files.touched.size };
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
    // A name of its own for each: two sources may be one recipe, and are found at the same time.
    const open = (within: readonly string[]): DataSession =>
      new DataSession({ ...this.options, document: randomUUID(), within });
    const source = await findSource({ ...this.options, open }, { name, spec, folder }, call);
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
      return Promise.all(located.map((source) => this.files.place(source, run, whole)));
    });
    const sources = Object.fromEntries(
      placed.map((one): [string, LocalSource] => [
        one.source.name,
        localSourceOf(one, identity, this.wider.get(wholeKey(one.source))),
      ]),
    );
    const answer = await this.engine.open({ document: this.document, sources }, call);
    const open = Object.fromEntries(
      placed.map((one): [string, OpenSource] => [
        one.source.name,
        openSourceOf(one, answer, this.wider.get(wholeKey(one.source))),
      ]),
    );
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
      return this.files.place(source, run, true);
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
    call: DataCall,
  ): Promise<EngineContract[K]['result']> {
    // SAFETY: `params` are the method's own but for the document, which is put in here.
    const whole = { ...params, document: this.document } as unknown as EngineContract[K]['params'];
    return this.transfer(call, async (run) => {
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
          await this.bring(sources, missing, run);
          fetching = false;
          const answer = await unchangedSources(
            sources.map((name) => this.open[name]),
            () => this.engine.call(method, whole, call),
          );
          if (!(await this.openAnew(placed, false, call))) return answer;
          if (++anew > MOST_ANEW) throw takenAway();
        } catch (error) {
          // What S3, the person or the network say stands as it is.
          const isOfFiles = !fetching && isOfMissingFiles(error);
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
    const { aws, cacheDirectory } = this.options;
    const planned = await openingTransfer(aws, { located, cacheDirectory, whole }, run);
    if (planned) await run.allow(planned);
  }

  /**
   * Opens all anew where copies were taken away or replaced since they were opened; true if that was
   * done, by this request or another.
   */
  private async openAnew(
    placed: PlacedCopies | undefined,
    failed: boolean,
    call: DataCall,
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
    const { placed } = this;
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
        const { files } = await this.files.copy(source, run, {
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
      .map(({ path, size, present: own }) => [path, own ?? [[0, size] as const]] as const);
    for (const [path, ranges] of present) this.copies.fill(path, ranges);
    if (present.length > 0) {
      const { document } = this;
      await this.engine.filled({ document, present: Object.fromEntries(present) }, run.call);
    }
    await Promise.all(
      others.flatMap((name) => {
        const source = this.open[name];
        return source ? [this.files.place(source, run, true)] : [];
      }),
    );
  }
}

/** Times that one request opens sources anew. */
const MOST_ANEW = 3;

/** Rounds in a row that fetch nothing before a request is given up. */
const MOST_IDLE = 3;
