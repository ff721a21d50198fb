import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** A written output, read anew: the types as DuckDB names them, the cells as text. */
export interface WrittenTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Reads the part files of an output's folder, in the order of their names. */
export async function readOutput(folder: string, header: boolean): Promise<WrittenTable> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('part-')).sort();
  const files = `[${names.map((name) => `'${join(folder, name)}'`).join(', ')}]`;
  const reader = names.some((name) => name.endsWith('.csv'))
    ? `read_csv(${files}, all_varchar = true, delim = ',', quote = '"', escape = '"', header = ${String(header)})`
    : `read_parquet(${files})`;
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${reader}`);
    const columns = described.getRows().map((row) => `${String(row[0])} ${String(row[1])}`);
    const answer = await connection.runAndReadAll(
      `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ${reader}`,
    );
    const rows = answer
      .getRows()
      .map((row) => row.map((cell) => (cell === null ? null : String(cell))));
    return { columns, rows };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Whether two cells are equal: numbers by 1e-9, all else by their text. */
export function sameCell(a: string | null, b: string | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.trim() === '' || b.trim() === '') return false;
  const [x, y] = [Number(a), Number(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return false;
  return Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x), Math.abs(y));
}
