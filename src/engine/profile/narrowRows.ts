import type { DuckDBConnection } from '@duckdb/node-api';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import { joinSql, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { throwIfCancelled } from '../../shared/errors.ts';

/** With more columns than this, planning a statement over one of them costs more than its scan. */
const NARROW = 100;
/** Columns of a narrow table, */
const BATCH = 100;
/** of which fewer are taken where there are many rows: values that a narrow table may hold. */
const MOST_VALUES = 8_000_000;
/** Of more rows a scan costs more than a plan. */
const MOST_ROWS = 1_000_000;

const TABLE = sql`__sluice_narrow`;

/** Some columns of a relation, and where they are read best. */
export interface NarrowRows {
  readonly relation: Sql;
  readonly columns: readonly ProfiledColumn[];
}

/**
 * The columns of a relation in batches. Every statement over a Parquet file of thousands of columns
 * reads its whole footer and names all of them again, so that each batch of a wide relation is copied
 * into a narrow table first, which the next batch replaces.
 */
export async function* narrowRows(
  connection: DuckDBConnection,
  of: NarrowRows & {
    /** Columns of the relation, those that are not asked for included. */
    readonly width: number;
    readonly rows: number;
    readonly signal: AbortSignal;
  },
): AsyncGenerator<NarrowRows> {
  const { relation, columns, width, rows, signal } = of;
  if (width <= NARROW || rows > MOST_ROWS) {
    yield { relation, columns };
    return;
  }
  const size = Math.max(1, Math.min(BATCH, Math.floor(MOST_VALUES / Math.max(1, rows))));
  for (let from = 0; from < columns.length; from += size) {
    throwIfCancelled(signal);
    const batch = columns.slice(from, from + size);
    const list = joinSql(batch.map((column) => column.sql));
    await connection.run(
      sql`CREATE OR REPLACE TEMP TABLE ${TABLE} AS SELECT ${list} FROM ${relation}`,
    );
    yield { relation: TABLE, columns: batch };
  }
  await connection.run(sql`DROP TABLE IF EXISTS ${TABLE}`);
}
