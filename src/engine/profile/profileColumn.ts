import type { DuckDBConnection } from '@duckdb/node-api';
import {
  bucketHistogram,
  bucketQuery,
  bucketRanksQuery,
  readBucketQuantiles,
  readBuckets,
} from '../../core/profile/buckets.ts';
import { columnResult } from '../../core/profile/columnResult.ts';
import type { Figures } from '../../core/profile/columnResult.ts';
import { isNumeric } from '../../core/profile/column.ts';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import { spanOf } from '../../core/profile/histogram.ts';
import type { Span } from '../../core/profile/histogram.ts';
import type { Overview } from '../../core/profile/overview.ts';
import { parseDouble } from '../../core/profile/profileValue.ts';
import * as values from '../../core/profile/values.ts';
import { sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { ColumnProfile } from '../../shared/contracts/engine.ts';
import { textRows } from './textRows.ts';

/**
 * Below this estimate distinct values are counted exactly. The estimate's error is sqrt(255 / n), so
 * only from here on it stays within 3 % (2.8 standard errors).
 */
const EXACT_BELOW = 2_500_000;

/** Above this share of distinct values a column has no values worth naming as the most frequent. */
const NEARLY_UNIQUE = 0.9;

const GROUPS = sql`__sluice_values`;

/** The figures of one column, after the overview of all. */
export async function profileColumn(
  connection: DuckDBConnection,
  relation: Sql,
  column: ProfiledColumn,
  overview: Overview,
  rows: number,
): Promise<ColumnProfile> {
  if (overview.filled === 0) return columnResult(column, overview, rows, { distinct: 0 });
  const estimate = overview.distinctEstimate;
  const few = estimate < EXACT_BELOW || estimate < NEARLY_UNIQUE * overview.filled;
  const figures = few
    ? await fromGroups(connection, relation, column, overview)
    : await fromBuckets(connection, relation, column, overview);
  return columnResult(column, overview, rows, figures);
}

async function fromGroups(
  connection: DuckDBConnection,
  relation: Sql,
  column: ProfiledColumn,
  overview: Overview,
): Promise<Figures> {
  await connection.run(values.groupQuery(GROUPS, relation, column));
  const [counts = []] = await textRows(connection, values.distinctQuery(GROUPS));
  const figures: Figures = { distinct: Number(counts[0]), once: Number(counts[1]) };
  if (column.family === 'nested') return figures;
  const top = values.readTop(await textRows(connection, values.topQuery(GROUPS, column)), column);
  if (!isNumeric(column)) return { ...figures, top };
  const count = overview.filled - overview.nans;
  if (count === 0) return { ...figures, top };
  const ranks = await textRows(connection, values.ranksQuery(GROUPS, column, count));
  const span = await finiteSpan(connection, sql`${GROUPS}`, sql`v`, overview);
  return {
    ...figures,
    top,
    std: await spread(connection, column, overview, count),
    quantiles: values.readQuantiles(ranks, count),
    ...(span && {
      histogram: values.readHistogram(
        await textRows(connection, values.histogramQuery(GROUPS, span)),
        span,
      ),
    }),
  };
}

async function spread(
  connection: DuckDBConnection,
  column: ProfiledColumn,
  overview: Overview,
  count: number,
): Promise<number> {
  if (!Number.isFinite(overview.mean)) return NaN;
  const [row = []] = await textRows(connection, values.spreadQuery(GROUPS, column, overview.mean));
  return values.standardDeviation(
    parseDouble(row[0] ?? 'nan'),
    parseDouble(row[1] ?? 'nan'),
    count,
  );
}

async function fromBuckets(
  connection: DuckDBConnection,
  relation: Sql,
  column: ProfiledColumn,
  overview: Overview,
): Promise<Figures> {
  const figures: Figures = { distinct: overview.distinctEstimate, sketch: true };
  const span = isNumeric(column)
    ? await finiteSpan(connection, relation, column.sql, overview)
    : undefined;
  if (!span) return figures;
  const buckets = readBuckets(
    await textRows(connection, bucketQuery(relation, column, span, overview.mean)),
  );
  const count = {
    before: overview.negativeInfinities,
    all: overview.filled - overview.nans,
  };
  const query = bucketRanksQuery(relation, column, span, buckets, count);
  const ranks = query ? await textRows(connection, query) : [];
  const sum = (of: (bucket: (typeof buckets)[number]) => number): number =>
    buckets.reduce((total, bucket) => total + of(bucket), 0);
  return {
    ...figures,
    std: Number.isFinite(overview.mean)
      ? values.standardDeviation(
          sum((bucket) => bucket.squares),
          sum((bucket) => bucket.rest),
          count.all,
        )
      : NaN,
    quantiles: readBucketQuantiles(ranks, buckets, count),
    histogram: bucketHistogram(buckets, span),
  };
}

/** The finite extremes: those of the overview, or found anew where there are infinities. */
async function finiteSpan(
  connection: DuckDBConnection,
  relation: Sql,
  value: Sql,
  overview: Overview,
): Promise<Span | undefined> {
  let { min, max } = overview;
  if (overview.infinities > 0) {
    const finite = sql`FILTER (WHERE isfinite(CAST(${value} AS DOUBLE)))`;
    const query = sql`SELECT CAST(CAST(min(${value}) ${finite} AS DOUBLE) AS VARCHAR), CAST(CAST(max(${value}) ${finite} AS DOUBLE) AS VARCHAR) FROM ${relation}`;
    const [row = []] = await textRows(connection, query);
    min = row[0] ?? undefined;
    max = row[1] ?? undefined;
  }
  if (min === undefined || max === undefined) return undefined;
  return spanOf(parseDouble(min), parseDouble(max));
}
