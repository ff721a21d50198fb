import type { DuckDBConnection } from '@duckdb/node-api';
import {
  leafBytesQuery,
  parquetTreeQuery,
  readDiskBytes,
} from '../../core/profile/details/diskBytes.ts';
import { textRows } from './textRows.ts';

/** Compressed bytes of each column, by name; empty without Parquet files. */
export async function diskBytes(
  connection: DuckDBConnection,
  files: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (files.length === 0) return new Map();
  const leaves = await textRows(connection, leafBytesQuery(files));
  return readDiskBytes(leaves, await textRows(connection, parquetTreeQuery(files)));
}
