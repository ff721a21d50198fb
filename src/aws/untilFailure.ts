import { throwIfCancelled } from '../shared/errors.ts';
import { forEachBounded } from './forEachBounded.ts';

/**
 * Runs `work` over the items, at most `limit` at once. The first failure ends the others, whose signal
 * it fires, and is the one that is thrown.
 */
export async function untilFailure<T>(
  items: readonly T[],
  limit: number,
  signal: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let first: unknown;
  try {
    await forEachBounded(items, limit, async (item) => {
      try {
        await work(item, either);
      } catch (error) {
        first ??= error;
        stop.abort();
        throw error;
      }
    });
  } catch (error) {
    throwIfCancelled(signal);
    throw first ?? error;
  }
}
