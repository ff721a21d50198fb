import type { DuckDBConnection } from '@duckdb/node-api';
import { profiledColumn } from '../../core/profile/column.ts';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import { overviewQuery, readOverview } from '../../core/profile/overview.ts';
import type { Overview } from '../../core/profile/overview.ts';
import { joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { ProfileResult } from '../../shared/contracts/engine.ts';
import { AppError, throwIfCancelled } from '../../shared/errors.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { resultColumns } from '../arrow/fetchPage.ts';
import { profileColumn } from './profileColumn.ts';
import { textRows } from './textRows.ts';

/** Columns that one overview scan looks at. */
const BATCH = 32;

export interface ProfileOrder {
  /** The relation to profile: a source's name, or a query in parentheses. */
  readonly relation: Sql;
  /** True if every scan of the relation is as cheap as the columns it reads (a Parquet source). */
  readonly columnar: boolean;
  readonly columns?: readonly string[] | undefined;
  readonly sample?: number | undefined;
}

/**
 * Profiles a relation: one scan of all columns, then a group-by or a bucket scan for each. Text
 * sources and recipes are read once into a temporary table first, as each further scan would parse
 * or compute everything again.
 */
export async function runProfile(
  connection: DuckDBConnection,
  order: ProfileOrder,
  context: HandlerContext,
): Promise<ProfileResult> {
  const columns = await chosen(connection, order);
  const prepared = await prepare(connection, order, columns);
  const overviews = await overview(connection, prepared.relation, columns, context);
  const sampled = overviews.rows;
  const rows = prepared.total ?? sampled;
  const results = [];
  for (const [index, column] of columns.entries()) {
    throwIfCancelled(context.signal);
    const figures = overviews.columns[index];
    if (!figures) throw new AppError('internal', 'A column was lost on the way.');
    results.push(await profileColumn(connection, prepared.relation, column, figures, rows));
    context.progress({ what: 'profile', done: index + 1, total: columns.length, unit: 'steps' });
  }
  return { rows, ...(rows === sampled ? {} : { sampled }), columns: results };
}

async function chosen(
  connection: DuckDBConnection,
  order: ProfileOrder,
): Promise<ProfiledColumn[]> {
  const all = await resultColumns(connection, order.relation);
  const missing = order.columns?.find((name) => !all.some((column) => column.name === name));
  if (missing !== undefined) {
    throw new AppError('usage', `There is no column “${missing}”.`, {
      hint: `The columns are: ${all.map((column) => column.name).join(', ')}.`,
    });
  }
  return all
    .filter(({ name }) => order.columns?.includes(name) ?? true)
    .map(({ name, type }) => profiledColumn({ name, type }));
}

/** The relation that is scanned, and the rows of the whole where a sample stands for it. */
async function prepare(
  connection: DuckDBConnection,
  order: ProfileOrder,
  columns: readonly ProfiledColumn[],
): Promise<{ relation: Sql; total?: number }> {
  if (order.columnar && order.sample === undefined) return { relation: order.relation };
  const list = joinSql(columns.map((column) => column.sql));
  const table = sql`__sluice_rows`;
  if (order.sample === undefined) {
    await connection.run(
      sql`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${list} FROM ${order.relation}`,
    );
    return { relation: table };
  }
  const size = lit(Math.max(1, Math.trunc(order.sample)));
  const [count] = await textRows(
    connection,
    sql`SELECT CAST(count(*) AS VARCHAR) FROM ${order.relation}`,
  );
  await connection.run(
    sql`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${list} FROM ${order.relation} USING SAMPLE reservoir(${size} ROWS) REPEATABLE (7)`,
  );
  return { relation: table, total: Number(count?.[0]) };
}

async function overview(
  connection: DuckDBConnection,
  relation: Sql,
  columns: readonly ProfiledColumn[],
  context: HandlerContext,
): Promise<{ rows: number; columns: Overview[] }> {
  const found: Overview[] = [];
  let rows = 0;
  for (let from = 0; from === 0 || from < columns.length; from += BATCH) {
    throwIfCancelled(context.signal);
    const batch = columns.slice(from, from + BATCH);
    const [row = []] = await textRows(connection, overviewQuery(relation, batch));
    rows = Number(row[0]);
    found.push(...readOverview(row, batch));
  }
  return { rows, columns: found };
}
