import { readFileSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSession } from '../../../src/jobs/dataSession.ts';
import type { S3Object } from '../../../src/shared/contracts/aws.ts';
import { AppError } from '../../../src/shared/errors.ts';
import type { CallOptions } from '../../../src/shared/rpc/contract.ts';
import type { FaultProxy } from '../../s3/faultProxy.ts';
import type { VersityGw } from '../../s3/versityGw.ts';
import { differences } from '../differences.ts';
import { Chance } from './chance.ts';
import { checkCache } from './checkCache.ts';
import { etagOf } from './datasets.ts';
import type { Dataset, State } from './datasets.ts';
import { drawFault } from './drawFault.ts';
import { ask, drawQuestion } from './questions.ts';
import type { Question } from './questions.ts';
import type { Truth } from './truth.ts';
import type { Window } from './window.ts';

/** What all runs have in common. */
export interface Stage {
  readonly server: VersityGw;
  readonly proxy: FaultProxy;
  readonly windows: readonly [Window, Window];
  readonly folder: string;
  readonly datasets: readonly [Dataset, ...Dataset[]];
  readonly truth: Truth;
}

/** What came of a run; `wrong` says what must not be. */
export interface Outcome {
  readonly wrong: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  readonly log: readonly string[];
}

interface Opened {
  readonly name: string;
  readonly session: DataSession;
  readonly state: State;
  readonly window: Window;
}

const BUCKET = 'lake';
/** Longer than the pauses between attempts add up to. */
const HANG_MS = 25_000;
const STEPS = 3;
const EVENTS = [
  ...([
    'fault',
    'fault',
    'fault',
    'fault',
    'none',
    'kill AWS',
    'kill engine',
    'no network',
  ] as const),
  ...(['replace', 'delete', 'cut journal', 'cancel', 'reopen', 'open whole'] as const),
] as const;
/** What a cancelled request goes on fetching must not be turned: nobody would look at its digest. */
const EVENTS_OF_FLIPS = ['flip', 'flip', 'fault', 'none', 'reopen', 'cut journal'] as const;

/** One run: sessions that ask, and what happens to them, all drawn from the seed. */
export class Trial {
  private readonly seed: number;
  private readonly stage: Stage;
  private readonly chance: Chance;
  private readonly dataset: Dataset;
  private readonly flips: boolean;
  private readonly cache: string;
  private readonly wrong: string[] = [];
  private readonly counts = new Map<string, number>();
  private readonly log: string[] = [];
  private readonly objects: S3Object[] = [];
  private opened: Opened[] = [];
  private documents = 0;
  private changed = false;
  private flipped = false;

  constructor(seed: number, stage: Stage) {
    this.seed = seed;
    this.stage = stage;
    this.chance = new Chance(seed);
    this.dataset = this.chance.of(stage.datasets);
    this.flips = this.chance.is(0.15);
    this.cache = join(stage.folder, `cache-${String(seed)}`);
    this.log.push(this.dataset.name);
  }

  async run(): Promise<Outcome> {
    const { server, proxy } = this.stage;
    for (const [key, file] of this.dataset.files)
      await server.seedObject(BUCKET, this.prefix + key, file, { etag: etagOf(file) });
    try {
      for (let step = 0; step < STEPS; step += 1) await this.step();
      this.calm();
      await this.after();
    } finally {
      this.calm();
      await proxy.accept();
      for (const { session } of this.opened) await session.close();
      rmSync(this.cache, { recursive: true, force: true });
    }
    const { wrong, counts, log } = this;
    return { wrong, counts, log };
  }

