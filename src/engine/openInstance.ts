import { mkdirSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { joinSql, lit, sql, trusted } from '../core/sql/sql.ts';
import type { Sql } from '../core/sql/sql.ts';

/** Footers of so many files are kept: a parsed one may take a megabyte or more. */
const FOOTERS_KEPT = 64;

/** What one document may use. */
export interface InstanceLimits {
  readonly memoryMb: number;
  readonly threads: number;
  /** A folder of this document's own for what does not fit into memory. */
  readonly spillDirectory: string;
}

/**
 * A DuckDB instance in memory that can read the given files and nothing else: no other path, no
 * network, no extension. What it may read cannot be changed afterwards; memory and threads can.
 * `sparse`: some files are filled while they are open.
 */
export async function openInstance(
  files: readonly string[],
  limits: InstanceLimits,
  sparse = false,
): Promise<DuckDBInstance> {
  mkdirSync(limits.spillDirectory, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    autoload_known_extensions: 'false',
    autoinstall_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
    temp_directory: limits.spillDirectory,
    memory_limit: `${String(limits.memoryMb)}MB`,
    threads: String(limits.threads),
  });
  const connection = await instance.connect();
  try {
    await connection.run(sql`SET GLOBAL TimeZone = 'UTC'`);
    // Opening asks each footer for its columns, for encryption, for rows; a page asks again.
    await connection.run(
      sql`SET GLOBAL parquet_metadata_cache = ${lit(!sparse && files.length <= FOOTERS_KEPT)}`,
    );
    await connection.run(optimizers(sparse));
    // It would go on to see a hole that has been filled meanwhile.
    if (sparse) await connection.run(sql`SET GLOBAL enable_external_file_cache = false`);
    await connection.run(sql`SET GLOBAL allowed_paths = ${list(files)}`);
    await connection.run(sql`SET GLOBAL allowed_directories = ${list([limits.spillDirectory])}`);
    await connection.run(sql`SET GLOBAL enable_external_access = false`);
  } catch (error) {
    instance.closeSync();
    throw error;
  } finally {
    connection.closeSync();
  }
  return instance;
}

/** Gives an instance all optimizers whose files are whole by now. */
export async function optimizeWhole(instance: DuckDBInstance): Promise<void> {
  const connection = await instance.connect();
  try {
    await connection.run(optimizers(false));
  } finally {
    connection.closeSync();
  }
}

/** Gives an open instance another share of memory and threads. */
export async function setLimits(instance: DuckDBInstance, limits: InstanceLimits): Promise<void> {
  const connection = await instance.connect();
  try {
    await connection.run(sql`SET GLOBAL memory_limit = ${lit(`${String(limits.memoryMb)}MB`)}`);
    await connection.run(sql`SET GLOBAL threads = ${trusted(String(limits.threads))}`);
  } finally {
    connection.closeSync();
  }
}

function optimizers(sparse: boolean): Sql {
  // One packs values by the bounds that a footer claims: false bounds become false values. The other
  // reads a file twice, the second time by rows that no plan tells before.
  const left = `compressed_materialization${sparse ? ',late_materialization' : ''}`;
  return sql`SET GLOBAL disabled_optimizers = ${lit(left)}`;
}

function list(values: readonly string[]): Sql {
  return sql`[${joinSql(values.map(lit))}]`;
}
