import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { AppError, throwIfCancelled } from '../shared/errors.ts';
import { fromDuckdbError } from './fromDuckdbError.ts';

const INTERRUPT_EVERY_MS = 15;

/**
 * Runs work on a connection of its own and interrupts it, again and again until the work settles,
 * once the signal fires: an interrupt between two statements of the work would otherwise be lost.
 */
export async function withConnection<T>(
  instance: DuckDBInstance,
  signal: AbortSignal,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  throwIfCancelled(signal);
  const connection = await instance.connect();
  let nagging: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    connection.interrupt();
    nagging ??= setInterval(() => {
      connection.interrupt();
    }, INTERRUPT_EVERY_MS);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  if (signal.aborted) interrupt();
  try {
    const result = await work(connection);
    throwIfCancelled(signal);
    return result;
  } catch (error) {
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
    throw fromDuckdbError(error);
  } finally {
    clearInterval(nagging);
    signal.removeEventListener('abort', interrupt);
    connection.closeSync();
  }
}
