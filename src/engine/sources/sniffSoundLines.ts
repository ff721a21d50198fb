import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ident, joinSql, sql } from '../../core/sql/sql.ts';
import { duckdbType } from '../../core/sql/types.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { SourceOptions } from '../../shared/source.ts';
import { AppError } from '../../shared/errors.ts';
import { resultColumns } from '../arrow/fetchPage.ts';
import { fromDuckdbError } from '../fromDuckdbError.ts';
import { soundLines } from './soundLines.ts';
import { splitLine } from './splitLine.ts';
import { lineAt } from './textHead.ts';

/** Every option of CSV files, and a table of their columns. */
export interface SniffedLines {
  readonly options: SourceOptions;
  readonly describe: Sql;
}

/**
 * Finds out how CSV files with bad lines are to be read, from the sound lines alone. The first line
 * says how many values a line has.
 */
export async function sniffSoundLines(
  connection: DuckDBConnection,
  files: readonly string[],
  given: SourceOptions,
  wanted: {
    readonly rows: number | undefined;
    readonly declared: readonly string[] | undefined;
    /** Finds out how files without bad lines are to be read. */
    readonly sniff: (copies: readonly string[], given: SourceOptions) => Promise<SniffedLines>;
  },
): Promise<SniffedLines> {
  const { delimiter = ',', skip = 0, encoding, comment } = given;
  const quote = given.quote ?? '"';
  const dialect: SourceOptions = {
    ...given,
    ...{ delimiter, quote, escape: given.escape ?? quote, null: given.null ?? '', skip },
  };
  const headers = await Promise.all(
    files.map(async (file) => {
      const line = await lineAt(file, skip, {
        ...(encoding === undefined ? {} : { encoding }),
        ...(comment === undefined ? {} : { comment }),
      });
      return splitLine(line, delimiter, quote);
    }),
  );
  const copies: string[] = [];
  try {
    for (const [index, file] of files.entries()) {
      const values = headers[index]?.length ?? 1;
      copies.push(await soundLines(connection, file, dialect, { values, rows: wanted.rows }));
    }
    const values: SourceOptions = {
      ...{ delimiter: ',', quote: '"', escape: '"', null: dialect.null ?? '' },
      ...(given.dateFormat === undefined ? {} : { dateFormat: given.dateFormat }),
      ...(given.timestampFormat === undefined ? {} : { timestampFormat: given.timestampFormat }),
      ...(given.decimal === undefined ? {} : { decimal: given.decimal }),
      ...(given.thousands === undefined ? {} : { thousands: given.thousands }),
      ...(given.header === undefined ? {} : { header: given.header }),
    };
    const sniffed = await wanted.sniff(copies, { ...values, byName: false });
    const { header = false, dateFormat, timestampFormat } = sniffed.options;
    const found: SourceOptions = {
      ...(dateFormat === undefined ? {} : { dateFormat }),
      ...(timestampFormat === undefined ? {} : { timestampFormat }),
    };
    const columns = await resultColumns(connection, sniffed.describe);
    const names = columns.map(({ name }) => name);
    const unlike = headers.some((other) => String(other) !== String(headers[0]));
    const { declared = names } = wanted;
    if (header && (unlike || String(declared) !== String(names))) throw byNameOnly();
    const typed = columns.map(
      ({ name, type }) => sql`CAST(NULL AS ${duckdbType(type)}) AS ${ident(name)}`,
    );
    return {
      options: { ...found, ...dialect, header },
      describe: sql`(SELECT ${joinSql(typed)})`,
    };
  } catch (error) {
    throw unsniffed(files[0] ?? '', error);
  } finally {
    await Promise.all(copies.map((path) => rm(path, { force: true })));
  }
}

/** DuckDB tells of bad lines only where columns go by their place. */
function byNameOnly(): AppError {
  return new AppError('unsupported', 'Columns go by name here, so bad lines cannot be left out.', {
    hint: 'Open files with the same header, and all of its columns; or correct the bad lines.',
  });
}

function unsniffed(file: string, error: unknown): AppError {
  const known = fromDuckdbError(error);
  if (error instanceof AppError) return error;
  if (known.code !== 'bad-data' && known.code !== 'bad-sql') return known;
  return new AppError('bad-data', `No line of “${basename(file)}” can be read as CSV.`, {
    hint: 'Set the delimiter, the quote, or the lines to skip.',
    ...(known.detail === undefined ? {} : { detail: known.detail }),
  });
}
