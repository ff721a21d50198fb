import type { DuckDBConnection } from '@duckdb/node-api';
import type { Sql } from '../../core/sql/sql.ts';

/** A source whose rows can be read from any place without those before them. */
export interface PagedRows {
  readonly rows: number;
  /** Where stretches that are read on their own begin, and the end: 0, …, `rows`. */
  bounds(connection: DuckDBConnection): Promise<readonly number[]>;
  /**
   * Rows `[from, to)` as a SELECT with the columns of the source's view, and with the hidden identity
   * if `numbered`.
   */
  select(connection: DuckDBConnection, from: number, to: number, numbered: boolean): Promise<Sql>;
}
