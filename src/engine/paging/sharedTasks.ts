import { AppError } from '../../shared/errors.ts';
import type { HandlerContext, Progress } from '../../shared/rpc/contract.ts';

interface Task {
  readonly promise: Promise<unknown>;
  readonly controller: AbortController;
  readonly listeners: Set<(progress: Progress) => void>;
}

/** Work that several requests may wait for: it runs once, and is cancelled when nobody waits any more. */
export class SharedTasks {
  private readonly tasks = new Map<string, Task>();

  /** Joins the work of a key, or begins it. A key always stands for the same result. */
  async run<T>(
    key: string,
    context: HandlerContext,
    work: (context: HandlerContext) => Promise<T>,
  ): Promise<T> {
    const task = this.tasks.get(key) ?? this.begin(key, work);
    task.listeners.add(context.progress);
    let leave: () => void = () => undefined;
    const left = new Promise<never>((_, reject) => {
      leave = () => {
        reject(new AppError('cancelled', 'Cancelled.'));
      };
    });
    context.signal.addEventListener('abort', leave, { once: true });
    if (context.signal.aborted) leave();
    try {
      // SAFETY: a key always stands for work with the same result.
      return (await Promise.race([task.promise, left])) as T;
    } finally {
      context.signal.removeEventListener('abort', leave);
      task.listeners.delete(context.progress);
      if (task.listeners.size === 0) {
        task.controller.abort();
        // The next one who asks begins anew, however long this one takes to stop.
        if (this.tasks.get(key) === task) this.tasks.delete(key);
      }
    }
  }

  private begin<T>(key: string, work: (context: HandlerContext) => Promise<T>): Task {
    const controller = new AbortController();
    const listeners = new Set<(progress: Progress) => void>();
    const progress = (news: Progress): void => {
      for (const listener of listeners) listener(news);
    };
    const promise = work({ signal: controller.signal, progress });
    // Whoever waits is told; when nobody does, nobody has to be.
    promise.catch(() => undefined);
    const task = { promise, controller, listeners };
    this.tasks.set(key, task);
    return task;
  }
}
