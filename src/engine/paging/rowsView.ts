import { ROWS_PREFIX } from '../../core/recipe/rowsRelation.ts';
import { FILE_COLUMN, ROW_COLUMN } from '../../core/sql/readSource.ts';
import { ident, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { LocalSource } from '../../shared/contracts/engine.ts';
import type { OpenedSource } from '../../shared/source.ts';
import { parquetIdentity } from './parquetIdentity.ts';
import { hasRowNumbers } from './parquetRows.ts';

/** The name of a source's numbered view. */
export function rowsName(source: string): string {
  return `${ROWS_PREFIX}${source}`;
}

/**
 * The rows of a source with their identity. Parquet tells a row's place for nothing; the rows of other
 * files are numbered as they are read.
 */
export function rowsView(name: string, source: LocalSource, opened: OpenedSource): Sql {
  if (source.identity === true) return sql`SELECT * FROM ${ident(name)}`;
  if (!hasRowNumbers(opened)) {
    return sql`SELECT *, '' AS ${ident(FILE_COLUMN)}, row_number() OVER () - 1 AS ${ident(ROW_COLUMN)} FROM ${ident(name)}`;
  }
  const select = parquetIdentity(source, opened, source.files);
  if (source.files.length > 1) return select;
  // One file need not be told from others, and a sort by a constant costs nothing.
  return sql`SELECT * REPLACE ('' AS ${ident(FILE_COLUMN)}) FROM (${select})`;
}

/** The source that a relation of a query stands for. */
export function baseName(
  relation: string,
  opened: Readonly<Record<string, OpenedSource>>,
): string | undefined {
  const lower = relation.toLowerCase();
  return Object.keys(opened).find((name) =>
    [name, rowsName(name)].some((one) => one.toLowerCase() === lower),
  );
}
