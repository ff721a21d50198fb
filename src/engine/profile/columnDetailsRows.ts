import type { DuckDBConnection } from '@duckdb/node-api';
import { profiledColumn } from '../../core/profile/column.ts';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import { FILE_COLUMN, ROW_COLUMN } from '../../core/sql/readSource.ts';
import { ident, joinSql, lit, sql, trusted } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { AppError, throwIfCancelled } from '../../shared/errors.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { resultColumns } from '../arrow/fetchPage.ts';
import type { ResultColumn } from '../arrow/fetchPage.ts';
import { wireCast } from '../arrow/wireType.ts';
import { textRows } from './textRows.ts';

/** Rows of the sample that stands for the values of nearly unique columns. */
const SAMPLE_ROWS = 200_000;

/** Columns that one query looks at. */
const BATCH = 32;

const ROWS = sql`__sluice_details_rows`;
const SAMPLE = sql`__sluice_details_sample`;

/** What `columnDetails` is asked. */
export interface DetailsOrder {
  /** The relation: a source's name, or a query in parentheses. */
  readonly relation: Sql;
  /** Where the relation is a Parquet source as it is: its files, and it with its rows numbered. */
  readonly parquet?: { readonly files: readonly string[]; readonly numbered: Sql } | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly sample?: number | undefined;
  /** What is later than this lies in the future. */
  readonly now: Date;
}

/** Filled rows of the sample and their distinct values. */
export interface SampleFigures {
  readonly filled: number;
  readonly distinct: number;
}

/** What the queries of the details read. */
export interface DetailsRows {
  readonly relation: Sql;
  readonly columns: readonly ProfiledColumn[];
  /** Columns of the relation, those that are not asked for included. */
  readonly width: number;
  /** Rows of the whole. */
  readonly rows: number;
  /** Rows of the relation where it is a sample of the whole. */
  readonly sampled?: number | undefined;
  /** About 200,000 of the relation's rows; undefined where it has not many more itself. */
  readonly sample: Sql | undefined;
  /** Of the sample, beside `columns`; empty without one. */
  readonly figures: readonly SampleFigures[];
}

/**
 * Makes ready what is read: a Parquet source as it is, all else once into a temporary table, as each
 * further scan would parse or compute everything again. Samples are taken by the hash of the row's
 * number, so that they are the same each time and spread over the whole.
 */
export async function prepareDetails(
  connection: DuckDBConnection,
  order: DetailsOrder,
  context: HandlerContext,
): Promise<DetailsRows> {
  const { found, all } = await chosen(connection, order);
  const columns = found.map(({ name, type }) => profiledColumn({ name, type }));
  const total = await countRows(connection, order.relation);
  throwIfCancelled(context.signal);
  const size = order.sample === undefined ? total : Math.max(1, Math.trunc(order.sample));
  if (size < total) {
    await connection.run(sampleOf(order, found, total, size));
    const sampled = await countRows(connection, ROWS);
    const part = { relation: ROWS, columns, width: columns.length, rows: total, sampled };
    return { ...part, sample: undefined, figures: [] };
  }
  const cast = found.some((column) => wireCast(column.duckdb) !== undefined);
  const relation = order.parquet && !cast ? order.relation : ROWS;
  if (relation === ROWS) {
    const list = joinSql(found.map(wire));
    await connection.run(
      sql`CREATE OR REPLACE TEMP TABLE ${ROWS} AS SELECT ${list} FROM ${order.relation}`,
    );
  }
  const whole = { relation, columns, width: relation === ROWS ? columns.length : all, rows: total };
  if (total <= 2 * SAMPLE_ROWS) {
    return { ...whole, sample: undefined, figures: [] };
  }
  const every = Math.floor(total / SAMPLE_ROWS);
  const numbered = order.parquet && relation !== ROWS ? order.parquet.numbered : ROWS;
  const place = order.parquet && numbered !== ROWS ? placeOf(order.parquet) : sql`rowid`;
  const list = joinSql(columns.map((column) => column.sql));
  await connection.run(
    sql`CREATE OR REPLACE TEMP TABLE ${SAMPLE} AS SELECT ${list} FROM ${numbered} WHERE ${drawn(place, every)}`,
  );
  const figures = await sampleFigures(connection, columns);
  return { ...whole, sample: SAMPLE, figures };
}

async function chosen(
  connection: DuckDBConnection,
  order: DetailsOrder,
): Promise<{ readonly found: ResultColumn[]; readonly all: number }> {
  const all = await resultColumns(connection, order.relation);
  const names = new Set(all.map(({ name }) => name));
  const missing = order.columns?.find((name) => !names.has(name));
  if (missing !== undefined) {
    throw new AppError('usage', `There is no column “${missing}”.`, {
      hint: 'Ask for columns of the query.',
    });
  }
  const wanted = new Set(order.columns ?? names);
  return { found: all.filter(({ name }) => wanted.has(name)), all: all.length };
}

async function countRows(connection: DuckDBConnection, relation: Sql): Promise<number> {
  const [row] = await textRows(connection, sql`SELECT count(*) FROM ${relation}`);
  return Number(row?.[0]);
}

function sampleOf(
  { relation, parquet }: DetailsOrder,
  columns: readonly ResultColumn[],
  total: number,
  size: number,
): Sql {
  const list = joinSql(columns.map(wire));
  const rows = parquet
    ? sql`${parquet.numbered} WHERE ${drawn(placeOf(parquet), Math.max(1, Math.round(total / size)))}`
    : sql`${relation} USING SAMPLE reservoir(${lit(size)} ROWS) REPEATABLE (7)`;
  return sql`CREATE OR REPLACE TEMP TABLE ${ROWS} AS SELECT ${list} FROM ${rows}`;
}

/** Where a row stands: many small files have the same few row numbers. */
function placeOf({ files }: NonNullable<DetailsOrder['parquet']>): Sql {
  const row = ident(ROW_COLUMN);
  return files.length > 1 ? sql`${ident(FILE_COLUMN)}, ${row}` : row;
}

/** One row in so many, by a salted hash: data may themselves be made from the hash of a row's number. */
function drawn(place: Sql, every: number): Sql {
  return sql`hash(${place}, 'sluice sample') % ${lit(every)} = 0`;
}

/** A column in the type that it is shown in. */
function wire(column: ResultColumn): Sql {
  const name = ident(column.name);
  const cast = wireCast(column.duckdb);
  return cast ? sql`CAST(${name} AS ${cast}) AS ${name}` : name;
}

async function sampleFigures(
  connection: DuckDBConnection,
  columns: readonly ProfiledColumn[],
): Promise<SampleFigures[]> {
  const found: SampleFigures[] = [];
  for (let from = 0; from < columns.length; from += BATCH) {
    const batch = columns.slice(from, from + BATCH);
    const counts = batch.flatMap((column) => [
      sql`count(${column.sql})`,
      column.family === 'nested' ? trusted('0') : sql`count(DISTINCT ${column.sql})`,
    ]);
    const [row = []] = await textRows(connection, sql`SELECT ${joinSql(counts)} FROM ${SAMPLE}`);
    for (const index of batch.keys()) {
      found.push({ filled: Number(row[2 * index]), distinct: Number(row[2 * index + 1]) });
    }
  }
  return found;
}
