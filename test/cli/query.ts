import { DuckDBInstance } from '@duckdb/node-api';
import type { Json } from '@duckdb/node-api';

/** The rows of a query as DuckDB itself answers it; wide numbers and dates as text. */
export async function query(sql: string): Promise<Json[][]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  try {
    const connection = await instance.connect();
    const rows = (await connection.runAndReadAll(sql)).getRowsJson();
    connection.closeSync();
    return rows;
  } finally {
    instance.closeSync();
  }
}

/** A text as a literal of SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** All rows of the Parquet files of a folder, in their order. */
export function rowsOf(folder: string): Promise<Json[][]> {
  return query(`FROM read_parquet(${quoted(`${folder}/*.parquet`)})`);
}
