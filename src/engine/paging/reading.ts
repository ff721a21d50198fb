import type { Sql } from '../../core/sql/sql.ts';
import type { RowStore } from './rowStore.ts';

/** A SELECT in parentheses, for a FROM clause, and the stores that it reads. */
export interface Reading {
  readonly from: Sql;
  readonly stores: readonly RowStore[];
}

/** Some rows of a query that lie side by side and can be read on their own. */
export interface Stretch {
  /** The place of the first row among those of the query. */
  readonly start: number;
  readonly rows: number;
  /** All of its rows in order, or the one at a place counted from `start`. */
  readonly read: (row?: number) => Promise<Reading>;
}

/** Runs work while stores that it reads are kept. */
export function reading<T>(stores: readonly RowStore[], work: () => Promise<T>): Promise<T> {
  const [store, ...rest] = stores;
  return store ? store.reading(() => reading(rest, work)) : work();
}
