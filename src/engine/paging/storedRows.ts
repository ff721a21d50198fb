import type { DuckDBConnection } from '@duckdb/node-api';
import { FILE_COLUMN, ROW_COLUMN } from '../../core/sql/readSource.ts';
import { ident, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { PagedRows } from './pagedRows.ts';
import type { RowStore } from './rowStore.ts';

/** Rows of one stretch. */
const STRETCH = 122_880;

/** A copy of a source whose files can only be read from their beginning. */
export class StoredRows implements PagedRows {
  readonly rows: number;
  private readonly store: RowStore;
  private readonly hasIdentity: boolean;

  constructor(store: RowStore, hasIdentity: boolean) {
    this.store = store;
    this.hasIdentity = hasIdentity;
    this.rows = store.rows;
  }

  bounds(): Promise<readonly number[]> {
    const inner = Array.from({ length: Math.ceil(this.rows / STRETCH) }, (_, at) => at * STRETCH);
    return Promise.resolve([...inner, this.rows]);
  }

  select(_connection: DuckDBConnection, from: number, to: number, numbered: boolean): Promise<Sql> {
    const range = sql`WHERE rowid BETWEEN ${lit(from)} AND ${lit(to - 1)}`;
    return Promise.resolve(sql`${this.whole(numbered)} ${range}`);
  }

  /** All rows. */
  whole(numbered: boolean): Sql {
    const identity = sql`, '' AS ${ident(FILE_COLUMN)}, rowid AS ${ident(ROW_COLUMN)}`;
    const more = numbered && !this.hasIdentity ? identity : sql``;
    return sql`SELECT *${more} FROM ${this.store.table}`;
  }
}
