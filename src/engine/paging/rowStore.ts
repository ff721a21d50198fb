import { rmSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ident, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { AppError } from '../../shared/errors.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { folderBytes } from './folderBytes.ts';

/** How often size and free room are looked at, in milliseconds. */
const LOOK_MS = 200;
/** Room on the disk that is left alone. */
const LEAST_FREE_BYTES = 1024 ** 3;

/** Where a store is written. */
export interface StorePlace {
  /** The document's folder for what does not fit into memory. */
  readonly folder: string;
  /** A name that no other store of the document has. */
  readonly name: string;
  readonly leastFreeBytes?: number;
}

/**
 * Rows written once, in their order, into a database file of their own in the spill folder: DuckDB
 * compresses them, reads a page of them by row number in a few milliseconds, and its memory limit
 * holds. Of the ways that were tried it is the smallest and the quickest to write and to read.
 */
export class RowStore {
  readonly rows: number;
  readonly bytes: number;
  /** When it was used last, by the owner's clock. */
  used = 0;
  private readonly place: StorePlace;
  private users = 0;
  private dropped: (() => Promise<void>) | undefined;

  private constructor(place: StorePlace, rows: number, bytes: number) {
    this.place = place;
    this.rows = rows;
    this.bytes = bytes;
  }

  /** Writes the rows of a SELECT. What was begun is removed when it fails or is cancelled. */
  static async write(
    connection: DuckDBConnection,
    select: Sql,
    place: StorePlace,
    context: HandlerContext,
  ): Promise<RowStore> {
    const database = ident(place.name);
    const path = pathOf(place);
    await connection.run(sql`ATTACH ${lit(path)} AS ${database}`);
    try {
      await watched(connection, place, context, async () => {
        await connection.run(sql`CREATE TABLE ${database}.stored AS ${select}`);
        await connection.run(sql`CHECKPOINT ${database}`);
      });
      const reader = await connection.runAndReadAll(sql`SELECT count(*) FROM ${database}.stored`);
      return new RowStore(place, Number(reader.getRows()[0]?.[0]), statSync(path).size);
    } catch (error) {
      await connection.run(sql`DETACH DATABASE IF EXISTS ${database}`);
      removeFiles(path);
      throw error;
    }
  }

  /** The table of the rows; its `rowid` is a row's place, from 0. */
  get table(): Sql {
    return sql`${ident(this.place.name)}.stored`;
  }

  /** Runs work that reads the table; a store that is dropped meanwhile stays until it has ended. */
  async reading<T>(work: () => Promise<T>): Promise<T> {
    this.users += 1;
    try {
      return await work();
    } finally {
      this.users -= 1;
      if (this.users === 0) await this.dropped?.();
    }
  }

  /** Removes the rows from the disk as soon as nobody reads them. */
  async drop(
    run: (work: (connection: DuckDBConnection) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    this.dropped = () =>
      run(async (connection) => {
        await connection.run(sql`DETACH DATABASE IF EXISTS ${ident(this.place.name)}`);
        removeFiles(pathOf(this.place));
      });
    if (this.users === 0) await this.dropped();
  }
}

/** Tells the size while the work runs, and stops it before the disk is full. */
async function watched(
  connection: DuckDBConnection,
  { folder, leastFreeBytes = LEAST_FREE_BYTES }: StorePlace,
  context: HandlerContext,
  work: () => Promise<void>,
): Promise<void> {
  const stopped = new AbortController();
  const look = async (): Promise<void> => {
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < leastFreeBytes) throw tooLittleRoom(folder);
    context.progress({ what: 'order', done: await folderBytes(folder), unit: 'bytes' });
  };
  await look();
  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      stopped.abort(error);
      connection.interrupt();
    });
  }, LOOK_MS);
  try {
    await work();
    stopped.signal.throwIfAborted();
  } catch (error) {
    // The reason why it was interrupted, rather than that it was.
    stopped.signal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(timer);
  }
}

function tooLittleRoom(folder: string): AppError {
  return new AppError('disk-full', 'There is too little room on the disk to keep rows in order.', {
    hint: 'Free some room, or narrow the table with a filter.',
    detail: folder,
  });
}

function pathOf({ folder, name }: StorePlace): string {
  return join(folder, `${name}.db`);
}

/** A file that another process holds goes with the document's folder. */
function removeFiles(path: string): void {
  for (const file of [path, `${path}.wal`]) rmSync(file, { force: true });
}
