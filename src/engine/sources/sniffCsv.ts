import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { joinSql, lit, sql, trusted } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { AppError } from '../../shared/errors.ts';
import type { SourceOptions } from '../../shared/contracts/engine.ts';
import { fromDuckdbError } from '../fromDuckdbError.ts';
import { lineAt } from './textHead.ts';

/** Small sources are read whole to find the types; larger ones by their first rows. */
const WHOLE_BYTES = 64 * 1024 * 1024;
const SAMPLE_ROWS = 200_000;
const DELIMITERS = [',', '\t', ';', '|'];

/** What was found out of CSV files: every option, and the columns with DuckDB's types. */
export interface SniffedCsv {
  readonly options: SourceOptions;
  readonly describe: Sql;
  readonly notes: readonly string[];
}

/**
 * Finds out how CSV files are to be read. Options that are given stand. Lines are never skipped
 * silently: DuckDB's sniffer would take the last sound lines of a ragged file for the whole of it.
 */
export async function sniffCsv(
  connection: DuckDBConnection,
  files: readonly string[],
  bytes: number,
  given: SourceOptions,
  declared?: readonly string[],
): Promise<SniffedCsv> {
  const [first = ''] = files;
  const skip = given.skip ?? 0;
  const line = await lineAt(first, skip);
  const named = given.delimiter ?? delimiterOf(first, line);
  const dialect = await sniffDialect(connection, first, {
    ...given,
    skip,
    ...(named === undefined ? {} : { delimiter: named }),
  });
  const byName = given.byName ?? (await headersDiffer(connection, files, dialect, declared));
  const options: SourceOptions = byName ? { ...dialect, byName: true } : dialect;
  const sample = bytes <= WHOLE_BYTES ? -1 : SAMPLE_ROWS;
  const list = sql`[${joinSql(files.map(lit))}]`;
  const describe = sql`read_csv(${list}, ${joinSql([...dialectArguments(options), sql`union_by_name = true`, sql`sample_size = ${lit(sample)}`, sql`hive_partitioning = false`])})`;
  await checkShape(connection, first, options);
  const notes =
    byName && !declared
      ? ['The headers of the files differ, so columns are matched by name; missing ones are null.']
      : [];
  return { options, describe, notes };
}

/** Reads with every option named; only types and names are left to be found. */
function dialectArguments(options: SourceOptions): Sql[] {
  const pairs: readonly [string, string | number | boolean | undefined][] = [
    ['header', options.header],
    ['delim', options.delimiter],
    ['quote', options.quote],
    ['escape', options.escape],
    ['nullstr', options.null],
    ['skip', options.skip],
    ['encoding', options.encoding],
    ['dateformat', options.dateFormat],
    ['timestampformat', options.timestampFormat],
    ['decimal_separator', options.decimal],
    ['comment', ''],
  ];
  return pairs.flatMap(([name, value]) =>
    value === undefined ? [] : [sql`${trusted(name)} = ${lit(value)}`],
  );
}

async function sniffDialect(
  connection: DuckDBConnection,
  file: string,
  given: SourceOptions,
): Promise<SourceOptions> {
  const list = joinSql([lit(file), ...dialectArguments(given)]);
  let row: Record<string, unknown>;
  try {
    const query = sql`SELECT Delimiter, Quote, Escape, HasHeader, DateFormat, TimestampFormat FROM sniff_csv(${list})`;
    row = (await connection.runAndReadAll(query)).getRowObjectsJson()[0] ?? {};
  } catch (error) {
    await checkShape(connection, file, given);
    throw unsniffed(file, error);
  }
  const text = (name: string): string | undefined => {
    const value = row[name];
    return typeof value === 'string' && value !== '(empty)' ? value : undefined;
  };
  const dateFormat = given.dateFormat ?? text('DateFormat');
  const timestampFormat = given.timestampFormat ?? text('TimestampFormat');
  return {
    header: given.header ?? row['HasHeader'] === true,
    delimiter: given.delimiter ?? text('Delimiter') ?? ',',
    // A sample without quotes says nothing of the rest.
    quote: given.quote ?? text('Quote') ?? '"',
    escape: given.escape ?? text('Escape') ?? '"',
    null: given.null ?? '',
    skip: given.skip ?? 0,
    ...(given.encoding === undefined ? {} : { encoding: given.encoding }),
    ...(given.decimal === undefined ? {} : { decimal: given.decimal }),
    ...(dateFormat === undefined ? {} : { dateFormat }),
    ...(timestampFormat === undefined ? {} : { timestampFormat }),
  };
}

/** Reads the first rows as text with as many columns as the first line has, so a ragged line is named. */
async function checkShape(
  connection: DuckDBConnection,
  file: string,
  options: SourceOptions,
): Promise<void> {
  const line = await lineAt(file, options.skip ?? 0);
  const count = splitLine(line, options.delimiter ?? ',', options.quote ?? '"').length;
  const columns = Array.from(
    { length: count },
    (_, index) => sql`${lit(`c${String(index)}`)}: 'VARCHAR'`,
  );
  const plain = { delimiter: ',', quote: '"', escape: '"', ...options };
  const reader = sql`read_csv(${lit(file)}, auto_detect = false, columns = {${joinSql(columns)}}, ${joinSql(dialectArguments({ ...plain, header: false }))})`;
  try {
    await connection.run(
      sql`SELECT count(c0) FROM (SELECT c0 FROM ${reader} LIMIT ${lit(SAMPLE_ROWS)})`,
    );
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
    const list = joinSql([lit(file), ...dialectArguments(dialect)]);
    const query = sql`SELECT to_json([c.name FOR c IN Columns])::VARCHAR FROM sniff_csv(${list})`;
    try {
      const [row] = (await connection.runAndReadAll(query)).getRows();
      // SAFETY: the query gives one JSON list of names; written anew, its spaces do not matter.
      names.push(JSON.stringify(JSON.parse(String(row?.[0])) as string[]));
    } catch (error) {
      await checkShape(connection, file, dialect);
      throw unsniffed(file, error);
    }
  }
  return new Set(names).size > 1;
}

/** The delimiter of `.tsv`, or the one candidate that the first line holds. */
function delimiterOf(file: string, line: string): string | undefined {
  if (/\.(?:tsv|tab)(?:\.\w+)?$/i.test(file) && line.includes('\t')) return '\t';
  const held = DELIMITERS.filter((delimiter) => splitLine(line, delimiter, '"').length > 1);
  return held.length === 1 ? held[0] : undefined;
}

function splitLine(line: string, delimiter: string, quote: string): string[] {
  let quoted = false;
  const parts = [''];
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] ?? '';
    if (quote !== '' && char === quote) quoted = !quoted;
    if (!quoted && line.startsWith(delimiter, at)) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${char}`);
  }
  return parts;
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
