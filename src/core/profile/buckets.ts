import type { HistogramBin, Quantiles } from '../../shared/contracts/engine.ts';
import { joinSql, lit, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { asText } from './column.ts';
import type { ProfiledColumn } from './column.ts';
import { binExpression, histogramBins, isSinglePoint } from './histogram.ts';
import type { Span } from './histogram.ts';
import { parseDouble } from './profileValue.ts';
import { quantileRanks, quantiles } from './quantiles.ts';

const PER_BIN = 64;

/** Values in one bucket, in the order of the values. */
export interface Bucket {
  readonly bin: number;
  readonly part: number;
  readonly count: number;
  readonly squares: number;
  readonly rest: number;
}

/**
 * Cuts the finite values of a column with very many distinct ones into 1,280 buckets, with sums for
 * the standard deviation: one scan and no large table.
 */
export function bucketQuery(relation: Sql, column: ProfiledColumn, span: Span, mean: number): Sql {
  const d = sql`(x - ${lit(Number.isFinite(mean) ? mean : 0)})`;
  return sql`SELECT CAST(bin AS VARCHAR), CAST(part AS VARCHAR), CAST(count(*) AS VARCHAR), CAST(sum(${d} * ${d}) AS VARCHAR), CAST(sum(${d}) AS VARCHAR) FROM (${placed(relation, column, span)}) GROUP BY bin, part`;
}

/** Reads the rows of `bucketQuery`, sorted by value. */
export function readBuckets(rows: readonly (readonly (string | null)[])[]): Bucket[] {
  return rows
    .map(([bin, part, count, squares, rest]) => ({
      bin: Number(bin),
      part: Number(part),
      count: Number(count),
      squares: parseDouble(squares ?? '0'),
      rest: parseDouble(rest ?? '0'),
    }))
    .sort((a, b) => a.bin - b.bin || a.part - b.part);
}

/** The histogram that the buckets add up to. */
export function bucketHistogram(buckets: readonly Bucket[], span: Span): HistogramBin[] {
  const counts = new Map<number, number>();
  for (const { bin, count } of buckets) counts.set(bin, (counts.get(bin) ?? 0) + count);
  return histogramBins(span, counts);
}

/** A rank of a quantile and where it lies: a bucket and a place in it, from 1. */
interface Wanted {
  readonly rank: number;
  readonly bin: number;
  readonly part: number;
  readonly place: number;
}

/** The ranks among the finite values; `before` values, all of them minus infinity, come first. */
function wanted(buckets: readonly Bucket[], before: number, count: number): Wanted[] {
  const found: Wanted[] = [];
  let from = before;
  for (const bucket of buckets) {
    const { bin, part } = bucket;
    for (const rank of quantileRanks(count)) {
      if (rank >= from && rank < from + bucket.count) {
        found.push({ rank, bin, part, place: rank - from + 1 });
      }
    }
    from += bucket.count;
  }
  return found;
}

/** Sorts only the buckets that hold a quantile and picks the values at its ranks; none: undefined. */
export function bucketRanksQuery(
  relation: Sql,
  column: ProfiledColumn,
  span: Span,
  buckets: readonly Bucket[],
  count: { readonly before: number; readonly all: number },
): Sql | undefined {
  const ranks = wanted(buckets, count.before, count.all);
  if (ranks.length === 0) return undefined;
  const number = (value: number): Sql => trusted(String(value));
  const pairs = ranks.map(({ bin, part }) => sql`(${number(bin)}, ${number(part)})`);
  const places = ranks.map(
    ({ bin, part, place }) => sql`(${number(bin)}, ${number(part)}, ${number(place)})`,
  );
  return sql`SELECT CAST(bin AS VARCHAR), CAST(part AS VARCHAR), CAST(place AS VARCHAR), ${asText(column, sql`v`)} FROM (SELECT bin, part, v, row_number() OVER (PARTITION BY bin, part ORDER BY v) AS place FROM (${placed(relation, column, span)}) WHERE (bin, part) IN (${joinSql([...new Set(pairs)])})) WHERE (bin, part, place) IN (${joinSql(places)})`;
}

/** Reads the rows of `bucketRanksQuery`. */
export function readBucketQuantiles(
  rows: readonly (readonly (string | null)[])[],
  buckets: readonly Bucket[],
  count: { readonly before: number; readonly all: number },
): Quantiles {
  const values = new Map(
    rows.map(([bin, part, place, value]) => [
      `${String(bin)}/${String(part)}/${String(place)}`,
      parseDouble(value ?? ''),
    ]),
  );
  const ranks = wanted(buckets, count.before, count.all);
  return quantiles(count.all, (rank) => {
    if (rank < count.before) return -Infinity;
    const place = ranks.find((one) => one.rank === rank);
    if (!place) return Infinity;
    return values.get(`${String(place.bin)}/${String(place.part)}/${String(place.place)}`) ?? NaN;
  });
}

/** Each finite value `v` with its double `x`, bin and part; both grow with the value. */
function placed(relation: Sql, column: ProfiledColumn, span: Span): Sql {
  const inner = sql`SELECT ${column.sql} AS v, CAST(${column.sql} AS DOUBLE) AS x FROM ${relation} WHERE isfinite(CAST(${column.sql} AS DOUBLE))`;
  const step = lit(span.width / PER_BIN);
  const part = isSinglePoint(span)
    ? sql`0`
    : sql`CAST(floor((x / ${lit(2)} - ${lit(span.from / 2)}) / (${step} / 2)) AS BIGINT)`;
  return sql`SELECT v, x, ${binExpression(sql`x`, span)} AS bin, ${part} AS part FROM (${inner})`;
}
