import { joinSql, lit, sql, trusted } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { between, rankPlace } from '../closestRanks.ts';
import { parseDouble } from '../profileValue.ts';
import { tally } from './counted.ts';
import type { Counted } from './counted.ts';
import type { TextRow } from './textRow.ts';

/** A stretch of doubles, both ends in it, that is looked at value by value. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
}

/** All values: nothing is only counted. */
export const everywhere: readonly Stretch[] = [{ low: -Infinity, high: Infinity }];

/** Which quartiles: 1, 2 (the median), 3. */
type Quarter = 1 | 2 | 3;

/**
 * Ends of stretches of a sample that hold the quartiles of the whole in all but one of 10,000 cases:
 * four standard errors of a sample's rank to each side.
 */
export function stretchesQuery(sample: Counted, x: Sql, quarters: readonly Quarter[]): Sql {
  const numbers = sql`SELECT ${x} AS x, count(*) OVER () AS s FROM ${sample.from} WHERE NOT isnan(${x})`;
  const picks = quarters.flatMap((quarter) => {
    const p = quarter / 4;
    const margin = sql`CAST(ceil(4 * sqrt(${lit(p * (1 - p))} * s)) AS BIGINT)`;
    const at = sql`CAST(floor(${lit(p)} * (s - 1)) AS BIGINT)`;
    return [sql`greatest(1, ${at} + 1 - ${margin})`, sql`least(s, ${at} + 2 + ${margin})`];
  });
  return sql`SELECT CAST(x AS VARCHAR) FROM (SELECT x, s, row_number() OVER (ORDER BY x) AS r FROM (${numbers})) WHERE r IN (${joinSql(picks)}) ORDER BY r`;
}

/** Reads the rows of `stretchesQuery`; stretches that touch become one. */
export function readStretches(rows: readonly TextRow[]): readonly Stretch[] {
  const ends = rows.map(([x]) => parseDouble(x ?? 'nan'));
  const stretches: { low: number; high: number }[] = [];
  for (let i = 0; i + 1 < ends.length; i += 2) {
    const [low = -Infinity, high = Infinity] = ends.slice(i, i + 2);
    const last = stretches.at(-1);
    if (last && low <= last.high) last.high = Math.max(last.high, high);
    else stretches.push({ low, high });
  }
  return ends.length % 2 === 1 || stretches.length === 0 ? everywhere : stretches;
}

/**
 * The values at the ranks of the quartiles among `count` numbers, infinities too. Outside the
 * stretches values are only counted, inside they are sorted: so the answer is exact, or has no value
 * where a quartile lies outside.
 */
export function quartilesQuery(
  values: Counted,
  x: Sql,
  quarters: readonly Quarter[],
  count: number,
  stretches: readonly Stretch[],
): Sql {
  const cases = stretches.map(
    ({ low, high }, i) =>
      sql`WHEN x < ${lit(low)} THEN ${lit(2 * i)} WHEN x <= ${lit(high)} THEN ${lit(2 * i + 1)}`,
  );
  const region = sql`CASE ${joinSql(cases, ' ')} ELSE ${lit(2 * stretches.length)} END`;
  const n = values.grouped ? sql`, n` : sql``;
  const placed = sql`SELECT x, ${region} AS region${n} FROM (SELECT ${x} AS x${n} FROM ${values.from}) WHERE NOT isnan(x)`;
  const groups = sql`SELECT region, CASE WHEN region % 2 = 1 THEN x END AS x, ${tally(values)} AS n FROM (${placed}) GROUP BY 1, 2`;
  const summed = sql`SELECT x, n, sum(n) OVER (ORDER BY region, x ROWS UNBOUNDED PRECEDING) AS upto FROM (${groups})`;
  const holds = ranksOf(quarters, count).map((rank) => {
    const r = trusted(String(rank));
    return sql`(upto > ${r} AND upto - n <= ${r})`;
  });
  return sql`SELECT CAST(x AS VARCHAR), CAST(upto - n AS VARCHAR), CAST(upto AS VARCHAR) FROM (${summed}) WHERE ${joinSql(holds, ' OR ')}`;
}

/**
 * The values at the ranks of the quartiles among `count` numbers of rows that are not grouped: of a few
 * thousand rows picking them is quicker than summing up groups. DuckDB's `quantile_disc(p)` is the
 * value at rank ⌈p · count⌉ − 1. Its rows are read by `readQuartiles`.
 */
export function fewQuartilesQuery(
  every: Counted,
  x: Sql,
  quarters: readonly Quarter[],
  count: number,
): Sql {
  const ranks = ranksOf(quarters, count);
  const shares = ranks.map((rank) => lit((rank + 0.5) / count));
  const picked = sql`SELECT unnest(quantile_disc(x, [${joinSql(shares)}])) AS x, unnest([${joinSql(ranks.map(lit))}]) AS rank FROM (SELECT ${x} AS x FROM ${every.from}) WHERE NOT isnan(x)`;
  return sql`SELECT CAST(x + 0 AS VARCHAR), CAST(rank AS VARCHAR), CAST(rank + 1 AS VARCHAR) FROM (${picked})`;
}

/**
 * Reads the rows of `quartilesQuery`: quartiles by linear interpolation between closest ranks (Hyndman
 * and Fan's type 7, as numpy and pandas do). Undefined where one lies outside the stretches.
 */
export function readQuartiles(
  rows: readonly TextRow[],
  quarters: readonly Quarter[],
  count: number,
): readonly number[] | undefined {
  const spans = rows.map(([x, from, to]) => ({
    x: x === null || x === undefined ? undefined : parseDouble(x),
    from: Number(from),
    to: Number(to),
  }));
  const valueAt = (rank: number): number | undefined =>
    spans.find(({ from, to }) => from <= rank && rank < to)?.x;
  const found: number[] = [];
  for (const quarter of quarters) {
    const { below, above, share } = rankPlace(quarter, 4, count);
    const [low, high] = [valueAt(below), valueAt(above)];
    if (low === undefined || high === undefined) return undefined;
    found.push(between(low, high, share));
  }
  return found;
}

function ranksOf(quarters: readonly Quarter[], count: number): number[] {
  return [
    ...new Set(
      quarters.flatMap((quarter) => {
        const { below, above } = rankPlace(quarter, 4, count);
        return [below, above];
      }),
    ),
  ];
}
