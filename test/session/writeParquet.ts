import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const python = join(import.meta.dirname, '../../.venv/bin/python');

/** Writes the rows of a DuckDB query to a Parquet file, by Python's DuckDB. */
export function writeParquet(path: string, query: string): void {
  const code = 'import duckdb, sys\nduckdb.sql(sys.argv[1]).write_parquet(sys.argv[2])';
  execFileSync(python, ['-c', code, query, path], { timeout: 60_000 });
}
