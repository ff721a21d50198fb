import type { DateDetails } from '../../../shared/profile/columnDetails.ts';
import { lit, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { tally } from './counted.ts';
import type { Counted } from './counted.ts';
import type { Instants } from './instants.ts';
import type { TextRow } from './textRow.ts';

const BINS = 20n;

/** Where the bins of a histogram of dates begin, in ticks; the last edge closes the last bin. */
export interface DateBins {
  readonly edges: readonly bigint[];
  /** The bin of a tick in SQL. */
  readonly bin: (ticks: Sql) => Sql;
}

/**
 * Twenty bins of equal time, to the tick; of dates, at most twenty bins of equally many days, the last
 * of which may be cut short by the last date.
 */
export function dateBins(instants: Instants, min: bigint, max: bigint): DateBins {
  const range = max - min;
  // Beyond it, twenty times the distance needs more than 64 bits.
  const wide = range > 400_000_000_000_000_000n;
  const from = (ticks: Sql): Sql =>
    wide ? sql`(CAST(${ticks} AS HUGEINT) - ${lit(min)})` : sql`(${ticks} - ${lit(min)})`;
  if (instants.perSecond === undefined) {
    const width = (range + BINS) / BINS;
    const count = Number((range + width) / width);
    const edges = Array.from({ length: count }, (_, i) => min + BigInt(i) * width);
    return { edges: [...edges, max], bin: (ticks) => sql`${from(ticks)} // ${lit(width)}` };
  }
  if (range === 0n) return { edges: [min, max], bin: () => sql`0` };
  const edges = Array.from({ length: Number(BINS) + 1 }, (_, i) => {
    const twentieths = BigInt(i) * range;
    return min + twentieths / BINS + (twentieths % BINS === 0n ? 0n : 1n);
  });
  const bin = (ticks: Sql): Sql =>
    sql`least(${from(ticks)} * ${lit(BINS)} // ${lit(range)}, ${lit(BINS - 1n)})`;
  return { edges, bin };
}

/** Counts of finite dates by bin. */
export function dateHistogramQuery(values: Counted, instants: Instants, bins: DateBins): Sql {
  return sql`SELECT CAST(${bins.bin(instants.ticks)} AS INTEGER) AS bin, ${tally(values)} FROM ${values.from} WHERE isfinite(v) GROUP BY bin`;
}

/** Reads the rows of `dateHistogramQuery`; `edges` are the texts of the bins' edges. */
export function readDateHistogram(
  rows: readonly TextRow[],
  edges: readonly string[],
): DateDetails['histogram'] {
  const counts = new Map(rows.map(([bin, count]) => [Number(bin), Number(count)]));
  return edges
    .slice(0, -1)
    .map((from, bin) => ({ from, to: edges[bin + 1] ?? from, count: counts.get(bin) ?? 0 }));
}
