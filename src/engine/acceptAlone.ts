import { rm } from 'node:fs/promises';
import { acceptSelect } from './acceptSelect.ts';
import { openInstance } from './openInstance.ts';
import type { InstanceLimits } from './openInstance.ts';
import { withConnection } from './withConnection.ts';

/** Accepts a query as `acceptSelect` does, where no document is open: DuckDB only parses it. */
export async function acceptAlone(
  text: string,
  tables: readonly string[],
  limits: InstanceLimits,
  signal: AbortSignal,
): Promise<void> {
  const instance = await openInstance([], limits);
  try {
    await withConnection(instance, signal, (connection) => acceptSelect(connection, text, tables));
  } finally {
    instance.closeSync();
    await rm(limits.spillDirectory, { recursive: true, force: true });
  }
}