  /** Something happens, and one or two questions are asked meanwhile. */
  private async step(): Promise<void> {
    const { chance } = this;
    const drawn = this.flips ? chance.of(EVENTS_OF_FLIPS) : chance.of(EVENTS);
    // What is gone before anybody opened it is another test.
    const event = drawn === 'delete' && this.opened.length === 0 ? 'fault' : drawn;
    this.log.push(event);
    this.count(`event: ${event}`);
    const stop = new AbortController();
    const later = (work: () => void | Promise<void>): Promise<void> =>
      pause(chance.below(250)).then(work);
    let meanwhile: Promise<void> = Promise.resolve();
    const window = chance.of(this.stage.windows);
    if (event === 'fault') this.stage.proxy.fault(drawFault(chance, BUCKET));
    if (event === 'flip') this.flip();
    if (event === 'cut journal') this.cutJournal();
    if (event === 'replace' || event === 'delete') await this.change(event);
    if (event === 'no network') await this.stage.proxy.refuse();
    if (event === 'kill AWS') meanwhile = later(() => window.killAws());
    if (event === 'kill engine') meanwhile = later(() => window.killEngine());
    if (event === 'cancel') meanwhile = later(() => stop.abort());
    // A turned bit is found where all comes together: in one request, or in an opening of the whole.
    const whole = event === 'open whole' || (event === 'flip' && !this.dataset.small);
    const isNew = this.opened.length === 0 || event === 'reopen' || whole || chance.is(0.15);
    if (isNew) await this.open(chance.of(this.stage.windows), whole, { signal: stop.signal });
    if (event === 'flip' && !this.dataset.small) this.calm();
    const [first, ...others] = this.opened;
    if (first) {
      const count = 1 + chance.below(2);
      const asking = Array.from({ length: count }, () => {
        const question = drawQuestion(chance, this.dataset.rows);
        return this.question(chance.of([first, ...others]), question, { signal: stop.signal });
      });
      await Promise.all(asking);
    }
    await meanwhile;
    await this.stage.proxy.accept();
    if (chance.is(0.7)) this.calm();
  }

  /** The faults are over: all that is open answers, and so does a new session. */
  private async after(): Promise<void> {
    this.log.push('calm');
    // Once a damaged copy was told of, it is fetched anew.
    this.flipped = false;
    for (const each of this.opened)
      await this.question(each, drawQuestion(this.chance, this.dataset.rows), {}, true);
    const fresh = await this.open(this.stage.windows[0], false, {}, true);
    if (fresh) await this.question(fresh, drawQuestion(this.chance, this.dataset.rows), {}, true);
    for (const { name, engine } of this.stage.windows) {
      const { holes } = await engine.stats();
      if (holes > 0) this.fail(`${String(holes)} holes were met in window ${name}`);
    }
    const found = await checkCache(this.cache, this.objects, (etag) => this.bytesOf(etag));
    for (const what of found) this.fail(what);
  }

  private async open(
    window: Window,
    whole: boolean,
    call: CallOptions,
    calm = false,
  ): Promise<Opened | undefined> {
    const name = `${window.name}${String((this.documents += 1))}`;
    const { engine, aws } = window;
    const session = new DataSession({
      ...{ engine, aws, cacheDirectory: this.cache, document: `${String(this.seed)}-${name}` },
    });
    const single = this.dataset.keys.length === 1;
    const uri = `s3://${BUCKET}/${this.prefix}${single ? (this.dataset.keys[0] ?? '') : ''}`;
    let state: State | undefined;
    const opening = async (): Promise<void> => {
      const located = await session.locate('main', { uri }, '/', call);
      const objects = located.remote?.objects ?? [];
      this.objects.push(...objects);
      state = this.stateOf(objects);
      await session.openSources([located], false, call, { whole });
    };
    const done = await this.settled(`open ${name}${whole ? ' whole' : ''}`, opening(), call, calm);
    const opened = done && state ? { name, session, state, window } : undefined;
    if (opened) this.opened.push(opened);
    else await session.close();
    return opened;
  }

  private async question(on: Opened, question: Question, call: CallOptions, calm = false) {
    const { kind, sql, offset, columns } = question;
    const about = `${on.name} ${kind} ${sql.slice(0, 60)} at ${String(offset)} of ${columns?.join() ?? 'all'}`;
    this.count(`asked: ${kind}`);
    const answer = await this.settled(about, ask(on.session, question, call), call, calm);
    if (!answer) return;
    const truth = await this.stage.truth.answer(this.dataset, on.state, question);
    const away = differences(answer.value, truth);
    if (away.length > 0) this.fail(`WRONG ${about} (${on.state}): ${away.slice(0, 3).join('; ')}`);
  }

