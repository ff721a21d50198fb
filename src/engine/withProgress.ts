import type { DuckDBConnection } from '@duckdb/node-api';
import { sql } from '../core/sql/sql.ts';
import type { HandlerContext } from '../shared/rpc/contract.ts';

const EVERY_MS = 150;

/** Tells how far the connection's query is, in rows read, while the work runs. */
export async function withProgress<T>(
  connection: DuckDBConnection,
  context: HandlerContext,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  await connection.run(sql`SET enable_progress_bar = true`);
  await connection.run(sql`SET enable_progress_bar_print = false`);
  const timer = setInterval(() => {
    const { rows_processed: done, total_rows_to_process: total } = connection.progress;
    if (total > 0n)
      context.progress({ what, done: Number(done), total: Number(total), unit: 'rows' });
  }, EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
