import { sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { tally } from './counted.ts';
import type { Counted } from './counted.ts';

/** An ISO 8601 timestamp without its zone. */
const isoTimestamp = sql`[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?`;

/** The zone after an ISO 8601 timestamp: `Z`, an offset, or a name such as `UTC`. */
const isoZone = sql` ?(?:[Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)`;

/** Matches a whole ISO 8601 timestamp. */
export const isoTimestampPattern = sql`${isoTimestamp}(?:${isoZone})?`;

/**
 * Zones of texts that look like timestamps: `Z` (also for UTC and GMT), an offset as `+02:00`, or
 * `none`. Read with `readNamedCounts`.
 */
export function zonesQuery(values: Counted): Sql {
  const pattern = sql`'^${isoTimestamp} ?(.*)$'`;
  const raw = sql`upper(regexp_extract(trim(v), ${pattern}, 1))`;
  const zone = sql`CASE WHEN z = '' THEN 'none' WHEN z IN ('Z', 'UTC', 'GMT') THEN 'Z' WHEN length(z) = 3 THEN z || ':00' WHEN length(z) = 5 THEN left(z, 3) || ':' || right(z, 2) ELSE z END`;
  const n = values.grouped ? sql`, n` : sql``;
  const looks = sql`length(v) < 60 AND regexp_full_match(trim(v), '${isoTimestampPattern}')`;
  return sql`SELECT ${zone} AS zone, ${tally(values)} AS texts FROM (SELECT ${raw} AS z${n} FROM ${values.from} WHERE ${looks}) GROUP BY zone ORDER BY texts DESC, zone`;
}
