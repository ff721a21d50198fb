import { stat } from 'node:fs/promises';
import { basename, relative, sep } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { HIVE_NULL, hiveKeys, hiveType } from '../../core/sql/hiveType.ts';
import { jsonRecords, readSource } from '../../core/sql/readSource.ts';
import { ident, joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { Column, Schema } from '../../shared/columnType.ts';
import type { LocalSource } from '../../shared/contracts/engine.ts';
import type { FileDrift, OpenedSource, SourceFormat, SourceOptions } from '../../shared/source.ts';
import { AppError } from '../../shared/errors.ts';
import { isReadFormat } from '../../shared/isReadFormat.ts';
import { resultColumns } from '../arrow/fetchPage.ts';
import { fromDuckdbError } from '../fromDuckdbError.ts';
import { chosenTypes } from './chosenTypes.ts';
import { detectFormat } from './detectFormat.ts';
import { csvDrift } from './csvDrift.ts';
import { driftNote, parquetDrift } from './parquetDrift.ts';
import { renamedColumns, requireUnencrypted } from './parquetNotes.ts';
import { jsonLayout } from './jsonLayout.ts';
import { rejectedLines } from './rejectedLines.ts';
import { requireWholeGzip } from './requireWholeGzip.ts';
import { requireWholeZstd } from './requireWholeZstd.ts';
import { WHOLE_BYTES, sniffCsv } from './sniffCsv.ts';

/** Lines that are left out of larger sources are counted once the rows are in sight. */
const COUNTED_BYTES = 64 * 1024 * 1024;

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
  await requireWholeZstd(source.files);
  const format = source.format ?? (await detectFormat(file));
  if (!isReadFormat(format))
    throw new AppError('internal', `The source “${name}” was not turned into Parquet.`);
  const found = await sniff(connection, format, source, bytes);
  const hive = source.hive ?? [];
  const columns = chosenTypes(found.columns, source.types);
  const schema = source.schema ?? [
    ...columns.filter((column) => !hive.includes(column.name)),
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
  const drift = found.drift && found.drift.length > 0 ? { drift: found.drift } : {};
  const fromHead = found.fromHead === true ? ({ fromHead: true } as const) : {};
  const opened = {
    schema,
    format,
    options,
    hive,
    bytes,
    notes: found.notes,
    ...drift,
    ...fromHead,
  };
  if (format !== 'csv' || options.badLines !== 'skip' || bytes > COUNTED_BYTES) return opened;
  const own = schema.filter((column) => !hive.includes(column.name));
  const from = { files: source.files, base: source.base, options, columns: own };
  return { ...opened, rejected: await rejectedLines(connection, from) };
}

interface Found {
  readonly columns: Schema;
  readonly options: SourceOptions;
  readonly notes: readonly string[];
  readonly drift?: readonly FileDrift[];
  readonly fromHead?: boolean;
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
    await requireUnencrypted(connection, source.files);
    const { drift, total } = await parquetDrift(connection, source.files, source.base, columns);
    const notes = [
      ...(await renamedColumns(connection, source.files[0] ?? '')),
      ...driftNote(drift, total, source.files.length),
    ];
    return { columns, options: {}, notes, drift };
  }
  if (format === 'json') {
    const layout = given.layout ?? (await jsonLayout(source.files[0] ?? ''));
    const reader = sql`read_json(${list}${jsonRecords(layout)}, records = 'true', union_by_name = true, dateformat = 'iso', timestampformat = 'iso', sample_size = -1, map_inference_threshold = -1, hive_partitioning = false)`;
    return { columns: await describe(connection, reader), options: { layout }, notes: [] };
  }
  const hive = source.hive ?? [];
  const own = source.schema?.filter(({ name }) => !hive.includes(name));
  const declared = own?.map(({ name }) => name);
  const csv = await sniffCsv(connection, source.files, bytes, given, declared);
  const columns = own ?? (await describe(connection, csv.describe));
  const drift = csv.options.byName === true ? await csvDrift(source, csv.options, columns) : [];
  const notes = [...csv.notes, ...duplicates(columns)];
  return { columns, options: csv.options, notes, drift, fromHead: !own && bytes > WHOLE_BYTES };
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
