import type { HistogramBin } from '../../shared/profile/columnProfile.ts';
import { lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';

/** Bins of a histogram. */
const BINS = 20;

/** The finite range that a histogram spans; `width` is that of one bin. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

/** The span of finite values, or undefined if there are none. */
export function spanOf(from: number, to: number): Span | undefined {
  if (!Number.isFinite(from) || !Number.isFinite(to)) return undefined;
  // Dividing first keeps the widest range of doubles from overflowing.
  return { from, to, width: to / BINS - from / BINS };
}

/** True where the range cannot be cut in bins: one value, or a range as fine as doubles are. */
function isSinglePoint(span: Span): boolean {
  return span.width === 0 || edge(span, 1) === span.from;
}

/** Lower edge of a bin. SQL and JavaScript compute the same double. */
function edge(span: Span, bin: number): number {
  if (bin === BINS) return span.to;
  if (overflows(span)) return (span.from / BINS) * (BINS - bin) + (span.to / BINS) * bin;
  return span.from + bin * span.width;
}

/**
 * The bin of a finite double in SQL, 0 to 19. The quotient may be one off by rounding, so it is set
 * right by comparing with the edges themselves.
 */
export function binExpression(value: Sql, span: Span): Sql {
  if (isSinglePoint(span)) return sql`0`;
  const from = lit(span.from);
  const width = lit(span.width);
  const quotient = overflows(span)
    ? sql`${value} / ${width} - ${from} / ${width}`
    : sql`(${value} - ${from}) / ${width}`;
  const guess = sql`least(greatest(floor(${quotient}), 0), 19)`;
  const down = sql`CASE WHEN ${value} < ${edgeSql(guess, span)} THEN 1 ELSE 0 END`;
  const up = sql`CASE WHEN ${value} >= ${edgeSql(sql`(${guess} + 1)`, span)} THEN 1 ELSE 0 END`;
  return sql`CAST(least(greatest(${guess} - ${down} + ${up}, 0), 19) AS INTEGER)`;
}

function edgeSql(bin: Sql, span: Span): Sql {
  if (!overflows(span)) return sql`${lit(span.from)} + ${bin} * ${lit(span.width)}`;
  return sql`${lit(span.from / BINS)} * (20 - ${bin}) + ${lit(span.to / BINS)} * ${bin}`;
}

function overflows(span: Span): boolean {
  return !Number.isFinite(span.to - span.from);
}

/** The edges between the bins, ascending; none where all values are in one. */
export function innerEdges(span: Span): number[] {
  if (isSinglePoint(span)) return [];
  return Array.from({ length: BINS - 1 }, (_, bin) => edge(span, bin + 1));
}

/** The bin of a finite double, as `binExpression` finds it in SQL. */
export function binOf(value: number, edges: readonly number[]): number {
  const above = edges.findIndex((edge) => value < edge);
  return above === -1 ? edges.length : above;
}

/** Twenty bins from counts by bin; a single point is one closed bin. */
export function histogramBins(span: Span, counts: ReadonlyMap<number, number>): HistogramBin[] {
  if (isSinglePoint(span)) {
    return [{ from: span.from, to: span.to, count: counts.get(0) ?? 0 }];
  }
  return Array.from({ length: BINS }, (_, bin) => ({
    from: edge(span, bin),
    to: edge(span, bin + 1),
    count: counts.get(bin) ?? 0,
  }));
}
