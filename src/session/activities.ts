import { setMaxListeners } from 'node:events';
import type { Activity } from '../shared/contracts/workbenchState.ts';
import { AppError, isCancelled } from '../shared/errors.ts';
import type { Progress } from '../shared/rpc/contract.ts';
import type { DataCall, TransferGate } from '../jobs/dataCall.ts';
import { asked } from './transfers/purpose.ts';
import type { Purpose } from './transfers/purpose.ts';
import { TransferRate } from './transfers/transferRate.ts';

/** Work that takes no longer is not worth a word. */
const QUIET_MS = 500;
/** How often news of work under way goes out. */
const NEWS_MS = 100;
/** How often the rate of a transfer is told while nothing comes. */
const PULSE_MS = 1000;

interface Work {
  readonly id: number;
  readonly since: number;
  readonly controller: AbortController;
  what: string;
  progress: Progress | undefined;
  rate: TransferRate | undefined;
  shown: boolean;
  /** A person is asked first. */
  waits: boolean;
}

/** What a piece of work hands on to the requests that it makes. */
export type ActivityCall = DataCall & Required<Pick<DataCall, 'signal' | 'onProgress' | 'what'>>;

/** The work of one document: told of once it takes a moment, cancelled one by one or as a whole. */
export class Activities {
  private readonly tell: (activities: readonly Activity[]) => void;
  private readonly gate: ((purpose: Purpose) => TransferGate) | undefined;
  private readonly works = new Map<number, Work>();
  private last = 0;
  private news: NodeJS.Timeout | undefined;
  private pulse: NodeJS.Timeout | undefined;
  private disposed = false;

  constructor(
    tell: (activities: readonly Activity[]) => void,
    /** Decides what work may fetch. */
    gate?: (purpose: Purpose) => TransferGate,
  ) {
    this.tell = tell;
    this.gate = gate;
  }

  /**
   * Runs work under a name, or for a purpose; by its name alone it is what a person asked for. It ends with `cancelled` when one of the signals fires, when the person
   * cancels it, or when the document closes; `onProgress` hears its progress too.
   */
  async run<T>(
    wanted: string | Purpose,
    signals: readonly AbortSignal[],
    task: (call: ActivityCall) => Promise<T>,
    onProgress?: (progress: Progress) => void,
  ): Promise<T> {
    if (this.disposed) throw new AppError('cancelled', 'Cancelled.');
    const purpose = typeof wanted === 'string' ? asked(wanted) : wanted;
    this.last += 1;
    const work: Work = {
      ...{ id: this.last, since: Date.now(), controller: new AbortController() },
      ...{ what: purpose.what, progress: undefined, rate: undefined, shown: false, waits: false },
    };
    this.works.set(work.id, work);
    const timer = setTimeout(() => {
      work.shown = true;
      this.send();
    }, QUIET_MS);
    const signal = AbortSignal.any([...signals, work.controller.signal]);
    // Each source that is opened listens to this one signal.
    setMaxListeners(0, signal);
    try {
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
      return await task({
        ...{ signal, what: purpose.what },
        ...(this.gate ? { gate: this.waiting(work, this.gate(purpose)) } : {}),
        onProgress: (progress) => {
          work.progress = progress;
          if (progress.transfer) {
            work.rate ??= new TransferRate(Date.now());
            work.rate.add(Date.now(), progress.done);
          }
          onProgress?.(progress);
          if (work.shown) this.sendSoon();
        },
      });
    } catch (error) {
      // Not “nobody wants it any more”: the person said no, and is not asked the same again.
      const isOwn = work.controller.signal.aborted && !signals.some((one) => one.aborted);
      if (isOwn && work.progress?.transfer) {
        throw new AppError('declined', `${purpose.what} was cancelled.`, { cause: error });
      }
      // Whatever the work says when it is stopped, the person asked for no more than that.
      if (signal.aborted && !isCancelled(error)) {
        throw new AppError('cancelled', 'Cancelled.', { cause: error });
      }
      throw error;
    } finally {
      clearTimeout(timer);
      this.works.delete(work.id);
      if (work.shown) this.send();
    }
  }

  /** Cancels one piece of work, or all. */
  cancel(id?: number): void {
    for (const work of this.works.values()) {
      if (id === undefined || work.id === id) work.controller.abort();
    }
  }

  /** What is told now. */
  list(): readonly Activity[] {
    return [...this.works.values()].flatMap((work): Activity[] => {
      return work.shown && !work.waits ? [toldOf(work)] : [];
    });
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.news);
    clearTimeout(this.pulse);
    this.cancel();
  }

  /** Work that waits for a person does nothing that could be told. */
  private waiting(work: Work, gate: TransferGate): TransferGate {
    return {
      above: gate.above,
      ask: async (planned, signal) => {
        work.waits = true;
        if (work.shown) this.send();
        try {
          return await gate.ask(planned, signal);
        } finally {
          work.waits = false;
          if (work.shown) this.send();
        }
      },
    };
  }

  private sendSoon(): void {
    this.news ??= setTimeout(() => {
      this.send();
    }, NEWS_MS);
  }

  private send(): void {
    clearTimeout(this.news);
    this.news = undefined;
    clearTimeout(this.pulse);
    if (this.disposed) return;
    const list = this.list();
    this.tell(list);
    if (!list.some(({ transfer }) => transfer)) return;
    this.pulse = setTimeout(() => {
      this.send();
    }, PULSE_MS);
  }
}

function toldOf({ id, what, since, progress, rate }: Work): Activity {
  const { done = 0, total, unit = 'rows', transfer } = progress ?? {};
  // All is here: what takes time now is the work itself.
  if (transfer && done >= (total ?? done)) return { id, what, since, done: 0, unit: 'rows' };
  const told = { id, what, since, done, unit, ...(total === undefined ? {} : { total }) };
  if (!transfer || total === undefined) return told;
  const now = Date.now();
  const [perSecond, left] = [rate?.rate(now), rate?.left(now, total)];
  return {
    ...told,
    transfer: {
      ...{ objects: transfer.objects, of: transfer.of },
      ...(perSecond === undefined ? {} : { rate: perSecond }),
      ...(left === undefined ? {} : { left }),
    },
  };
}
