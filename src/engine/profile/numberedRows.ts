import { FILE_COLUMN, ROW_COLUMN } from '../../core/sql/readSource.ts';
import { ident, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { parquetIdentity } from '../paging/parquetIdentity.ts';
import { hasRowNumbers } from '../paging/parquetRows.ts';
import type { ParquetSource } from './stretches.ts';

/** Rows whose places are known, so that a sample can be drawn by them. */
export interface NumberedRows {
  readonly relation: Sql;
  /** A hash of a row's place, salted: data may themselves be made from the hash of a number. */
  readonly key: Sql;
}

const SALT = lit('sluice rows');

/** The rows of a table of the engine's own. */
export function numberedTable(table: Sql): NumberedRows {
  return { relation: table, key: sql`hash(rowid, ${SALT})` };
}

/** The rows of a Parquet source, if none of its columns hides their numbers. */
export function numberedParquet({ source, opened }: ParquetSource): NumberedRows | undefined {
  if (!hasRowNumbers(opened)) return undefined;
  const select = parquetIdentity(source, opened, source.files);
  const row = ident(ROW_COLUMN);
  // Many small files have the same few row numbers.
  const place = source.files.length > 1 ? sql`${ident(FILE_COLUMN)}, ${row}` : row;
  return { relation: sql`(${select})`, key: sql`hash(${place}, ${SALT})` };
}
