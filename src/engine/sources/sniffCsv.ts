import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { csvDialect } from '../../core/sql/csvDialect.ts';
import { fromDuckdbType } from '../../core/sql/fromDuckdbType.ts';
import { ident, joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { duckdbType } from '../../core/sql/types.ts';
import type { Schema } from '../../shared/columnType.ts';
import { AppError } from '../../shared/errors.ts';
import type { SourceOptions } from '../../shared/source.ts';
import { fromDuckdbError } from '../fromDuckdbError.ts';
import { delimiterOf, plainDialect } from './csvDefaults.ts';
import { csvEncoding } from './csvEncoding.ts';
import { fittingTypes } from './fittingTypes.ts';
import { linesOf, longLines } from './longLines.ts';
import type { LongLines } from './longLines.ts';
import { requireDialect } from './requireDialect.ts';
import { sniffSoundLines } from './sniffSoundLines.ts';
import type { SniffedLines } from './sniffSoundLines.ts';
import { splitLine } from './splitLine.ts';
import { lineAt } from './textHead.ts';

/** Small sources are read whole to find the types; larger ones by their first rows. */
export const WHOLE_BYTES = 64 * 1024 * 1024;
const SAMPLE_ROWS = 200_000;
/** Of long lines, no more than this is looked at; `widerTypes` looks at the rest behind the rows. */
const SAMPLE_BYTES = 32 * 1024 * 1024;
/** Of large files with bad lines, about so much is copied without them. */
const SOUND_BYTES = 8 * 1024 * 1024;
const LENIENT =
  'Quotes are taken leniently: text behind a closing quote, and values beyond the last column, may be lost.';

/** What was found out of CSV files: every option, and the columns with DuckDB's types. */
export interface SniffedCsv {
  readonly options: SourceOptions;
  readonly describe: Sql;
  readonly notes: readonly string[];
}

/**
 * Finds out how CSV files are to be read. Options that are given stand. Lines are left out only
 * where that is asked for: DuckDB's sniffer would take the last sound lines of a ragged file for
 * the whole of it.
 */
export async function sniffCsv(
  connection: DuckDBConnection,
  files: readonly string[],
  bytes: number,
  asked: SourceOptions,
  declared?: readonly string[],
): Promise<SniffedCsv> {
  requireDialect(asked);
  const [first = ''] = files;
  const { encoding, notes: told } = await csvEncoding(first, asked.encoding);
  const { encoding: _asked, ...others } = asked;
  const given: SourceOptions = encoding === undefined ? others : { ...others, encoding };
  const line = await lineAt(first, given.skip ?? 0, {
    ...(encoding === undefined ? {} : { encoding }),
    ...(given.comment === undefined ? {} : { comment: given.comment }),
  });
  const guess = delimiterOf(first, line, (mark) => splitLine(line, mark, given.quote ?? '"'));
  if (given.badLines === 'skip' || given.strict === false) {
    const whole = bytes <= WHOLE_BYTES;
    const { lineBytes } = await linesOf(first);
    const most = Math.min(SAMPLE_ROWS, SOUND_BYTES / lineBytes);
    const rows = whole ? undefined : Math.max(1000, Math.ceil(most / files.length));
    const base = { ...given, delimiter: given.delimiter ?? guess.best };
    const sniff = (copies: readonly string[], options: SourceOptions): Promise<SniffedLines> =>
      // The copies are looked at whole, whatever their size: they hold no more rows than that.
      sniffWithHead(connection, { files: copies, bytes: 0, declared: undefined }, options);
    const found = await sniffSoundLines(connection, files, base, { rows, declared, sniff });
    if (given.badLines !== 'skip') await checkShape(connection, first, found.options, SAMPLE_ROWS);
    return { ...found, notes: given.strict === false ? [...told, LENIENT] : told };
  }
  const named = given.delimiter ?? guess.only;
  const asking: SourceOptions = {
    ...given,
    skip: given.skip ?? 0,
    ...(named === undefined ? {} : { delimiter: named }),
  };
  const { options, describe } = await sniffWithHead(connection, { files, bytes, declared }, asking);
  return { options, describe, notes: [...told, ...namedNotes(options, declared)] };
}

async function sniffWithHead(
  connection: DuckDBConnection,
  source: Omit<Lines, 'long'>,
  given: SourceOptions,
): Promise<SniffedLines> {
  const long = await longLines(connection, source.files[0] ?? '', given);
  try {
    return await sniffLines(connection, { ...source, long }, given);
  } finally {
    await long?.remove();
  }
}

interface Lines {
  readonly files: readonly string[];
  readonly bytes: number;
  readonly declared: readonly string[] | undefined;
  readonly long: LongLines | undefined;
}

async function sniffLines(
  connection: DuckDBConnection,
  { files, bytes, declared, long }: Lines,
  given: SourceOptions,
): Promise<SniffedLines> {
  const [first = ''] = files;
  const ofHead = long && (await sniffHead(connection, long, given));
  const most = long ? Math.ceil(SAMPLE_BYTES / long.lineBytes / files.length) : SAMPLE_ROWS;
  const rows = Math.min(SAMPLE_ROWS, most);
  if (long && ofHead && files.length === 1 && given.byName !== true && !declared) {
    const isPlain = bytes <= WHOLE_BYTES && !/\.(?:gz|zst)$/i.test(first);
    const [paths, { options, columns }] = [{ file: first, head: long.path }, ofHead];
    if (await fittingTypes(connection, paths, options, columns, isPlain ? undefined : rows)) {
      return { options, describe: emptyTable(columns) };
    }
  }
  const { options: dialect } =
    ofHead && isSure(ofHead.options, given)
      ? ofHead
      : await sniffDialect(connection, first, ofHead ? { ...given, ...long.plain } : given);
  const byName = given.byName ?? (await headersDiffer(connection, files, dialect, declared));
  const options: SourceOptions = byName ? { ...dialect, byName: true } : dialect;
  const sample = bytes <= WHOLE_BYTES ? -1 : rows;
  const list = sql`[${joinSql(files.map(lit))}]`;
  const describe = sql`read_csv(${list}, ${joinSql([...csvDialect(options), sql`union_by_name = true`, sql`sample_size = ${lit(sample)}`, sql`hive_partitioning = false`])})`;
  await checkShape(connection, first, options, rows);
  return { options, describe };
}

/** A few rows do not tell a day from a month. */
function isSure(found: SourceOptions, given: SourceOptions): boolean {
  return found.dateFormat === given.dateFormat && found.timestampFormat === given.timestampFormat;
}

/** What the head alone says; undefined where the sniffer makes nothing of it. */
async function sniffHead(
  connection: DuckDBConnection,
  { path, plain }: LongLines,
  given: SourceOptions,
): Promise<Dialect | undefined> {
  try {
    return await sniffDialect(connection, path, { ...given, ...plain });
  } catch {
    return undefined;
  }
}

/** Columns of these types without rows. */
function emptyTable(columns: Schema): Sql {
  const typed = columns.map(
    ({ name, type }) => sql`CAST(NULL AS ${duckdbType(type)}) AS ${ident(name)}`,
  );
  return sql`(SELECT ${joinSql(typed)})`;
}

function namedNotes(
  options: SourceOptions,
  declared: readonly string[] | undefined,
): readonly string[] {
  return options.byName === true && !declared
    ? ['The headers of the files differ, so columns are matched by name; missing ones are null.']
    : [];
}

interface Dialect {
  readonly options: SourceOptions;
  readonly columns: Schema;
}

async function sniffDialect(
  connection: DuckDBConnection,
  file: string,
  given: SourceOptions,
): Promise<Dialect> {
  const list = joinSql([lit(file), ...csvDialect(given)]);
  let row: Record<string, unknown>;
  try {
    const query = sql`SELECT Delimiter, Quote, Escape, HasHeader, DateFormat, TimestampFormat, to_json(Columns)::VARCHAR AS Columns FROM sniff_csv(${list})`;
    row = (await connection.runAndReadAll(query)).getRowObjectsJson()[0] ?? {};
  } catch (error) {
    await checkShape(connection, file, given, SAMPLE_ROWS);
    throw unsniffed(file, error);
  }
  const text = (name: string): string | undefined => {
    const value = row[name];
    return typeof value === 'string' && value !== '(empty)' ? value : undefined;
  };
  const dateFormat = given.dateFormat ?? text('DateFormat');
  const timestampFormat = given.timestampFormat ?? text('TimestampFormat');
  // A sample without quotes says nothing of the rest.
  const quote = given.quote ?? text('Quote') ?? '"';
  // SAFETY: DuckDB's table function gives a list of names and types.
  const columns = JSON.parse(String(row['Columns'])) as readonly { name: string; type: string }[];
  const options: SourceOptions = {
    ...given,
    header: given.header ?? row['HasHeader'] === true,
    delimiter: given.delimiter ?? text('Delimiter') ?? ',',
    quote,
    escape: given.escape ?? text('Escape') ?? quote,
    null: given.null ?? '',
    skip: given.skip ?? 0,
    ...(dateFormat === undefined ? {} : { dateFormat }),
    ...(timestampFormat === undefined ? {} : { timestampFormat }),
  };
  return {
    options,
    columns: columns.map(({ name, type }) => ({ name, type: fromDuckdbType(type) })),
  };
}

/** Reads the first rows as text with as many columns as the first line has, so a ragged line is named. */
async function checkShape(
  connection: DuckDBConnection,
  file: string,
  options: SourceOptions,
  rows: number,
): Promise<void> {
  const line = await lineAt(file, options.skip ?? 0, {
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    ...(options.comment === undefined ? {} : { comment: options.comment }),
  });
  const count = splitLine(line, options.delimiter ?? ',', options.quote ?? '"').length;
  const columns = Array.from(
    { length: count },
    (_, index) => sql`${lit(`c${String(index)}`)}: 'VARCHAR'`,
  );
  const plain = { ...plainDialect, ...options };
  const reader = sql`read_csv(${lit(file)}, auto_detect = false, columns = {${joinSql(columns)}}, ${joinSql(csvDialect({ ...plain, header: false }))})`;
  try {
    await connection.run(sql`SELECT count(c0) FROM (SELECT c0 FROM ${reader} LIMIT ${lit(rows)})`);
  } catch (error) {
    throw fromDuckdbError(error);
  }
}

async function headersDiffer(
  connection: DuckDBConnection,
  files: readonly string[],
  dialect: SourceOptions,
  declared: readonly string[] | undefined,
): Promise<boolean> {
  if (dialect.header === false || (files.length === 1 && !declared)) return false;
  const names = declared ? [JSON.stringify(declared)] : [];
  for (const file of files) {
    const list = joinSql([lit(file), ...csvDialect(dialect)]);
    const query = sql`SELECT to_json([c.name FOR c IN Columns])::VARCHAR FROM sniff_csv(${list})`;
    try {
      const [row] = (await connection.runAndReadAll(query)).getRows();
      // SAFETY: the query gives one JSON list of names; written anew, its spaces do not matter.
      names.push(JSON.stringify(JSON.parse(String(row?.[0])) as string[]));
    } catch (error) {
      await checkShape(connection, file, dialect, SAMPLE_ROWS);
      throw unsniffed(file, error);
    }
  }
  return new Set(names).size > 1;
}

function unsniffed(file: string, error: unknown): AppError {
  const known = fromDuckdbError(error);
  const dialect = /not possible to automatically detect/.test(known.detail ?? '');
  if (!dialect) return known;
  return new AppError('bad-data', `“${basename(file)}” is no CSV that can be made out.`, {
    hint: 'Set the delimiter, the quote, or the lines to skip.',
    ...(known.detail === undefined ? {} : { detail: known.detail }),
  });
}
