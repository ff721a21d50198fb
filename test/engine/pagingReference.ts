import { DuckDBInstance } from '@duckdb/node-api';

/** Runs statements in a DuckDB of its own and gives the rows of the last one as texts. */
export async function reference(...statements: readonly string[]): Promise<(string | null)[][]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    let rows: (string | null)[][] = [];
    for (const statement of statements) {
      const reader = await connection.runAndReadAll(statement);
      rows = reader.getRowsJson().map((row) => row.map((value) => asText(value)));
    }
    return rows;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A cell as text; null for a null. */
export function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
