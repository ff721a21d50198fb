import type { Column, Schema } from '../../shared/columnType.ts';
import type { ReadFormat, SourceOptions } from '../../shared/source.ts';
import { declaredDialect } from './csvDialect.ts';
import { csvInteger, csvReaderType, isCsvInteger, isInteger } from './csvInteger.ts';
import { ident, joinSql, lit, sql } from './sql.ts';
import type { Sql } from './sql.ts';
import { duckdbType } from './types.ts';

/** The hidden column that holds a row's file, relative to the source's base. */
export const FILE_COLUMN = '__sluice_file';

/** The hidden column that holds a row's place in its file, from 0. */
export const ROW_COLUMN = '__sluice_row';

/** What `readSource` reads, and how. */
export interface ReadSource {
  readonly format: ReadFormat;
  readonly options: SourceOptions;
  /** All columns with their declared types, Hive keys included. */
  readonly schema: Schema;
  /** Names of those columns of `schema` that come from the paths. */
  readonly hive: readonly string[];
  /** A list of paths, `['/a', '/b']`, or a placeholder that becomes one. */
  readonly files: Sql;
  /** The base folder as text literal, or a placeholder that becomes one. */
  readonly base: Sql;
  /** Adds `__sluice_file` and `__sluice_row`. */
  readonly identity: boolean;
}

/**
 * One SELECT that reads a source with exactly its declared columns and types, in their order.
 *
 * Types that a recipe does not have are cast to the declared one (FORMATS: Types), so uint32 is read
 * as BIGINT and a UUID as text. Integers of a CSV are read as text and cast here. The row's place is `file_row_number` for Parquet and the position in
 * the file for CSV and JSON.
 */
export function readSource(source: ReadSource): Sql {
  const own = source.schema.filter((column) => !source.hive.includes(column.name));
  const columns = source.schema.map((column) => {
    const isText = source.format === 'csv' && isCsvInteger(column) && own.includes(column);
    const value = isText
      ? csvInteger(column, source.options)
      : sql`CAST(${ident(column.name)} AS ${duckdbType(column.type)})`;
    return sql`${value} AS ${ident(column.name)}`;
  });
  const hive = hiveArguments(source);
  const reader = {
    parquet: () => sql`read_parquet(${source.files}, union_by_name = true${hive})`,
    csv: () => sql`read_csv(${source.files}${csvArguments(source.options, own)}${hive})`,
    json: () => sql`read_json(${source.files}${jsonArguments(source.options, own)}${hive})`,
  }[source.format]();
  const sound = onlySoundLines(source, own);
  if (!source.identity) return sql`SELECT ${joinSql(columns)} FROM ${reader}${sound}`;
  const file = sql`substr(filename, length(${source.base}) + 2) AS ${ident(FILE_COLUMN)}`;
  if (source.format === 'parquet') {
    const row = sql`file_row_number AS ${ident(ROW_COLUMN)}`;
    return sql`SELECT ${joinSql([...columns, file, row])} FROM ${reader}`;
  }
  // `row_number() OVER ()` streams in file order; the first number of each file is then taken off.
  const numbered = sql`SELECT *, filename, row_number() OVER () AS ${ident(ROW_COLUMN)} FROM ${reader}${sound}`;
  const row = sql`${ident(ROW_COLUMN)} - min(${ident(ROW_COLUMN)}) OVER (PARTITION BY filename) AS ${ident(ROW_COLUMN)}`;
  return sql`SELECT ${joinSql([...columns, file, row])} FROM (${numbered})`;
}

function hiveArguments(source: ReadSource): Sql {
  if (source.hive.length === 0) return sql`, hive_partitioning = false`;
  const types = source.schema.filter((column) => source.hive.includes(column.name));
  return sql`, hive_partitioning = true, hive_types = ${typeMap(types)}`;
}

function csvArguments(options: SourceOptions, columns: Schema): Sql {
  // By name DuckDB must read the headers itself; else the declared columns are the whole truth.
  const byName = options.byName === true;
  const parts = [
    sql`auto_detect = ${lit(byName)}`,
    byName
      ? sql`union_by_name = true, types = ${readerTypes(columns)}`
      : sql`columns = ${readerTypes(columns)}`,
    ...declaredDialect(options, columns),
    // `ignore_errors` would also leave out all sound lines behind a quote that is not closed.
    ...(options.badLines === 'skip' ? [sql`store_rejects = true, rejects_limit = 1`] : []),
  ];
  return sql`, ${joinSql(parts)}`;
}

/** `{'a': 'VARCHAR'}`: integers are text until they are cast. */
function readerTypes(columns: readonly Column[]): Sql {
  return sql`{${joinSql(columns.map((c) => sql`${lit(c.name)}: ${lit(csvReaderType(c))}`))}}`;
}

/**
 * The reader leaves out a line only where the value that does not fit is asked for. This asks for
 * every value, so that the same lines are there whichever columns a query reads.
 */
function onlySoundLines(source: ReadSource, columns: Schema): Sql {
  if (source.format !== 'csv' || source.options.badLines !== 'skip') return sql``;
  const asked = sql`hash(${joinSql(columns.map((column) => ident(column.name)))}) IS NOT NULL`;
  const whole = columns.filter(isCsvInteger).map((column) => isInteger(column, source.options));
  return sql` WHERE ${joinSql([asked, ...whole], ' AND ')}`;
}

function jsonArguments(options: SourceOptions, columns: Schema): Sql {
  return sql`${jsonRecords(options.layout ?? 'lines')}, records = 'true', columns = ${columnTypes(columns)}`;
}

/** How DuckDB's reader finds the records; an object that is a whole file may have up to 64 MB. */
export function jsonRecords(layout: NonNullable<SourceOptions['layout']>): Sql {
  switch (layout) {
    case 'array':
      return sql`, format = 'array'`;
    case 'lines':
      return sql`, format = 'newline_delimited'`;
    case 'document':
      return sql`, format = 'unstructured', maximum_object_size = 67108864`;
  }
}

function typeMap(columns: Schema): Sql {
  return sql`{${joinSql(columns.map((c) => sql`${lit(c.name)}: ${duckdbType(c.type)}`))}}`;
}

/** The reader's argument wants types as text: `{'a': 'BIGINT'}`. */
function columnTypes(columns: readonly Column[]): Sql {
  return sql`{${joinSql(columns.map((c) => sql`${lit(c.name)}: ${lit(duckdbType(c.type))}`))}}`;
}
