import { AppError, throwIfCancelled } from '../shared/errors.ts';

/** How urgent a query is. Lanes never wait for each other. */
export type Lane = 'page' | 'small' | 'order' | 'heavy';

/** Queries that may run at once; together they leave threads of libuv's pool free for pages. */
const PLACES: Readonly<Record<Lane, number>> = {
  page: 8,
  small: 4,
  // Somebody waits for the order of rows, and for profiles nobody does.
  order: 1,
  heavy: 2,
};

interface Waiting {
  readonly start: () => void;
}

/**
 * Lets two heavy queries run at once and keeps the rest waiting, while pages have places of their
 * own. A request that is cancelled while it waits is dropped at once.
 */
export class Scheduler {
  private readonly running: Record<Lane, number> = { page: 0, small: 0, order: 0, heavy: 0 };
  private readonly waiting: Record<Lane, Waiting[]> = {
    page: [],
    small: [],
    order: [],
    heavy: [],
  };

  async run<T>(lane: Lane, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    throwIfCancelled(signal);
    if (this.running[lane] >= PLACES[lane]) await this.wait(lane, signal);
    else this.running[lane] += 1;
    try {
      throwIfCancelled(signal);
      return await task();
    } finally {
      // The place goes to the next in line without becoming free in between.
      const next = this.waiting[lane].shift();
      if (next) next.start();
      else this.running[lane] -= 1;
    }
  }

  counts(): { running: number; queued: number } {
    const sum = (of: (lane: Lane) => number): number =>
      of('page') + of('small') + of('order') + of('heavy');
    return {
      running: sum((lane) => this.running[lane]),
      queued: sum((lane) => this.waiting[lane].length),
    };
  }

  private wait(lane: Lane, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const line = this.waiting[lane];
      const drop = (): void => {
        line.splice(line.indexOf(entry), 1);
        reject(new AppError('cancelled', 'Cancelled.'));
      };
      const entry: Waiting = {
        start: () => {
          signal.removeEventListener('abort', drop);
          resolve();
        },
      };
      line.push(entry);
      signal.addEventListener('abort', drop, { once: true });
    });
  }
}
