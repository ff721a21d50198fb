import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { csvDialect } from '../../core/sql/csvDialect.ts';
import { joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { SourceOptions } from '../../shared/source.ts';

/** Stands for null where no value may: nobody writes it. */
const NO_TEXT = '\u0001sluice\u0001';
let copies = 0;

/**
 * Writes the first lines of a CSV that have a number of values into a file below the folder of
 * temporary files, in plain dialect, and gives its path. DuckDB's sniffer wants sound lines only.
 */
export async function soundLines(
  connection: DuckDBConnection,
  file: string,
  options: SourceOptions,
  { values, rows }: { readonly values: number; readonly rows: number | undefined },
): Promise<string> {
  const setting = await connection.runAndReadAll(sql`SELECT current_setting('temp_directory')`);
  copies += 1;
  const path = join(String(setting.getRows()[0]?.[0]), `sound-${String(copies)}.csv`);
  const columns = Array.from({ length: values }, (_, i) => sql`${lit(`c${String(i)}`)}: 'VARCHAR'`);
  const { dateFormat: _date, timestampFormat: _time, decimal: _point, ...rest } = options;
  const { thousands: _mark, badLines: _bad, ...dialect } = rest;
  const reader = sql`read_csv(${lit(file)}, auto_detect = false, columns = {${joinSql(columns)}}, ${joinSql(
    csvDialect({ ...dialect, header: false, null: NO_TEXT }),
  )}, store_rejects = true, rejects_limit = 1)`;
  const limit = rows === undefined ? sql`` : sql` LIMIT ${lit(rows)}`;
  await connection.run(
    sql`COPY (SELECT * FROM ${reader}${limit}) TO ${lit(path)} (FORMAT csv, HEADER false)`,
  );
  return path;
}
