import type { DuckDBConnection } from '@duckdb/node-api';
import { FILE_COLUMN, ROW_COLUMN } from '../../core/sql/readSource.ts';
import { ident, joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { LocalSource } from '../../shared/contracts/engine.ts';
import type { OpenedSource } from '../../shared/source.ts';
import { parquetIdentity } from '../paging/parquetIdentity.ts';
import { textRows } from './textRows.ts';

/** Stretches of a sample. Each costs a row group's chunks, so more of them cost time. */
const STRETCHES = 8;
/** Rows of a stretch. */
const LENGTH = 8192;
/** Stretches where files are small. */
const MOST = 32;
/** Chunks in a file's footer beyond which it is dear to look where its row groups begin. */
const CHUNKS = 20_000;

/** A Parquet source as it lies there. */
export interface ParquetSource {
  readonly source: LocalSource;
  readonly opened: OpenedSource;
}

/** A file of a Parquet source, as its footer describes it. */
export interface ParquetFile {
  readonly path: string;
  readonly rows: number;
  readonly groups: number;
}

/** The hidden column of a sample that tells which stretch a row is of. */
export const STRETCH = ident('__sluice_stretch');

/** The files of a source, from their footers. */
export async function parquetFiles(
  connection: DuckDBConnection,
  files: readonly string[],
): Promise<ParquetFile[]> {
  const rows = await textRows(
    connection,
    sql`SELECT file_name, CAST(num_rows AS VARCHAR), CAST(num_row_groups AS VARCHAR) FROM parquet_file_metadata([${joinSql(files.map(lit))}])`,
  );
  const found = new Map(rows.map(([path, count, groups]) => [path, { count, groups }]));
  return files.map((path) => {
    const file = found.get(path);
    return { path, rows: Number(file?.count ?? 0), groups: Number(file?.groups ?? 0) };
  });
}

/** Consecutive rows of one file. */
interface Stretch {
  readonly path: string;
  readonly from: number;
  readonly length: number;
}

/**
 * Stretches of rows evenly spread over all files, each from the start of a row group on where that is
 * known, so that the fewest chunks are read. Undefined where they would be most of the rows.
 */
export async function spreadStretches(
  connection: DuckDBConnection,
  files: readonly ParquetFile[],
  columns: number,
): Promise<Stretch[] | undefined> {
  const total = files.reduce((sum, file) => sum + file.rows, 0);
  if (total <= 2 * STRETCHES * LENGTH) return undefined;
  const perFile = Math.min(LENGTH, total / files.length);
  const count = Math.min(MOST, Math.ceil((STRETCHES * LENGTH) / perFile));
  const stretches: Stretch[] = [];
  const starts = new Map<string, readonly number[]>();
  let end = 0;
  for (let i = 0; i < count; i += 1) {
    const found = rowAt(files, Math.floor(((i + 0.5) * total) / count));
    if (!found) continue;
    const { file, row } = found;
    const { path, rows, groups } = file;
    if (stretches.at(-1)?.path !== path) end = 0;
    if (!starts.has(path)) {
      starts.set(path, groups * columns > CHUNKS ? [] : await groupStarts(connection, path));
    }
    const start = starts.get(path)?.findLast((one) => one <= row) ?? row;
    const from = Math.max(end, Math.min(start, rows - LENGTH));
    end = Math.min(from + LENGTH, rows);
    if (end > from) stretches.push({ path, from, length: end - from });
  }
  return stretches;
}

/** The file that holds a row of the whole, and the row in it. */
function rowAt(
  files: readonly ParquetFile[],
  place: number,
): { readonly file: ParquetFile; readonly row: number } | undefined {
  let row = place;
  for (const file of files) {
    if (row < file.rows) return { file, row };
    row -= file.rows;
  }
  return undefined;
}

/** The first row of each row group of a file. */
async function groupStarts(connection: DuckDBConnection, path: string): Promise<number[]> {
  const rows = await textRows(
    connection,
    sql`SELECT CAST(max(row_group_num_rows) AS VARCHAR) FROM parquet_metadata(${lit(path)}) GROUP BY row_group_id ORDER BY row_group_id`,
  );
  let start = 0;
  return rows.map(([count]) => {
    const own = start;
    start += Number(count);
    return own;
  });
}

/** The rows of some stretches with the number of their stretch. */
export function stretchRows(
  { source, opened }: ParquetSource,
  stretches: readonly Stretch[],
  columns: readonly Sql[],
  allFiles: boolean,
): Sql {
  const parts = stretches.map(({ path, from, length }, index) => {
    const numbered = parquetIdentity(source, opened, allFiles ? source.files : [path]);
    const file = lit(path.slice(source.base.length + 1));
    const only = allFiles ? sql`${ident(FILE_COLUMN)} = ${file} AND ` : sql``;
    const range = sql`${ident(ROW_COLUMN)} BETWEEN ${lit(from)} AND ${lit(from + length - 1)}`;
    return sql`(SELECT ${joinSql([...columns, sql`${lit(index)} AS ${STRETCH}`])} FROM (${numbered}) WHERE ${only}${range})`;
  });
  return sql`(${joinSql(parts, ' UNION ALL ')})`;
}
