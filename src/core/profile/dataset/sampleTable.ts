import { joinSql, lit, sql, trusted } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { isNumeric } from '../column.ts';
import type { ProfiledColumn } from '../column.ts';

/**
 * The rows that are looked at for what needs many passes. Column `i` of the dataset is `c<i>` in it,
 * and `h` is the hash of the whole row.
 */
export const SAMPLE = sql`__sluice_sample`;

/** The sample's name of the column at a place. */
export function sampled(index: number): Sql {
  return trusted(`c${String(index)}`);
}

/** A 64-bit hash of a whole row; equal rows have equal ones (NaN and both zeros included). */
export function rowHash(columns: readonly ProfiledColumn[]): Sql {
  return sql`hash(${joinSql(columns.map((column) => column.sql))})`;
}

/** Which rows a sample takes. */
export type Drawn =
  | { readonly by: 'all' }
  /** Each row with the same probability, by a hash of its place. */
  | { readonly by: 'key'; readonly key: Sql; readonly share: number }
  | { readonly by: 'reservoir'; readonly size: number };

/**
 * Makes the sample, the same one at each look: by a hash of a row's place, or where rows have none by a
 * reservoir (Vitter, Random Sampling with a Reservoir, 1985) with a fixed seed, which DuckDB fills in
 * the order of the rows. Numbers are kept as they are; of every other value its 64-bit hash stands for
 * it, so that long texts take no room.
 */
export function sampleQuery(relation: Sql, columns: readonly ProfiledColumn[], drawn: Drawn): Sql {
  const list = columns.map((column, i) => sql`${standIn(column)} AS ${sampled(i)}`);
  const where = drawn.by === 'key' ? sql` WHERE ${drawn.key} < ${below(drawn.share)}` : sql``;
  const all = [...list, sql`${rowHash(columns)} AS h`];
  const rows = sql`SELECT ${joinSql(all)} FROM ${relation}${where}`;
  const some =
    drawn.by === 'reservoir'
      ? sql` USING SAMPLE reservoir(${lit(drawn.size)} ROWS) REPEATABLE (7)`
      : sql``;
  return sql`CREATE OR REPLACE TEMP TABLE ${SAMPLE} AS SELECT * FROM (${rows})${some}`;
}

/** How many rows the sample has. */
export function sampleSizeQuery(): Sql {
  return sql`SELECT CAST(count(*) AS VARCHAR) FROM ${SAMPLE}`;
}

/** The hash that a share of all hashes lies below. */
function below(share: number): Sql {
  const hash = BigInt(Math.floor(share * 2 ** 53)) << 11n;
  return trusted(`${String(hash)}::UBIGINT`);
}

function standIn(column: ProfiledColumn): Sql {
  if (isNumeric(column)) return column.sql;
  return sql`CASE WHEN ${column.sql} IS NULL THEN NULL ELSE hash(${column.sql}) END`;
}
