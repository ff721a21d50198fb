import type { DuckDBConnection } from '@duckdb/node-api';
import { joinSql, lit, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';

/** Stretches that are counted together. */
const MOST_TOGETHER = 16;

/**
 * Counts matches stretch by stretch, in order, only until there are `enough`; what was counted stays
 * in `begun`. Each round looks at as many stretches as all before it, up to a limit, so that few
 * rounds of fetching are needed, and nothing is fetched for a page that the first rows fill.
 */
export async function countAhead(
  connection: DuckDBConnection,
  {
    bounds,
    begun,
    enough,
  }: { readonly bounds: readonly number[]; readonly begun: number[]; readonly enough: number },
  over: (from: number, to: number) => Promise<Sql>,
): Promise<void> {
  const found = (): number => begun.reduce((sum, count) => sum + count, 0);
  while (found() < enough && begun.length < bounds.length - 1) {
    const first = begun.length;
    const last = Math.min(bounds.length - 1, first + Math.max(1, Math.min(first, MOST_TOGETHER)));
    const parts: Sql[] = [];
    for (let at = first; at < last; at += 1) {
      const part = await over(bounds[at] ?? 0, bounds[at + 1] ?? 0);
      parts.push(sql`SELECT ${lit(at)} AS place, count(*) AS matches FROM ${part}`);
    }
    const counted = sql`SELECT matches FROM (${joinSql(parts, ' UNION ALL ')}) ORDER BY place`;
    const counts = (await connection.runAndReadAll(counted)).getRows();
    // Another page of the same rows may have counted them meanwhile.
    if (begun.length !== first) continue;
    for (const [count] of counts) begun.push(Number(count));
  }
}
