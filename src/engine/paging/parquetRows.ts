import type { DuckDBConnection } from '@duckdb/node-api';
import { FILE_COLUMN, ROW_COLUMN, readSource } from '../../core/sql/readSource.ts';
import { ident, joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { duckdbType } from '../../core/sql/types.ts';
import type { LocalSource } from '../../shared/contracts/engine.ts';
import type { OpenedSource } from '../../shared/source.ts';
import { resultColumns } from '../arrow/fetchPage.ts';
import type { PagedRows } from './pagedRows.ts';

/** Row groups are put together to stretches of at least so many rows. */
const LEAST_STRETCH = 60_000;

/** Names that the reader gives to columns of its own; a file that has such a column hides them. */
const READERS_OWN: ReadonlySet<string> = new Set(['filename', 'file_row_number', 'file_index']);

interface File {
  readonly path: string;
  /** The place of its first row among those of all files. */
  readonly start: number;
  readonly rows: number;
  /** Names in lower case; found when the file is first read. */
  columns?: ReadonlySet<string>;
}

/** True if rows of a source can be found by their number in a Parquet file. */
export function hasRowNumbers({ format, schema }: OpenedSource): boolean {
  return format === 'parquet' && !schema.some(({ name }) => READERS_OWN.has(name.toLowerCase()));
}

/**
 * The rows of Parquet files, file after file. The footers tell how many each has, so a page is a range
 * of row numbers in one file or two, and row groups outside of it are not read.
 */
export class ParquetRows implements PagedRows {
  readonly rows: number;
  private readonly source: LocalSource;
  private readonly opened: OpenedSource;
  private readonly files: readonly File[];
  private found: Promise<readonly number[]> | undefined;

  private constructor(source: LocalSource, opened: OpenedSource, files: readonly File[]) {
    this.source = source;
    this.opened = opened;
    this.files = files;
    const last = files.at(-1);
    this.rows = last ? last.start + last.rows : 0;
  }

  /** Reads the footers. */
  static async open(
    connection: DuckDBConnection,
    source: LocalSource,
    opened: OpenedSource,
  ): Promise<ParquetRows> {
    const reader = await connection.runAndReadAll(
      sql`SELECT file_name, num_rows FROM parquet_file_metadata(${listOf(source.files)})`,
    );
    const counts = new Map(reader.getRows().map(([file, rows]) => [String(file), Number(rows)]));
    let start = 0;
    const files = source.files.map((path) => {
      const file = { path, start, rows: counts.get(path) ?? 0 };
      start += file.rows;
      return file;
    });
    return new ParquetRows(source, opened, files);
  }

  bounds(connection: DuckDBConnection): Promise<readonly number[]> {
    this.found ??= this.findBounds(connection).catch((error: unknown) => {
      this.found = undefined;
      throw error;
    });
    return this.found;
  }

  async select(
    connection: DuckDBConnection,
    from: number,
    to: number,
    numbered: boolean,
  ): Promise<Sql> {
    const parts: Sql[] = [];
    for (const file of this.files) {
      const [first, end] = [Math.max(from, file.start), Math.min(to, file.start + file.rows)];
      if (first < end) {
        const rows = { first: first - file.start, last: end - 1 - file.start };
        parts.push(await this.selectOf(connection, file, rows, numbered));
      }
    }
    const [only, second] = parts;
    if (second !== undefined) return joinSql(parts, ' UNION ALL ');
    if (only !== undefined) return only;
    const [file] = this.files;
    return this.selectOf(
      connection,
      file ?? { path: '', start: 0, rows: 0 },
      { first: 1, last: 0 },
      numbered,
    );
  }

  private async selectOf(
    connection: DuckDBConnection,
    file: File,
    rows: { readonly first: number; readonly last: number },
    numbered: boolean,
  ): Promise<Sql> {
    const { source, opened } = this;
    const identity = numbered || (source.identity ?? false);
    const there = await this.columnsOf(connection, file);
    const isThere = (name: string): boolean =>
      opened.hive.includes(name) || there.has(name.toLowerCase());
    const select = readSource({
      format: 'parquet',
      options: opened.options,
      schema: opened.schema.filter(({ name }) => isThere(name)),
      hive: opened.hive,
      files: listOf([file.path]),
      base: lit(source.base),
      identity,
    });
    const range = sql`${select} WHERE file_row_number BETWEEN ${lit(rows.first)} AND ${lit(rows.last)}`;
    if (opened.schema.every(({ name }) => isThere(name))) return range;
    const columns = opened.schema.map(({ name, type }) =>
      isThere(name) ? ident(name) : sql`CAST(NULL AS ${duckdbType(type)}) AS ${ident(name)}`,
    );
    const hidden = identity ? [ident(FILE_COLUMN), ident(ROW_COLUMN)] : [];
    return sql`SELECT ${joinSql([...columns, ...hidden])} FROM (${range})`;
  }

  /** Files of one source may differ in columns; one file is the measure of itself. */
  private async columnsOf(connection: DuckDBConnection, file: File): Promise<ReadonlySet<string>> {
    if (this.files.length === 1) {
      return new Set(this.opened.schema.map(({ name }) => name.toLowerCase()));
    }
    file.columns ??= new Set(
      (
        await resultColumns(
          connection,
          sql`read_parquet(${listOf([file.path])}, hive_partitioning = false)`,
        )
      ).map(({ name }) => name.toLowerCase()),
    );
    return file.columns;
  }

  private async findBounds(connection: DuckDBConnection): Promise<readonly number[]> {
    const paths = listOf(this.source.files);
    const reader = await connection.runAndReadAll(
      sql`SELECT file_name, row_group_id, row_group_num_rows FROM parquet_metadata(${paths})
        WHERE column_id = 0 ORDER BY row_group_id`,
    );
    const groups = new Map<string, number[]>();
    for (const [file, , rows] of reader.getRows()) {
      const own = groups.get(String(file)) ?? [];
      own.push(Number(rows));
      groups.set(String(file), own);
    }
    const bounds = [0];
    let [from, at] = [0, 0];
    for (const file of this.files) {
      for (const rows of groups.get(file.path) ?? []) {
        at += rows;
        if (at - from < LEAST_STRETCH) continue;
        bounds.push(at);
        from = at;
      }
    }
    if (this.rows > from) bounds.push(this.rows);
    return bounds;
  }
}

function listOf(paths: readonly string[]): Sql {
  return sql`[${joinSql(paths.map(lit))}]`;
}
