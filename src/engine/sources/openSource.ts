import { stat } from 'node:fs/promises';
import { basename, relative, sep } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { HIVE_NULL, hiveKeys, hiveType } from '../../core/sql/hiveType.ts';
import { readSource } from '../../core/sql/readSource.ts';
import { ident, joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { Column, Schema } from '../../shared/columnType.ts';
import type {
  LocalSource,
  OpenedSource,
  SourceFormat,
  SourceOptions,
} from '../../shared/contracts/engine.ts';
import { AppError } from '../../shared/errors.ts';
import { resultColumns } from '../arrow/fetchPage.ts';
import { fromDuckdbError } from '../fromDuckdbError.ts';
import { detectFormat } from './detectFormat.ts';
import { requireWholeGzip } from './requireWholeGzip.ts';
import { sniffCsv } from './sniffCsv.ts';
import { firstCharacter } from './textHead.ts';

/** Finds out what is left open of a source and registers it as a view of its name. */
export async function openSource(
  connection: DuckDBConnection,
  name: string,
  source: LocalSource,
): Promise<OpenedSource> {
  const [file] = source.files;
  if (file === undefined) {
    throw new AppError('not-found', `The source “${name}” has no files.`, {
      hint: 'Check its path.',
    });
  }
  const sizes = await Promise.all(source.files.map(async (path) => (await stat(path)).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  await requireWholeGzip(source.files);
  const format = source.format ?? (await detectFormat(file));
  const found = await sniff(connection, format, source, bytes);
  const hive = source.hive ?? [];
  const schema = source.schema ?? [
    ...found.columns.filter((column) => !hive.includes(column.name)),
    ...hiveColumns(source, hive),
  ];
  if (schema.length === 0) {
    throw new AppError('bad-data', `“${basename(file)}” has no columns.`, {
      hint: 'Choose a file that holds at least one column.',
    });
  }
  const { options } = found;
  const select = readSource({
    format,
    options,
    schema,
    hive,
    files: sql`[${joinSql(source.files.map(lit))}]`,
    base: lit(source.base),
    identity: source.identity ?? false,
  });
  try {
    await connection.run(sql`CREATE VIEW ${ident(name)} AS ${select}`);
  } catch (error) {
    throw notAsDeclared(name, error);
  }
  return { schema, format, options, hive, bytes, notes: found.notes };
}

interface Found {
  readonly columns: Schema;
  readonly options: SourceOptions;
  readonly notes: readonly string[];
}

async function sniff(
  connection: DuckDBConnection,
  format: SourceFormat,
  source: LocalSource,
  bytes: number,
): Promise<Found> {
  const given = source.options ?? {};
  const list = sql`[${joinSql(source.files.map(lit))}]`;
  if (format === 'parquet') {
    const reader = sql`read_parquet(${list}, union_by_name = true, hive_partitioning = false)`;
    const columns = await describe(connection, reader);
    return { columns, options: {}, notes: await renamed(connection, source.files[0] ?? '') };
  }
  if (format === 'json') {
    const first = await firstCharacter(source.files[0] ?? '');
    const layout = given.layout ?? (first === '[' ? 'array' : 'lines');
    const kind = layout === 'array' ? 'array' : 'newline_delimited';
    const reader = sql`read_json(${list}, format = ${lit(kind)}, records = 'true', union_by_name = true, dateformat = 'iso', timestampformat = 'iso', sample_size = -1, map_inference_threshold = -1, hive_partitioning = false)`;
    return { columns: await describe(connection, reader), options: { layout }, notes: [] };
  }
  const hive = source.hive ?? [];
  const own = source.schema?.filter(({ name }) => !hive.includes(name));
  const declared = own?.map(({ name }) => name);
  const csv = await sniffCsv(connection, source.files, bytes, given, declared);
  const columns = own ?? (await describe(connection, csv.describe));
  return { columns, options: csv.options, notes: [...csv.notes, ...duplicates(columns)] };
}

async function describe(connection: DuckDBConnection, reader: Sql): Promise<Schema> {
  try {
    const columns = await resultColumns(connection, reader);
    return columns.map(({ name, type }) => ({ name, type }));
  } catch (error) {
    throw fromDuckdbError(error);
  }
}

function hiveColumns(source: LocalSource, hive: readonly string[]): Column[] {
  const paths = source.files.map((file) =>
    hiveKeys(relative(source.base, file).split(sep).join('/')),
  );
  return hive.map((name) => {
    const values = paths.map((keys) => keys.find(({ key }) => key === name)?.value ?? HIVE_NULL);
    return { name, type: hiveType(values) };
  });
}

/** Parquet may hold one name twice; DuckDB then appends `_1`, which a person should be told. */
async function renamed(connection: DuckDBConnection, file: string): Promise<string[]> {
  const query = sql`SELECT name FROM parquet_schema(${lit(file)}) WHERE num_children IS NULL`;
  const names = (await connection.runAndReadAll(query)).getRows().map(([name]) => String(name));
  const lower = names.map((name) => name.toLowerCase());
  const twice = names.filter((_, index) => lower.indexOf(lower[index] ?? '') !== index);
  return twice.map((name) => `The file holds “${name}” more than once; the later one is renamed.`);
}

/** DuckDB writes `a_1` for the second `a` of a header. */
function duplicates(columns: Schema): string[] {
  const names = new Set(columns.map((column) => column.name.toLowerCase()));
  return columns.flatMap(({ name }) => {
    const stem = /^(.+)_\d+$/.exec(name)?.[1];
    return stem !== undefined && names.has(stem.toLowerCase())
      ? [`“${name}” may be the second column named “${stem}” of the header.`]
      : [];
  });
}

/** How DuckDB says that a reader has no column of a name. */
const MISSING = [
  /Referenced column "(.+?)" not found/,
  /Columns with names: "(.+?)"/,
  /Column "(.+?)" referenced that exists/,
];

function notAsDeclared(name: string, error: unknown): AppError {
  const known = fromDuckdbError(error);
  const column = MISSING.map((pattern) => pattern.exec(known.detail ?? '')?.[1]).find(Boolean);
  if (column === undefined) return known;
  return new AppError('bad-data', `The source “${name}” has no column “${column}”.`, {
    hint: 'Its schema was written for other data; add the source again or map the columns.',
    ...(known.detail === undefined ? {} : { detail: known.detail }),
  });
}
