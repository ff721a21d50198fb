import type { DuckDBConnection } from '@duckdb/node-api';
import { sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { throwIfCancelled } from '../../shared/errors.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';

/** A stretch of more rows than this takes too long for one page. */
const LARGEST_STRETCH = 500_000;
/** With fewer rows in a stretch, on average, a page reads too many of them. */
const LEAST_MATCHES = 400;

/** Where the rows that conditions let through lie: how many of them each stretch of a source has. */
export class FilterCounts {
  readonly rows: number;
  private readonly bounds: readonly number[];
  /** Matches before each stretch, and all of them. */
  private readonly before: readonly number[];

  constructor(bounds: readonly number[], counts: readonly number[]) {
    this.bounds = bounds;
    let sum = 0;
    this.before = [0, ...counts.map((count) => (sum += count))];
    this.rows = sum;
  }

  /** Counts stretch by stretch; `over` gives the query over rows `[from, to)` of its source. */
  static async count(
    connection: DuckDBConnection,
    bounds: readonly number[],
    over: (from: number, to: number) => Promise<Sql>,
    context: HandlerContext,
  ): Promise<FilterCounts> {
    const total = bounds.at(-1) ?? 0;
    const counts: number[] = [];
    for (const [at, from] of bounds.slice(0, -1).entries()) {
      throwIfCancelled(context.signal);
      const counted = sql`SELECT count(*) FROM ${await over(from, bounds[at + 1] ?? from)}`;
      const reader = await connection.runAndReadAll(counted);
      counts.push(Number(reader.getRows()[0]?.[0]));
      context.progress({ what: 'order', done: bounds[at + 1] ?? total, total, unit: 'rows' });
    }
    return new FilterCounts(bounds, counts);
  }

  /** True if any page lies in few stretches, none of which is long. */
  get isDense(): boolean {
    const stretches = this.bounds.length - 1;
    const longest = this.bounds.reduce(
      (most, bound, at) => Math.max(most, bound - (this.bounds[at - 1] ?? bound)),
      0,
    );
    return longest <= LARGEST_STRETCH && (stretches <= 2 || this.rows / stretches >= LEAST_MATCHES);
  }

  /** The rows of the source that hold matches `[offset, offset + limit)`, and how many come before. */
  find(
    offset: number,
    limit: number,
  ): { readonly from: number; readonly to: number; readonly skip: number } {
    const first = this.stretchOf(offset);
    const last = this.stretchOf(Math.max(offset, Math.min(offset + limit, this.rows) - 1));
    return {
      from: this.bounds[first] ?? 0,
      to: this.bounds[last + 1] ?? this.bounds.at(-1) ?? 0,
      skip: offset - (this.before[first] ?? 0),
    };
  }

  /** The matches of a stretch: the number of its first one, and how many there are. */
  inStretch(stretch: number): { readonly start: number; readonly rows: number } {
    const start = this.before[stretch] ?? this.rows;
    return { start, rows: (this.before[stretch + 1] ?? this.rows) - start };
  }

  /** The stretch that holds a match, by its number; the last one for a number beyond the end. */
  private stretchOf(match: number): number {
    let [low, high] = [0, Math.max(0, this.before.length - 2)];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.before[middle + 1] ?? 0) > match) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
