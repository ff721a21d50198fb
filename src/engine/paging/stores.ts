import { statfs } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Sql } from '../../core/sql/sql.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { RowStore } from './rowStore.ts';

/** More than one looks at at a time; each is an open file. */
const KEPT = 64;

/**
 * The stores of one document, by what they hold. They take no more than half of the room that there is
 * on the disk; the one that was not used for longest goes first. All go with the document's folder.
 */
export class Stores {
  private readonly folder: string;
  private readonly run: (work: (connection: DuckDBConnection) => Promise<void>) => Promise<void>;
  private readonly stores = new Map<string, RowStore>();
  private made = 0;
  private clock = 0;

  constructor(
    folder: string,
    run: (work: (connection: DuckDBConnection) => Promise<void>) => Promise<void>,
  ) {
    this.folder = folder;
    this.run = run;
  }

  get(key: string): RowStore | undefined {
    const store = this.stores.get(key);
    if (store) store.used = this.clock += 1;
    return store;
  }

  /** The store of a key, written now if there is none. */
  async ensure(
    connection: DuckDBConnection,
    key: string,
    select: Sql,
    context: HandlerContext,
  ): Promise<RowStore> {
    const known = this.get(key);
    if (known) return known;
    this.made += 1;
    const place = { folder: this.folder, name: `__sluice_store_${String(this.made)}` };
    const store = await RowStore.write(connection, select, place, context);
    this.clock += 1;
    store.used = this.clock;
    this.stores.set(key, store);
    await this.evict();
    return store;
  }

  private async evict(): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder);
    let taken = [...this.stores.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    const most = (bavail * bsize + taken) / 2;
    const oldest = [...this.stores].sort(([, a], [, b]) => a.used - b.used);
    for (const [key, store] of oldest.slice(0, -1)) {
      if (taken <= most && this.stores.size <= KEPT) return;
      this.stores.delete(key);
      taken -= store.bytes;
      await store.drop(this.run);
    }
  }
}
