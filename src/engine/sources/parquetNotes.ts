import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { joinSql, lit, sql } from '../../core/sql/sql.ts';
import { AppError } from '../../shared/errors.ts';
import { fromDuckdbError } from '../fromDuckdbError.ts';

/** Parquet may hold one name twice; DuckDB then appends `_1`, which a person should be told. */
export async function renamedColumns(
  connection: DuckDBConnection,
  file: string,
): Promise<string[]> {
  const query = sql`SELECT name, num_children FROM parquet_schema(${lit(file)})`;
  const rows = (await connection.runAndReadAll(query)).getRows();
  const names: string[] = [];
  // The schema is a tree, parents first: a column is a child of its root.
  const open = [Number(rows[0]?.[1] ?? 0)];
  for (const [name, children] of rows.slice(1)) {
    if (open.length === 1) names.push(String(name));
    open[open.length - 1] = (open.at(-1) ?? 0) - 1;
    if (Number(children ?? 0) > 0) open.push(Number(children));
    while (open.length > 1 && open.at(-1) === 0) open.pop();
  }
  const lower = names.map((name) => name.toLowerCase());
  const twice = names.filter((_, index) => lower.indexOf(lower[index] ?? '') !== index);
  return twice.map((name) => `The file holds “${name}” more than once; the later one is renamed.`);
}

/**
 * Refuses files whose footer can be read and whose columns are encrypted: DuckDB would take the
 * encrypted bytes for values. Throws `unsupported`.
 */
export async function requireUnencrypted(
  connection: DuckDBConnection,
  files: readonly string[],
): Promise<void> {
  if (!(await anyEncrypted(connection, files))) return;
  let found = files[0] ?? '';
  for (const file of files) {
    if (!(await anyEncrypted(connection, [file]))) continue;
    found = file;
    break;
  }
  throw new AppError('unsupported', `“${basename(found)}” has encrypted columns.`, {
    hint: 'Write it without encryption.',
  });
}

async function anyEncrypted(
  connection: DuckDBConnection,
  files: readonly string[],
): Promise<boolean> {
  const list = sql`[${joinSql(files.map(lit))}]`;
  const query = sql`SELECT 1 FROM parquet_file_metadata(${list}) WHERE encryption_algorithm IS NOT NULL LIMIT 1`;
  try {
    return (await connection.runAndReadAll(query)).currentRowCount > 0;
  } catch (error) {
    // What identifies a key is bytes; DuckDB takes it for text, and fails.
    if (error instanceof Error && /unicode.*in value construction/.test(error.message)) return true;
    throw fromDuckdbError(error);
  }
}
