import type { DuckDBConnection } from '@duckdb/node-api';
import { isNumeric } from '../../core/profile/column.ts';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import { joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { GROUPED } from './profileColumn.ts';
import type { Guess } from './profileColumn.ts';
import { textRows } from './textRows.ts';

/** Of so many rows every way to scan a column is quick, and grouping needs no guess. */
const FEW = 200_000;
/** Rows that a guess looks at. */
const LOOKED = 65_536;
/** Columns that one statement looks at. */
const BATCH = 32;
const FIGURES = 4;

/**
 * Guesses from the first rows how each column is best scanned. A wrong guess costs time, never a
 * figure.
 */
export async function guessColumns(
  connection: DuckDBConnection,
  relation: Sql,
  columns: readonly ProfiledColumn[],
  rows: number,
): Promise<Guess[]> {
  if (rows <= FEW) return columns.map(() => GROUPED);
  const guesses: Guess[] = [];
  for (let from = 0; from < columns.length; from += BATCH) {
    const batch = columns.slice(from, from + BATCH);
    const list = joinSql(batch.map((column) => column.sql));
    const some = sql`(SELECT ${list} FROM ${relation} LIMIT ${lit(LOOKED)})`;
    const figures = joinSql(batch.flatMap(lookedAt));
    const [row = []] = await textRows(connection, sql`SELECT ${figures} FROM ${some}`);
    for (const index of batch.keys()) {
      const own = row.slice(index * FIGURES, (index + 1) * FIGURES);
      const [filled, distinct, centre, special] = own;
      guesses.push({
        repeats: willRepeat(Number(filled), Number(distinct), rows),
        centre: centre ?? '0',
        special: special === 'true',
      });
    }
  }
  return guesses;
}

function lookedAt(column: ProfiledColumn): Sql[] {
  const c = column.sql;
  return [
    sql`CAST(count(${c}) AS VARCHAR)`,
    sql`CAST(count(DISTINCT hash(${c})) FILTER (WHERE ${c} IS NOT NULL) AS VARCHAR)`,
    isNumeric(column) ? sql`CAST(quantile_disc(${c}, 0.5) AS VARCHAR)` : sql`NULL`,
    column.family === 'float' ? sql`CAST(bool_or(NOT isfinite(${c})) AS VARCHAR)` : sql`NULL`,
  ];
}

/**
 * Whether so many values occur more than once that the column will be grouped in the end. Of n values
 * drawn from D, about n² / 2D meet one that was there before.
 */
function willRepeat(filled: number, distinct: number, rows: number): boolean {
  if (distinct <= filled / 2) return true;
  const met = filled - distinct;
  if (met === 0) return false;
  const all = filled ** 2 / (2 * met);
  const expected = all * (1 - Math.exp(-rows / all));
  return expected < Math.max(0.8 * rows, 2_000_000);
}
