import type { EngineQuery } from '../shared/contracts/engine.ts';
import { isCancelled, throwIfCancelled, toAppError } from '../shared/errors.ts';
import type { AppError } from '../shared/errors.ts';
import type { DocumentState } from './documentState.ts';
import { unasked } from './transfers/purpose.ts';

/** Orders that are prepared at once: those of a table, and of the one it is compared with. */
const AT_ONCE = 2;

/** Bytes of a remote source that are fetched to put rows in order behind their pages. */
const MOST_MOVED = 64 * 1024 * 1024;

interface Work {
  /** Resolves when it is over, whatever came of it. */
  readonly ended: Promise<void>;
  readonly controller: AbortController;
}

/**
 * Has the engine prepare the order of rows behind pages that are read from the beginning. One that a
 * person cancelled, or that failed, is not begun again; one that nobody looks at any more is dropped.
 */
export class PreparedOrders {
  private readonly document: DocumentState;
  private readonly works = new Map<string, Work>();
  /** Those that are not tried again, with the reason until it was told. */
  private readonly refused = new Map<string, AppError | undefined>();

  constructor(document: DocumentState) {
    this.document = document;
  }

  /** Begins to prepare the rows of a query, unless that is under way or refused. */
  begin(query: EngineQuery, columns: readonly string[]): void {
    const key = query.sql;
    if (this.refused.has(key) || this.works.has(key)) return;
    for (const [other, { controller }] of this.works) {
      if (this.works.size < AT_ONCE) break;
      controller.abort();
      this.works.delete(other);
    }
    const controller = new AbortController();
    const work = { controller, ended: this.work(query, columns, controller.signal) };
    this.works.set(key, work);
    void work.ended.then(() => {
      if (this.works.get(key) === work) this.works.delete(key);
    });
  }

  /**
   * Resolves when the rows are ready, or when they will not be. Rejects once with the reason if they
   * cannot be, and with `cancelled` if the signal fires.
   */
  async ready(
    query: EngineQuery,
    columns: readonly string[],
    signal: AbortSignal = this.document.over.signal,
  ): Promise<void> {
    this.begin(query, columns);
    await settled(this.works.get(query.sql)?.ended, signal);
    const reason = this.refused.get(query.sql);
    if (!reason) return;
    this.refused.set(query.sql, undefined);
    throw reason;
  }

  private async work(
    query: EngineQuery,
    columns: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const { activities, data, over, rowsSignal, lookingSignal } = this.document;
    const signals = [signal, rowsSignal, lookingSignal, over.signal];
    try {
      await activities.run(unasked('Preparing the order'), signals, async (call) => {
        const order = { query, columns };
        // Nobody asked for the rest of a remote source; pages find what they need themselves.
        const { bytes } = await data.moves('prepare', order, call);
        if (bytes <= MOST_MOVED) await data.run('prepare', order, call);
      });
    } catch (error) {
      if (signals.some((one) => one.aborted)) return;
      const reason = toAppError(error);
      // The next page finds another engine, and begins anew.
      if (reason.code === 'engine-crashed') return;
      this.refused.set(query.sql, isCancelled(reason) ? undefined : reason);
    }
  }
}

async function settled(ended: Promise<void> | undefined, signal: AbortSignal): Promise<void> {
  throwIfCancelled(signal);
  let leave: () => void = () => undefined;
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  signal.addEventListener('abort', leave, { once: true });
  try {
    await Promise.race([ended, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
  throwIfCancelled(signal);
}
