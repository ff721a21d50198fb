import type { DuckDBConnection } from '@duckdb/node-api';
import type { Sql } from '../../core/sql/sql.ts';

/** A result whose every column is text, as rows. */
export type TextRows = readonly (readonly (string | null)[])[];

/** Runs a query whose columns are all text; statistics come so, lest a digit is lost. */
export async function textRows(connection: DuckDBConnection, query: Sql): Promise<TextRows> {
  const reader = await connection.runAndReadAll(query);
  return reader.getRows().map((row) => row.map((value) => (value === null ? null : String(value))));
}
