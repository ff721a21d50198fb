import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { IPCMessageReader, IPCMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { ENGINE_METHODS, ENGINE_PROTOCOL } from '../shared/contracts/engine.ts';
import type { EngineContract } from '../shared/contracts/engine.ts';
import { AppError } from '../shared/errors.ts';
import { remote } from '../shared/rpc/connect.ts';
import type { CallOptions, Remote } from '../shared/rpc/contract.ts';
import { BUILD_ID } from './buildId.ts';
import { removeSpill, spillRoot } from './spill.ts';

/** How the engine process is started. */
export interface EngineClientOptions {
  /** The bundle of the engine, `dist/engine.js`. */
  readonly enginePath: string;
  /** The Node that runs it; the running one by default. */
  readonly execPath?: string;
  /** Milliseconds without a request after which the process is stopped; 5 minutes by default. */
  readonly idleMs?: number;
  /** Starts allowed in a minute before crashes are reported instead; 5 by default. */
  readonly startsPerMinute?: number;
}

type Params<M extends keyof EngineContract> = EngineContract[M]['params'];
type Result<M extends keyof EngineContract> = EngineContract[M]['result'];

/** Variables that the engine inherits; none of them is a credential. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'LC_ALL', 'SystemRoot'];
const STDERR_KEPT = 8192;
const MINUTE_MS = 60_000;

/**
 * The engine as others see it: a process that is started when first needed, stopped when idle, and
 * started anew after a crash. Documents that were open are opened again by their next request.
 */
export class EngineClient {
  private readonly options: EngineClientOptions;
  private readonly documents = new Map<string, Params<'open'>>();
  private settings: Params<'configure'> | undefined;
  private current: EngineProcess | undefined;
  private starts: number[] = [];
  private pending = 0;
  private idle: NodeJS.Timeout | undefined;
  private disposed = false;

  constructor(options: EngineClientOptions) {
    this.options = options;
  }

  /** The running process's id, for messages and tests. */
  get pid(): number | undefined {
    return this.current?.pid;
  }

  /** Calls a method. Settles always: with `engine-crashed` if the process dies. */
  async call<M extends keyof EngineContract>(
    method: M,
    params: Params<M>,
    options: CallOptions = {},
  ): Promise<Result<M>> {
    this.pending += 1;
    clearTimeout(this.idle);
    try {
      const engine = await this.ready();
      const document = 'document' in params ? params.document : undefined;
      if (document !== undefined && method !== 'open' && method !== 'close') {
        await this.reopened(engine, document);
      }
      // SAFETY: params and result belong to the same method of one contract.
      const call = engine.remote[method] as (p: Params<M>, o: CallOptions) => Promise<Result<M>>;
      const result = await call(params, options);
      this.remember(engine, method, params);
      return result;
    } finally {
      this.pending -= 1;
      this.watchIdle();
    }
  }

  /** Limits for every later process, and for the one that runs; starts none. */
  async setLimits(params: Params<'configure'>): Promise<void> {
    this.settings = { ...this.settings, ...params };
    if (this.current && !this.current.gone) await this.configure(this.settings);
  }

  /** Limits for this and every later process. */
  configure(params: Params<'configure'>, options?: CallOptions): Promise<null> {
    return this.call('configure', params, options);
  }

  expand(params: Params<'expand'>, options?: CallOptions): Promise<Result<'expand'>> {
    return this.call('expand', params, options);
  }

  open(params: Params<'open'>, options?: CallOptions): Promise<Result<'open'>> {
    return this.call('open', params, options);
  }

  describe(params: Params<'describe'>, options?: CallOptions): Promise<Result<'describe'>> {
    return this.call('describe', params, options);
  }

  count(params: Params<'count'>, options?: CallOptions): Promise<Result<'count'>> {
    return this.call('count', params, options);
  }

  page(params: Params<'page'>, options?: CallOptions): Promise<Result<'page'>> {
    return this.call('page', params, options);
  }

  prepare(params: Params<'prepare'>, options?: CallOptions): Promise<Result<'prepare'>> {
    return this.call('prepare', params, options);
  }

  find(params: Params<'find'>, options?: CallOptions): Promise<Result<'find'>> {
    return this.call('find', params, options);
  }

  findCount(params: Params<'findCount'>, options?: CallOptions): Promise<Result<'findCount'>> {
    return this.call('findCount', params, options);
  }

  rows(params: Params<'rows'>, options?: CallOptions): Promise<Result<'rows'>> {
    return this.call('rows', params, options);
  }

  profile(params: Params<'profile'>, options?: CallOptions): Promise<Result<'profile'>> {
    return this.call('profile', params, options);
  }

  dataset(params: Params<'dataset'>, options?: CallOptions): Promise<Result<'dataset'>> {
    return this.call('dataset', params, options);
  }

  details(params: Params<'details'>, options?: CallOptions): Promise<Result<'details'>> {
    return this.call('details', params, options);
  }

  drift(params: Params<'drift'>, options?: CallOptions): Promise<Result<'drift'>> {
    return this.call('drift', params, options);
  }

  needs(params: Params<'needs'>, options?: CallOptions): Promise<Result<'needs'>> {
    return this.call('needs', params, options);
  }

  filled(params: Params<'filled'>, options?: CallOptions): Promise<null> {
    return this.call('filled', params, options);
  }

  close(params: Params<'close'>, options?: CallOptions): Promise<null> {
    return this.call('close', params, options);
  }

  stats(options?: CallOptions): Promise<Result<'stats'>> {
    return this.call('stats', {}, options);
  }

  hello(options?: CallOptions): Promise<Result<'hello'>> {
    return this.call('hello', {}, options);
  }

  /** Stops the process; requests that are pending reject. */
  dispose(): void {
    this.disposed = true;
    clearTimeout(this.idle);
    this.current?.kill();
    this.current = undefined;
  }

  private async ready(): Promise<EngineProcess> {
    if (this.disposed) throw new AppError('engine-crashed', 'The engine has been stopped.');
    if (!this.current || this.current.gone) this.current = this.start();
    await this.current.greeted;
    return this.current;
  }

  private start(): EngineProcess {
    const now = Date.now();
    this.starts = this.starts.filter((time) => now - time < MINUTE_MS);
    if (this.starts.length >= (this.options.startsPerMinute ?? 5)) {
      throw new AppError('engine-crashed', 'The engine keeps stopping and is not started again.', {
        hint: 'Wait a minute, then open fewer columns or rows, or raise its memory limit.',
        ...(this.current ? { detail: this.current.lastWords() } : {}),
      });
    }
    this.starts.push(now);
    return new EngineProcess(this.options, this.settings);
  }

  private async reopened(engine: EngineProcess, document: string): Promise<void> {
    const params = this.documents.get(document);
    if (!params) return;
    await engine.reopen(document, () => engine.remote.open(params));
  }

  private remember(engine: EngineProcess, method: keyof EngineContract, params: object): void {
    if (method === 'open') {
      // SAFETY: these are the params of `open`.
      const open = params as Params<'open'>;
      this.documents.set(open.document, open);
      engine.markOpen(open.document);
    } else if (method === 'close') {
      // SAFETY: these are the params of `close`.
      const { document } = params as Params<'close'>;
      this.documents.delete(document);
      engine.markClosed(document);
    } else if (method === 'configure') {
      this.settings = { ...this.settings, ...params };
      engine.spillDirectory = this.settings.spillDirectory;
    }
  }

  private watchIdle(): void {
    clearTimeout(this.idle);
    if (this.pending > 0 || this.disposed) return;
    this.idle = setTimeout(
      () => {
        this.current?.kill();
        this.current = undefined;
        this.starts = [];
      },
      this.options.idleMs ?? 5 * MINUTE_MS,
    );
    this.idle.unref();
  }
}

/** A port in `SLUICE_ENGINE_INSPECT` lets a debugger attach to the engine, on this machine only. */
function inspectArguments(port: string | undefined): string[] {
  return /^\d{1,5}$/.test(port ?? '') ? [`--inspect=127.0.0.1:${port ?? ''}`] : [];
}

/** One engine process and the connection to it. */
class EngineProcess {
  readonly remote: Remote<EngineContract>;
  readonly greeted: Promise<void>;
  gone = false;
  spillDirectory: string | undefined;
  private readonly child: ChildProcess;
  private readonly connection: MessageConnection;
  private readonly opened = new Map<string, Promise<unknown>>();
  private stderr = '';
  private ended = '';

  constructor(options: EngineClientOptions, settings: Params<'configure'> | undefined) {
    const inherited = INHERITED.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    this.spillDirectory = settings?.spillDirectory;
    this.child = fork(options.enginePath, [], {
      serialization: 'advanced',
      execArgv: inspectArguments(process.env['SLUICE_ENGINE_INSPECT']),
      ...(options.execPath === undefined ? {} : { execPath: options.execPath }),
      env: {
        ...Object.fromEntries(inherited),
        ELECTRON_RUN_AS_NODE: '1',
        // node-api works on this pool: two heavy queries must leave threads for pages.
        UV_THREADPOOL_SIZE: '24',
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr = (this.stderr + text).slice(-STDERR_KEPT);
    });
    this.connection = createMessageConnection(
      new IPCMessageReader(this.child),
      new IPCMessageWriter(this.child),
    );
    this.child.on('exit', (code, signal) => {
      this.end(signal ?? `exit code ${String(code)}`);
      this.tidy();
    });
    this.child.on('error', (error) => {
      this.end(error.message);
    });
    this.connection.listen();
    this.remote = remote<EngineContract>(this.connection, ENGINE_METHODS, () => this.crashed());
    this.greeted = this.greet(settings);
    // Whoever asked for the process awaits this; nobody else has to.
    this.greeted.catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  markOpen(document: string): void {
    this.opened.set(document, Promise.resolve());
  }

  markClosed(document: string): void {
    this.opened.delete(document);
  }

  /** Opens a document once, however many requests wait for it. */
  async reopen(document: string, open: () => Promise<unknown>): Promise<void> {
    const opening = this.opened.get(document) ?? open();
    this.opened.set(document, opening);
    try {
      await opening;
    } catch (error) {
      this.opened.delete(document);
      throw error;
    }
  }

  lastWords(): string {
    return `${this.ended}\n${this.stderr}`.trim();
  }

  kill(): void {
    this.end('stopped');
    this.child.kill('SIGKILL');
    this.tidy();
  }

  private async greet(settings: Params<'configure'> | undefined): Promise<void> {
    const { protocol, build } = await this.remote.hello({});
    if (protocol !== ENGINE_PROTOCOL || build !== BUILD_ID) {
      this.kill();
      throw new AppError('internal', 'The engine is of another version than Sluice.', {
        hint: 'Install Sluice again.',
        detail: `protocol ${String(protocol)}, build ${build}`,
      });
    }
    if (settings) await this.remote.configure(settings);
  }

  private end(how: string): void {
    if (this.gone) return;
    this.gone = true;
    this.ended = how;
    // Requests of a dead process stay pending until the connection is disposed.
    this.connection.dispose();
  }

  private tidy(): void {
    if (this.child.pid !== undefined) removeSpill(spillRoot(this.spillDirectory, this.child.pid));
  }

  private crashed(): AppError {
    return new AppError('engine-crashed', 'The engine stopped while it worked on this.', {
      hint: 'Try again: the data is opened anew. If it stops again, look at fewer columns or rows.',
      detail: this.lastWords(),
    });
  }
}
