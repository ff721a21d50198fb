import type { DuckDBConnection } from '@duckdb/node-api';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import { profiledColumn } from '../../core/profile/column.ts';
import { joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { AppError } from '../../shared/errors.ts';
import { resultColumns } from '../arrow/fetchPage.ts';
import { numberedTable } from './numberedRows.ts';
import type { NumberedRows } from './numberedRows.ts';
import { textRows } from './textRows.ts';

/** Rows that are to be looked at several times. */
export interface RowsOrder {
  /** A source's name, or a query in parentheses. */
  readonly relation: Sql;
  /** True if every scan of the relation is as cheap as the columns it reads (a Parquet source). */
  readonly columnar: boolean;
  /** The same rows with their places, where they have any. */
  readonly numbered?: NumberedRows | undefined;
  readonly columns?: readonly string[] | undefined;
  /** Looks at so many rows only. */
  readonly sample?: number | undefined;
}

/** Rows that are ready for it. */
export interface PreparedRows {
  readonly relation: Sql;
  readonly numbered: NumberedRows | undefined;
  readonly columns: readonly ProfiledColumn[];
  /** Rows of the whole. */
  readonly total: number;
  /** Rows of `relation`: fewer where it is a sample. */
  readonly rows: number;
  /** Columns of `relation`, those that are not asked for included. */
  readonly width: number;
}

/**
 * Makes rows ready to be scanned again and again: text sources and recipes are read once into a
 * temporary table of the given name, as each further scan would parse or compute everything again.
 */
export async function preparedRows(
  connection: DuckDBConnection,
  order: RowsOrder,
  table: Sql,
): Promise<PreparedRows> {
  const { columns, width } = await foundColumns(connection, order);
  const list = joinSql(columns.map((column) => column.sql));
  const keep = (some: Sql): Promise<unknown> =>
    connection.run(
      sql`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${list} FROM ${order.relation}${some}`,
    );
  if (order.columnar || order.sample !== undefined) {
    const total = await countRows(connection, order.relation);
    if (order.sample === undefined || order.sample >= total) {
      if (order.columnar) {
        const { relation, numbered } = order;
        return { relation, numbered, columns, total, rows: total, width };
      }
    } else {
      const size = Math.max(1, Math.trunc(order.sample));
      await keep(sql` USING SAMPLE reservoir(${lit(size)} ROWS) REPEATABLE (7)`);
      const rows = Math.min(size, total);
      const numbered = numberedTable(table);
      return { relation: table, numbered, columns, total, rows, width: columns.length };
    }
  }
  await keep(sql``);
  const total = await countRows(connection, table);
  const kept = { relation: table, numbered: numberedTable(table), columns, total };
  return { ...kept, rows: total, width: columns.length };
}

/** The columns that are asked for. Throws `usage` for one that there is not. */
export async function chosenColumns(
  connection: DuckDBConnection,
  order: RowsOrder,
): Promise<ProfiledColumn[]> {
  return (await foundColumns(connection, order)).columns;
}

async function foundColumns(
  connection: DuckDBConnection,
  order: RowsOrder,
): Promise<{ readonly columns: ProfiledColumn[]; readonly width: number }> {
  const all = await resultColumns(connection, order.relation);
  const names = new Set(all.map(({ name }) => name));
  const missing = order.columns?.find((name) => !names.has(name));
  if (missing !== undefined) {
    throw new AppError('usage', `There is no column “${missing}”.`, {
      hint: `The columns are: ${all.map((column) => column.name).join(', ')}.`,
    });
  }
  const wanted = new Set(order.columns ?? names);
  const columns = all
    .filter(({ name }) => wanted.has(name))
    .map(({ name, type }) => profiledColumn({ name, type }));
  return { columns, width: all.length };
}

/** Counts the rows of a relation. */
export async function countRows(connection: DuckDBConnection, relation: Sql): Promise<number> {
  const [row] = await textRows(connection, sql`SELECT CAST(count(*) AS VARCHAR) FROM ${relation}`);
  return Number(row?.[0]);
}
