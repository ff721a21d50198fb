import type { HistogramBin, Quantiles, TopValue } from '../../shared/contracts/engine.ts';
import { joinSql, lit, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { asText } from './column.ts';
import { duckdbType } from '../sql/types.ts';
import type { ProfiledColumn } from './column.ts';
import { binExpression, histogramBins } from './histogram.ts';
import type { Span } from './histogram.ts';
import { parseDouble, profileValue } from './profileValue.ts';
import { quantileRanks, quantiles } from './quantiles.ts';

const TOP = 10;

/** The distinct values of a column with their counts, as a table for the queries below. */
export function groupQuery(table: Sql, relation: Sql, column: ProfiledColumn): Sql {
  return sql`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT ${column.sql} AS v, count(*) AS n FROM ${relation} WHERE ${column.sql} IS NOT NULL GROUP BY ${column.sql}`;
}

/** Distinct values, and those that occur once. */
export function distinctQuery(table: Sql): Sql {
  return sql`SELECT CAST(count(*) AS VARCHAR), CAST(count(*) FILTER (WHERE n = 1) AS VARCHAR) FROM ${table}`;
}

/** The ten most frequent values; the smaller value first where counts are equal. */
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

/**
 * Sums of squared distances and of distances from a centre near the mean, by `standardDeviation`.
 *
 * Integers and decimals are taken from the value nearest to the mean before they become doubles:
 * beyond 2⁵³ the doubles of neighbours are the same.
 */
export function spreadQuery(table: Sql, column: ProfiledColumn, mean: number): Sql {
  const { type } = column;
  const sums = sql`SELECT CAST(fsum(n * d * d) AS VARCHAR), CAST(fsum(n * d) AS VARCHAR)`;
  const rounded = sql`(CAST(v AS DOUBLE) - ${lit(mean)})`;
  if (type.kind !== 'decimal' && type.kind !== 'int64') {
    return sql`${sums} FROM (SELECT n, ${rounded} AS d FROM ${table} WHERE NOT isnan(CAST(v AS DOUBLE)))`;
  }
  const scale = type.kind === 'decimal' ? type.scale : 0;
  const wide = duckdbType({ kind: 'decimal', precision: 38, scale });
  // 38 digits leave no room for a difference that is larger than the values themselves.
  const exact = sql`coalesce(TRY(CAST(CAST(v AS ${wide}) - centre AS DOUBLE)), ${rounded})`;
  const centre = sql`SELECT CAST(arg_min(v, abs(${rounded})) AS ${wide}) AS centre FROM ${table}`;
  return sql`${sums} FROM (SELECT n, ${exact} AS d FROM ${table}, (${centre}))`;
}

/** Sample standard deviation (n − 1) from `spreadQuery`: the corrected two-pass formula. */
export function standardDeviation(squares: number, rest: number, count: number): number {
  if (count < 2) return NaN;
  return Math.sqrt(Math.max(0, squares - (rest * rest) / count) / (count - 1));
}

/** Counts of finite values by bin. */
export function histogramQuery(table: Sql, span: Span): Sql {
  const bin = binExpression(sql`CAST(v AS DOUBLE)`, span);
  return sql`SELECT CAST(${bin} AS VARCHAR), CAST(sum(n) AS VARCHAR) FROM ${table} WHERE isfinite(CAST(v AS DOUBLE)) GROUP BY 1`;
}

/** Reads the rows of `histogramQuery`. */
export function readHistogram(
  rows: readonly (readonly (string | null)[])[],
  span: Span,
): HistogramBin[] {
  return histogramBins(span, new Map(rows.map(([bin, count]) => [Number(bin), Number(count)])));
}

/** The values that hold the ranks of the quantiles, with the ranks that each spans. */
export function ranksQuery(table: Sql, column: ProfiledColumn, count: number): Sql {
  const holds = quantileRanks(count).map((rank) => {
    const r = trusted(String(rank));
    return sql`(upto > ${r} AND upto - n <= ${r})`;
  });
  const numbers = column.family === 'float' ? sql`WHERE NOT isnan(v)` : sql``;
  return sql`SELECT ${asText(column, sql`v`)}, CAST(upto - n AS VARCHAR), CAST(upto AS VARCHAR) FROM (SELECT v, n, sum(n) OVER (ORDER BY v) AS upto FROM ${table} ${numbers}) WHERE ${joinSql(holds, ' OR ')}`;
}

/** Reads the rows of `ranksQuery`. */
export function readQuantiles(
  rows: readonly (readonly (string | null)[])[],
  count: number,
): Quantiles {
  const spans = rows.map(([value, from, to]) => ({
    value: parseDouble(value ?? ''),
    from: Number(from),
    to: Number(to),
  }));
  return quantiles(
    count,
    (rank) => spans.find(({ from, to }) => from <= rank && rank < to)?.value ?? NaN,
  );
}
