import { mkdirSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { joinSql, lit, sql, trusted } from '../core/sql/sql.ts';
import type { Sql } from '../core/sql/sql.ts';

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
 */
export async function openInstance(
  files: readonly string[],
  limits: InstanceLimits,
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

function list(values: readonly string[]): Sql {
  return sql`[${joinSql(values.map(lit))}]`;
}
