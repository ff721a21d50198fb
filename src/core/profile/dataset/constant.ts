import { joinSql, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { ProfiledColumn } from '../column.ts';
import { SAMPLE, sampled } from './sampleTable.ts';

/** For columns of the sample: whether they hold one value at most, nulls aside. */
export function constantCandidateQuery(indexes: readonly number[]): Sql {
  return sql`SELECT ${joinSql(indexes.map((i) => oneValue(sampled(i))))} FROM ${SAMPLE}`;
}

/** The same over all rows; a column that varies in a sample need not be asked. */
export function constantQuery(relation: Sql, columns: readonly ProfiledColumn[]): Sql {
  const list = columns.map((column) =>
    // Lists, maps and structs have no order on every path; equal ones have equal hashes.
    oneValue(
      column.family === 'nested'
        ? sql`CASE WHEN ${column.sql} IS NULL THEN NULL ELSE hash(${column.sql}) END`
        : column.sql,
    ),
  );
  return sql`SELECT ${joinSql(list)} FROM ${relation}`;
}

/** Reads the one row of either: the items whose column is constant. */
export function readConstant<T>(row: readonly (string | null)[], of: readonly T[]): T[] {
  return of.filter((_, i) => row[i] === 'true');
}

/** NaN is a value, and the two zeros are the same. */
function oneValue(value: Sql): Sql {
  return sql`CAST(coalesce(min(${value}) = max(${value}), true) AS VARCHAR)`;
}
