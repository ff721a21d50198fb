import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../shared/errors.ts';

/** Waits, or fails with `cancelled` as soon as the signal fires. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await wait(milliseconds, undefined, signal ? { signal } : {});
  } catch (error) {
    if (signal?.aborted) throw new AppError('cancelled', 'Cancelled.');
    throw error;
  }
}
