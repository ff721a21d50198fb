import type { TopValue } from '../../../shared/profile/columnProfile.ts';
import { lit, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { asText } from '../column.ts';
import type { ProfiledColumn } from '../column.ts';
import { profileValue } from '../profileValue.ts';
import { countOf } from './textRow.ts';
import type { TextRow } from './textRow.ts';

const TOP = 200;

/** Long values would fill the answer; a value is told by its beginning. */
const LONGEST = 1000;

/** The most frequent of the distinct values; the smaller value first where counts are equal. */
export function topValuesQuery(distinct: Sql, column: ProfiledColumn): Sql {
  const text = sql`left(${asText(column, sql`v`)}, ${lit(LONGEST)})`;
  return sql`SELECT ${text}, n FROM (SELECT v, n FROM ${distinct} ORDER BY n DESC, v LIMIT ${lit(TOP)}) ORDER BY n DESC, v`;
}

/**
 * Makes a table of the values that occur more than once in a sample, with their counts in the whole:
 * the most frequent ones of a column whose values are nearly all different. One that a sample of s
 * rows met once at most is rarer than about 5 / s of the rows.
 */
export function frequentTable(table: Sql, relation: Sql, column: ProfiledColumn, sample: Sql): Sql {
  const candidates = sql`SELECT ${column.sql} AS v FROM ${sample} WHERE ${column.sql} IS NOT NULL GROUP BY 1 HAVING count(*) > 1 ORDER BY count(*) DESC, 1 LIMIT ${lit(2 * TOP)}`;
  return sql`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${column.sql} AS v, count(*) AS n FROM ${relation} WHERE ${column.sql} IN (${candidates}) GROUP BY 1`;
}

/** Reads the rows of `topValuesQuery`: the values, and how many of the filled rows hold others. */
export function readTopValues(
  rows: readonly TextRow[],
  column: ProfiledColumn,
  filled: number,
): { readonly top: readonly TopValue[]; readonly other: number } {
  const top = rows.map(([value, count]) => ({
    value: profileValue(column.type, value ?? ''),
    count: countOf(count),
  }));
  return { top, other: filled - top.reduce((sum, { count }) => sum + count, 0) };
}
