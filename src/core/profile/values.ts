import type { TopValue } from '../../shared/profile/columnProfile.ts';
import { joinSql, lit, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { asText } from './column.ts';
import type { Counted } from './details/counted.ts';
import type { ProfiledColumn } from './column.ts';
import { binExpression } from './histogram.ts';
import type { Span } from './histogram.ts';
import { parseDouble, profileValue } from './profileValue.ts';

const TOP = 10;

/** The ten most frequent values of groups; the smaller value first where counts are equal. */
export function topQuery(table: Sql, column: ProfiledColumn): Sql {
  return sql`SELECT ${asText(column, sql`v`)}, CAST(n AS VARCHAR) FROM ${table} ORDER BY n DESC, v LIMIT ${lit(TOP)}`;
}

/** Reads the rows of `topQuery`. */
export function readTop(
  rows: readonly (readonly (string | null)[])[],
  column: ProfiledColumn,
): TopValue[] {
  return rows.map(([value, count]) => ({
    value: profileValue(column.type, value ?? ''),
    count: Number(count),
  }));
}

/** Counts of the finite values of groups, by bin. */
export function histogramQuery(table: Sql, span: Span): Sql {
  const bin = binExpression(sql`CAST(v AS DOUBLE)`, span);
  return sql`SELECT CAST(${bin} AS VARCHAR), CAST(sum(n) AS VARCHAR) FROM ${table} WHERE isfinite(CAST(v AS DOUBLE)) GROUP BY 1`;
}

/** Reads the rows of `histogramQuery`: counts by bin. */
export function readHistogram(rows: readonly (readonly (string | null)[])[]): Map<number, number> {
  return new Map(rows.map(([bin, count]) => [Number(bin), Number(count)]));
}

/** The values at some ranks (from 0) among the numbers of groups in their order. */
export function ranksQuery(table: Sql, column: ProfiledColumn, ranks: readonly number[]): Sql {
  const holds = ranks.map((rank) => {
    const r = trusted(String(rank));
    return sql`(upto > ${r} AND upto - n <= ${r})`;
  });
  const numbers = column.family === 'float' ? sql`WHERE NOT isnan(v)` : sql``;
  return sql`SELECT ${asText(column, sql`v`)}, CAST(upto - n AS VARCHAR), CAST(upto AS VARCHAR) FROM (SELECT v, n, sum(n) OVER (ORDER BY v) AS upto FROM ${table} ${numbers}) WHERE ${joinSql(holds, ' OR ')}`;
}

/**
 * The values at some ranks (from 0) among `count` numbers of rows that are not grouped, one a row. Of a
 * few thousand rows picking them is quicker than summing up groups. DuckDB's `quantile_disc(p)` is the
 * value at rank ⌈p · count⌉ − 1.
 */
export function rowRanksQuery(every: Counted, ranks: readonly number[], count: number): Sql {
  const { column, from } = every;
  const shares = ranks.map((rank) => lit((rank + 0.5) / count));
  const numbers = column.family === 'float' ? sql` WHERE NOT isnan(v)` : sql``;
  return sql`SELECT ${asText(column, sql`unnest(quantile_disc(v, [${joinSql(shares)}]))`)} FROM ${from}${numbers}`;
}

/** Reads the rows of `rowRanksQuery`: the value at a rank. */
export function readRowRanks(
  rows: readonly (readonly (string | null)[])[],
  ranks: readonly number[],
): (rank: number) => number {
  // Adding 0 makes the two zeros one.
  const values = new Map(ranks.map((rank, i) => [rank, parseDouble(rows[i]?.[0] ?? '') + 0]));
  return (rank) => values.get(rank) ?? NaN;
}

/** Reads the rows of `ranksQuery`: the value at a rank. */
export function readRanks(rows: readonly (readonly (string | null)[])[]): (rank: number) => number {
  const spans = rows.map(([value, from, to]) => ({
    value: parseDouble(value ?? ''),
    from: Number(from),
    to: Number(to),
  }));
  return (rank) => spans.find(({ from, to }) => from <= rank && rank < to)?.value ?? NaN;
}
