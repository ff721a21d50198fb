import { lit, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { ProfiledColumn } from '../column.ts';

/** The filled values of a column: one a row, or each distinct one with how often it occurs. */
export interface Counted {
  readonly column: ProfiledColumn;
  /** A relation with the column `v`; of distinct values also their count `n`. */
  readonly from: Sql;
  readonly grouped: boolean;
}

/** Every filled value of a column, in a relation. */
export function everyValue(relation: Sql, column: ProfiledColumn): Counted {
  const from = sql`(SELECT ${column.sql} AS v FROM ${relation} WHERE ${column.sql} IS NOT NULL)`;
  return { column, from, grouped: false };
}

/** The distinct values in a table made by `distinctTable`. */
export function distinctValues(table: Sql, column: ProfiledColumn): Counted {
  return { column, from: table, grouped: true };
}

/** Some of the values of a column: those whose hash, divided by `of`, leaves `part`. */
export interface HashPart {
  readonly part: number;
  readonly of: number;
}

/** Makes a table of the distinct filled values `v` of a column, or of a part of them, with their counts `n`. */
export function distinctTable(
  table: Sql,
  relation: Sql,
  column: ProfiledColumn,
  only?: HashPart,
): Sql {
  return sql`CREATE OR REPLACE TEMP TABLE ${table} AS ${groups(relation, column, only)}`;
}

/** Adds the values of a further part to a table made by `distinctTable`. */
export function moreDistinct(
  table: Sql,
  relation: Sql,
  column: ProfiledColumn,
  only: HashPart,
): Sql {
  return sql`INSERT INTO ${table} ${groups(relation, column, only)}`;
}

function groups(relation: Sql, column: ProfiledColumn, only: HashPart | undefined): Sql {
  const v = column.sql;
  const part = only ? sql` AND hash(${v}) % ${lit(only.of)} = ${lit(only.part)}` : sql``;
  return sql`SELECT ${v} AS v, count(*) AS n FROM ${relation} WHERE ${v} IS NOT NULL${part} GROUP BY ${v}`;
}

/** How many rows hold a value for which the condition is true; all filled ones without it. */
export function tally(values: Counted, condition?: Sql): Sql {
  const only = condition === undefined ? sql`` : sql` FILTER (WHERE ${condition})`;
  return values.grouped ? sql`coalesce(sum(n)${only}, 0)` : sql`count(*)${only}`;
}

/** A value's weight in a sum: its count, or 1. */
export function weight(values: Counted): Sql {
  return values.grouped ? sql`n` : sql`1`;
}
