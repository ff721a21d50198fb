import type { DuckDBConnection } from '@duckdb/node-api';
import { columnResult } from '../../core/profile/columnResult.ts';
import type { Seen } from '../../core/profile/columnResult.ts';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import { parseDouble } from '../../core/profile/profileValue.ts';
import type { Vouched } from '../../core/profile/vouched.ts';
import { joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { ColumnProfile, ProfileResult } from '../../shared/profile/columnProfile.ts';
import { throwIfCancelled } from '../../shared/errors.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { MissingBytes } from '../mirror/missingBytes.ts';
import { footerFigures } from './footerFigures.ts';
import { chosenColumns, countRows } from './preparedRows.ts';
import type { RowsOrder } from './preparedRows.ts';
import { GROUPED, profileColumn } from './profileColumn.ts';
import { runProfile } from './runProfile.ts';
import { STRETCH, parquetFiles, spreadStretches, stretchRows } from './stretches.ts';
import type { ParquetSource } from './stretches.ts';
import { textRows } from './textRows.ts';

/** Rows from the beginning that stand for a text source or a recipe. */
export const LEADING = 50_000;

const ROWS = sql`__sluice_rows`;

/** What an estimate is made of. */
export interface EstimateOrder extends RowsOrder {
  /** Set where the relation is a Parquet source as it is. */
  readonly parquet: ParquetSource | undefined;
  /** The first rows of the relation, where they can be read without reading more. */
  readonly leading?: Sql | undefined;
  /** Rows of the relation, where they are known. */
  readonly total: number | undefined;
}

/**
 * The quickest figures of columns. Of Parquet: what the footers vouch for, and a sample of stretches
 * spread over the files. Of all else: the first rows. Counts are scaled to all rows; distinct values
 * follow `distinctEstimate`. A small table is profiled as a whole, and its figures are exact.
 */
export async function estimateProfile(
  connection: DuckDBConnection,
  order: EstimateOrder,
  context: HandlerContext,
): Promise<ProfileResult> {
  if (order.parquet) return fromStretches(connection, order, order.parquet, context);
  const columns = await chosenColumns(connection, order);
  const list = joinSql(columns.map((column) => column.sql));
  await connection.run(
    sql`CREATE OR REPLACE TEMP TABLE ${ROWS} AS SELECT ${list} FROM ${order.leading ?? order.relation} LIMIT ${lit(LEADING)}`,
  );
  const rows = await countRows(connection, ROWS);
  const total =
    rows < LEADING ? rows : (order.total ?? (await countRows(connection, order.relation)));
  const few = { relation: sql`${ROWS}`, columns, rows, total: Math.max(rows, total) };
  return result(connection, few, context);
}

async function fromStretches(
  connection: DuckDBConnection,
  order: EstimateOrder,
  parquet: ParquetSource,
  context: HandlerContext,
): Promise<ProfileResult> {
  const files = await parquetFiles(connection, parquet.source.files);
  const stretches = await spreadStretches(connection, files, parquet.opened.schema.length);
  if (!stretches) return runProfile(connection, order, context);
  const columns = await chosenColumns(connection, order);
  const list = columns.map((column) => column.sql);
  const take = (allFiles: boolean): Promise<unknown> =>
    connection.run(
      sql`CREATE OR REPLACE TEMP TABLE ${ROWS} AS FROM ${stretchRows(parquet, stretches, list, allFiles)}`,
    );
  await take(false).catch((error: unknown) => {
    throwIfCancelled(context.signal);
    // A file may lack columns that others have; together they have all.
    if (parquet.source.files.length === 1 || error instanceof MissingBytes) throw error;
    return take(true);
  });
  const vouched = await footerFigures(connection, parquet, files, columns);
  const rows = await countRows(connection, ROWS);
  const total = files.reduce((sum, file) => sum + file.rows, 0);
  const few = { relation: ROWS, columns, rows, total, vouched, stretches: stretches.length };
  return result(connection, few, context);
}

interface Few {
  readonly relation: Sql;
  readonly columns: readonly ProfiledColumn[];
  readonly rows: number;
  readonly total: number;
  readonly vouched?: readonly Vouched[];
  readonly stretches?: number;
}

async function result(
  connection: DuckDBConnection,
  few: Few,
  context: HandlerContext,
): Promise<ProfileResult> {
  const { relation, columns, rows, total } = few;
  const results: ColumnProfile[] = [];
  for (const [index, column] of columns.entries()) {
    throwIfCancelled(context.signal);
    const vouched = few.vouched?.[index] ?? {};
    const guess = { ...GROUPED, ...spanOf(column, vouched) };
    const figures = await profileColumn(connection, relation, column, guess);
    const seen: Seen = { rows, total, ...(await units(connection, few, column)) };
    results.push(columnResult(column, figures, seen, vouched));
    context.progress({ what: 'estimate', done: index + 1, total: columns.length, unit: 'steps' });
  }
  return { rows: total, ...(rows === total ? {} : { sampled: rows }), columns: results };
}

/** The range that the histogram will have in the end. */
function spanOf(
  { family }: ProfiledColumn,
  { min, max }: Vouched,
): { range?: { from: number; to: number } } {
  if (family !== 'whole' || min === undefined || max === undefined) return {};
  return { range: { from: parseDouble(min), to: parseDouble(max) } };
}

/** In how many stretches the values are, where the sample is made of stretches. */
async function units(
  connection: DuckDBConnection,
  { relation, stretches }: Few,
  { sql: c }: ProfiledColumn,
): Promise<Pick<Seen, 'units'>> {
  if (stretches === undefined) return {};
  const held = sql`SELECT bit_count(bit_or(1::BIGINT << ${STRETCH})) AS k FROM ${relation} WHERE ${c} IS NOT NULL GROUP BY ${c}`;
  const [row = []] = await textRows(
    connection,
    sql`SELECT CAST(count(*) FILTER (WHERE k = 1) AS VARCHAR), CAST(count(*) FILTER (WHERE k = 2) AS VARCHAR) FROM (${held})`,
  );
  return { units: { once: Number(row[0]), twice: Number(row[1]), units: stretches } };
}