  /** Waits for work, and holds it against the rules: it ends, with an answer or a fit error. */
  private async settled<T>(
    what: string,
    work: Promise<T>,
    { signal }: CallOptions,
    calm: boolean,
  ): Promise<{ readonly value: T } | undefined> {
    const since = Date.now();
    const over = new AbortController();
    const late = pause(HANG_MS, undefined, { signal: over.signal }).then(
      () => 'late' as const,
      () => 'over' as const,
    );
    try {
      const first = await Promise.race([work.then((value) => ({ value })), late]);
      if (typeof first === 'object') {
        this.count('answered');
        this.log.push(`${what}: answered after ${String(Date.now() - since)} ms`);
        return first;
      }
      this.fail(`HANG ${what}`);
      return undefined;
    } catch (error) {
      const known = error instanceof AppError ? error : undefined;
      const said = known ? `${known.code}: ${known.message}` : String(error);
      this.count(`error: ${known?.code ?? 'none of ours'}`);
      this.log.push(`${what}: ${said} after ${String(Date.now() - since)} ms`);
      if (!known || !this.fits(known, what, signal, calm))
        this.fail(`${calm ? 'after all faults ' : ''}${what}: ${said} ${known?.detail ?? ''}`);
      return undefined;
    } finally {
      over.abort();
    }
  }

  private fits(
    { code, message }: AppError,
    what: string,
    signal: AbortSignal | undefined,
    calm: boolean,
  ) {
    if (code === 'changed') return this.changed;
    if (code === 'not-found')
      return this.changed && what.startsWith('open') && /^There /.test(message);
    if (calm) return false;
    if (code === 'cancelled') return signal?.aborted === true;
    if (code === 'bad-data') return this.flipped && /arrived damaged/.test(message);
    return code === 'network' || code === 'throttled' || code === 'engine-crashed';
  }

  private async change(how: 'replace' | 'delete'): Promise<void> {
    const { server, proxy } = this.stage;
    const key = this.prefix + (this.dataset.keys[0] ?? '');
    this.changed = true;
    if (how === 'delete') await server.deleteObject(BUCKET, key);
    else if (this.chance.is(0.5))
      await server.seedObject(BUCKET, key, this.dataset.other, {
        etag: etagOf(this.dataset.other),
      });
    else
      proxy.fault({ fault: { kind: 'replace', content: this.dataset.other }, method: 'GET', key });
  }

  private flip(): void {
    this.flipped = true;
    const fault = { kind: 'flip', at: this.chance.below(20_000) } as const;
    this.stage.proxy.fault({ fault, method: 'GET', key: /\.parquet$/ });
  }

  /** What a crash of the machine may leave of a journal. */
  private cutJournal(): void {
    const folder = join(this.cache, 'sparse');
    const [first, ...others] = namesIn(folder);
    if (first === undefined) return;
    const path = join(folder, this.chance.of([first, ...others]), 'extents');
    try {
      truncateSync(path, this.chance.below(readFileSync(path).length + 1));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }

  /** No fault is ordered any more; those that were met are counted. */
  private calm(): void {
    for (const { fault } of this.stage.proxy.requests) if (fault) this.count(`fault: ${fault}`);
    this.stage.proxy.clear();
  }

  private stateOf(objects: readonly S3Object[]): State {
    const key = this.prefix + (this.dataset.keys[0] ?? '');
    const etag = objects.find((object) => object.key === key)?.etag;
    if (etag === undefined) return 'deleted';
    return etag === etagOf(this.dataset.other) ? 'replaced' : 'first';
  }

  private bytesOf(etag: string): Buffer {
    const files = [...this.dataset.files.values(), this.dataset.other];
    const file = files.find((path) => etagOf(path) === etag);
    if (file === undefined) throw new Error(`No object has the ETag ${etag}.`);
    return readFileSync(file);
  }

  private get prefix(): string {
    return `r${String(this.seed)}/`;
  }

  private count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  private fail(what: string): void {
    this.wrong.push(`seed ${String(this.seed)}, ${this.dataset.name}: ${what}`);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
