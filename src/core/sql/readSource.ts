import type { Column, Schema } from '../../shared/columnType.ts';
import type { SourceFormat, SourceOptions } from '../../shared/contracts/engine.ts';
import { ident, joinSql, lit, sql, trusted } from './sql.ts';
import type { Sql } from './sql.ts';
import { duckdbType } from './types.ts';

/** The hidden column that holds a row's file, relative to the source's base. */
export const FILE_COLUMN = '__sluice_file';

/** The hidden column that holds a row's place in its file, from 0. */
export const ROW_COLUMN = '__sluice_row';

/** What `readSource` reads, and how. */
export interface ReadSource {
  readonly format: SourceFormat;
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
 * as BIGINT and a UUID as text. The row's place is `file_row_number` for Parquet and the position in
 * the file for CSV and JSON.
 */
export function readSource(source: ReadSource): Sql {
  const own = source.schema.filter((column) => !source.hive.includes(column.name));
  const columns = source.schema.map(
    (column) =>
      sql`CAST(${ident(column.name)} AS ${duckdbType(column.type)}) AS ${ident(column.name)}`,
  );
  const hive = hiveArguments(source);
  const reader = {
    parquet: () => sql`read_parquet(${source.files}, union_by_name = true${hive})`,
    csv: () => sql`read_csv(${source.files}${csvArguments(source.options, own)}${hive})`,
    json: () => sql`read_json(${source.files}${jsonArguments(source.options, own)}${hive})`,
  }[source.format]();
  if (!source.identity) return sql`SELECT ${joinSql(columns)} FROM ${reader}`;
  const file = sql`substr(filename, length(${source.base}) + 2) AS ${ident(FILE_COLUMN)}`;
  if (source.format === 'parquet') {
    const row = sql`file_row_number AS ${ident(ROW_COLUMN)}`;
    return sql`SELECT ${joinSql([...columns, file, row])} FROM ${reader}`;
  }
  // `row_number() OVER ()` streams in file order; the first number of each file is then taken off.
  const numbered = sql`SELECT *, filename, row_number() OVER () AS ${ident(ROW_COLUMN)} FROM ${reader}`;
  const row = sql`${ident(ROW_COLUMN)} - min(${ident(ROW_COLUMN)}) OVER (PARTITION BY filename) AS ${ident(ROW_COLUMN)}`;
  return sql`SELECT ${joinSql([...columns, file, row])} FROM (${numbered})`;
}

function hiveArguments(source: ReadSource): Sql {
  if (source.hive.length === 0) return sql`, hive_partitioning = false`;
  const types = source.schema.filter((column) => source.hive.includes(column.name));
  return sql`, hive_partitioning = true, hive_types = ${typeMap(types)}`;
}

function csvArguments(options: SourceOptions, columns: Schema): Sql {
  const parts: Sql[] = [];
  const add = (name: string, value: string | number | boolean | undefined): void => {
    if (value !== undefined) parts.push(sql`${trusted(name)} = ${lit(value)}`);
  };
  // By name DuckDB must read the headers itself; else the declared columns are the whole truth.
  add('auto_detect', options.byName === true);
  if (options.byName === true) {
    add('union_by_name', true);
    parts.push(sql`types = ${columnTypes(columns)}`);
  } else {
    parts.push(sql`columns = ${columnTypes(columns)}`);
  }
  add('header', options.header ?? true);
  add('delim', options.delimiter ?? ',');
  add('quote', options.quote ?? '"');
  add('escape', options.escape ?? '"');
  add('nullstr', options.null ?? '');
  add('skip', options.skip ?? 0);
  add('comment', '');
  add('encoding', options.encoding);
  add('dateformat', options.dateFormat);
  add('timestampformat', options.timestampFormat);
  add('decimal_separator', options.decimal);
  return sql`, ${joinSql(parts)}`;
}

function jsonArguments(options: SourceOptions, columns: Schema): Sql {
  const layout = { array: 'array', lines: 'newline_delimited' }[options.layout ?? 'lines'];
  return sql`, format = ${lit(layout)}, records = 'true', columns = ${columnTypes(columns)}`;
}

function typeMap(columns: Schema): Sql {
  return sql`{${joinSql(columns.map((c) => sql`${lit(c.name)}: ${duckdbType(c.type)}`))}}`;
}

/** The reader's argument wants types as text: `{'a': 'BIGINT'}`. */
function columnTypes(columns: readonly Column[]): Sql {
  return sql`{${joinSql(columns.map((c) => sql`${lit(c.name)}: ${lit(duckdbType(c.type))}`))}}`;
}
