import { copyFile, rename, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { lit, sql } from '../core/sql/sql.ts';
import type { Sql } from '../core/sql/sql.ts';
import { fromDuckdbError } from './fromDuckdbError.ts';

/**
 * Writes the rows of a relation, in their order, as one Parquet file, whole or not at all. The instance
 * may write into its folder for what does not fit into memory only, so the file is made there.
 */
export async function writeQuery(
  connection: DuckDBConnection,
  relation: Sql,
  { path, folder }: { readonly path: string; readonly folder: string },
): Promise<{ readonly rows: number; readonly bytes: number }> {
  const made = join(folder, `written-${randomUUID()}.parquet`);
  const partial = `${path}.${randomUUID()}.part`;
  try {
    const answer = await connection.runAndReadAll(
      sql`COPY (SELECT * FROM ${relation}) TO ${lit(made)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    await copyFile(made, partial);
    await rename(partial, path);
    return { rows: Number(answer.getRows()[0]?.[0] ?? 0), bytes: (await stat(path)).size };
  } catch (error) {
    throw fromDuckdbError(error);
  } finally {
    await rm(made, { force: true });
    await rm(partial, { force: true });
  }
}
