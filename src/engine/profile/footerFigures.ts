import type { DuckDBConnection } from '@duckdb/node-api';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import { readVouched, vouchedQuery } from '../../core/profile/vouched.ts';
import type { Vouched } from '../../core/profile/vouched.ts';
import { joinSql, lit, sql } from '../../core/sql/sql.ts';
import { formatType } from '../../core/sql/types.ts';
import { resultColumns } from '../arrow/fetchPage.ts';
import type { ParquetFile, ParquetSource } from './stretches.ts';
import { textRows } from './textRows.ts';

/** Chunks beyond which reading all statistics takes longer than a look at the rows. */
const CHUNKS = 50_000;

/**
 * What the footers vouch for, beside `columns`. Only of columns that are read as the type they have in
 * the files: the order of texts is not that of the numbers they may be read as.
 */
export async function footerFigures(
  connection: DuckDBConnection,
  { opened }: ParquetSource,
  files: readonly ParquetFile[],
  columns: readonly ProfiledColumn[],
): Promise<Vouched[]> {
  const groups = files.reduce((sum, file) => sum + file.groups, 0);
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  if (groups === 0 || groups * opened.schema.length > CHUNKS) return columns.map(() => ({}));
  const paths = files.map((file) => file.path);
  const reader = sql`read_parquet([${joinSql(paths.map(lit))}], union_by_name = true, hive_partitioning = false)`;
  const own = new Map(
    (await resultColumns(connection, reader)).map(({ name, type }) => [name, formatType(type)]),
  );
  const same = columns.filter(({ name, type }) => own.get(name) === formatType(type));
  if (same.length === 0) return columns.map(() => ({}));
  const told = await textRows(connection, vouchedQuery(paths, same));
  const found = new Map(
    readVouched(told, same, { rows, groups }).map((one, index) => [same[index], one]),
  );
  return columns.map((column) => found.get(column) ?? {});
}
