import { setMaxListeners } from 'node:events';
import type { Activity } from '../shared/contracts/workbenchState.ts';
import { AppError, isCancelled } from '../shared/errors.ts';
import type { CallOptions, Progress } from '../shared/rpc/contract.ts';

/** Work that takes no longer is not worth a word. */
const QUIET_MS = 500;
/** How often news of work under way goes out. */
const NEWS_MS = 100;

interface Work {
  readonly id: number;
  readonly since: number;
  readonly controller: AbortController;
  what: string;
  progress: Progress | undefined;
  shown: boolean;
}

/** The work of one document: told of once it takes a moment, cancelled one by one or as a whole. */
export class Activities {
  private readonly tell: (activities: readonly Activity[]) => void;
  private readonly works = new Map<number, Work>();
  private last = 0;
  private news: NodeJS.Timeout | undefined;
  private disposed = false;

  constructor(tell: (activities: readonly Activity[]) => void) {
    this.tell = tell;
  }

  /**
   * Runs work under a name. It ends with `cancelled` when one of the signals fires, when the person
   * cancels it, or when the document closes; `onProgress` hears its progress too.
   */
  async run<T>(
    what: string,
    signals: readonly AbortSignal[],
    task: (call: Required<CallOptions>) => Promise<T>,
    onProgress?: (progress: Progress) => void,
  ): Promise<T> {
    if (this.disposed) throw new AppError('cancelled', 'Cancelled.');
    this.last += 1;
    const work: Work = {
      ...{ id: this.last, since: Date.now(), controller: new AbortController() },
      ...{ what, progress: undefined, shown: false },
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
        signal,
        onProgress: (progress) => {
          work.progress = progress;
          onProgress?.(progress);
          if (work.shown) this.sendSoon();
        },
      });
    } catch (error) {
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
      if (!work.shown) return [];
      const { id, what, since, progress } = work;
      const { done = 0, total, unit = 'rows' } = progress ?? {};
      return [{ id, what, since, done, unit, ...(total === undefined ? {} : { total }) }];
    });
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.news);
    this.cancel();
  }

  private sendSoon(): void {
    this.news ??= setTimeout(() => {
      this.send();
    }, NEWS_MS);
  }

  private send(): void {
    clearTimeout(this.news);
    this.news = undefined;
    if (!this.disposed) this.tell(this.list());
  }
}
