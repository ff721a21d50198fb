import { rm } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { ident, joinSql, lit, sql, trusted } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { fromDuckdbError } from '../fromDuckdbError.ts';
import { withConnection } from '../withConnection.ts';

/** Rows are handed on from memory after so many. */
const FLUSH_ROWS = 122_880;

/** A column of the rows that are gathered, by its DuckDB type. */
export interface SinkColumn {
  readonly name: string;
  readonly type: string;
}

/** What a file is turned into, and what that may cost. */
export interface SinkOptions {
  readonly target: string;
  readonly memoryMb: number;
  readonly threads: number;
  readonly signal: AbortSignal;
}

/** Takes the rows of one file. */
export interface Sink {
  readonly append: DuckDBAppender;
  /** Must be called after rows were appended: hands them on, and stops a cancelled conversion. */
  readonly took: (rows: number) => Promise<void>;
}

/**
 * Gathers rows in a database file beside the target and writes them, in their order, as one Parquet
 * file; memory stays within the limit. `select` gives the final columns over the table `rows`.
 */
export async function parquetSink(
  columns: readonly SinkColumn[],
  options: SinkOptions,
  fill: (sink: Sink) => Promise<Sql>,
): Promise<void> {
  const store = `${options.target}.rows`;
  const instance = await DuckDBInstance.create(store, {
    memory_limit: `${String(options.memoryMb)}MB`,
    threads: String(options.threads),
    temp_directory: `${store}.tmp`,
    autoload_known_extensions: 'false',
    autoinstall_known_extensions: 'false',
  });
  try {
    await withConnection(instance, options.signal, async (connection) => {
      const select = await gather(connection, columns, options.signal, fill);
      await connection.run(
        sql`COPY (${select}) TO ${lit(options.target)} (FORMAT parquet, COMPRESSION zstd)`,
      );
    });
  } finally {
    instance.closeSync();
    for (const left of [store, `${store}.wal`, `${store}.tmp`]) {
      await rm(left, { recursive: true, force: true });
    }
  }
}

async function gather(
  connection: DuckDBConnection,
  columns: readonly SinkColumn[],
  signal: AbortSignal,
  fill: (sink: Sink) => Promise<Sql>,
): Promise<Sql> {
  const list = columns.map(({ name, type }) => sql`${ident(name)} ${trusted(type)}`);
  await connection.run(sql`CREATE TABLE rows (${joinSql(list)})`);
  const append = await connection.createAppender('rows');
  let waiting = 0;
  const took = async (rows: number): Promise<void> => {
    signal.throwIfAborted();
    waiting += rows;
    if (waiting < FLUSH_ROWS) return;
    waiting = 0;
    try {
      append.flushSync();
    } catch (error) {
      throw fromDuckdbError(error);
    }
    // Other documents of the engine get their turn.
    await new Promise((resolve) => setImmediate(resolve));
  };
  try {
    return await fill({ append, took });
  } finally {
    append.closeSync();
  }
}
