import type { ColumnType } from '../../shared/columnType.ts';
import { StepError } from '../operations/define.ts';
import { ident, lit, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { formatType } from '../sql/types.ts';

/** A period of a series, from the shortest. */
export type SeriesUnit =
  'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Seconds of one period; months and longer ones are taken at their usual length. */
const seconds: Readonly<Record<SeriesUnit, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_629_746,
  quarter: 7_889_238,
  year: 31_556_952,
};

/** More periods than this cannot be told apart on a chart. */
const MOST = 200;

/** Types that have a series. */
const kinds = ['date', 'timestamp', 'timestamptz', 'timestamp_ns'];

/** One row with the first and the last instant as seconds since 1970; infinite dates are left out. */
export function seriesSpan(rows: Sql, column: string, type: ColumnType): Sql {
  if (!kinds.includes(type.kind)) {
    throw new StepError(
      [],
      `“${column}” is ${formatType(type)}, which has no course over time.`,
      'Choose a column of dates or timestamps.',
    );
  }
  const at = instant(column);
  return sql`SELECT epoch(min(${at})) AS a, epoch(max(${at})) AS b FROM (
${rows}
) WHERE isfinite(${at})`;
}

/** The shortest period of which the span has about 200 at most. Dates have no hours. */
export function pickSeriesUnit(from: number, to: number, type: ColumnType): SeriesUnit {
  const units: readonly SeriesUnit[] =
    type.kind === 'date'
      ? ['day', 'week', 'month', 'quarter', 'year']
      : ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];
  return units.find((unit) => (to - from) / seconds[unit] <= MOST) ?? 'year';
}

/** Rows per period, in order: `at` (its start, a timestamp in UTC) and `count` (int64). */
export function seriesQuery(rows: Sql, column: string, unit: SeriesUnit): Sql {
  const at = instant(column);
  return sql`SELECT CAST(date_trunc(${lit(unit)}, ${at}) AS TIMESTAMP) AS ${ident('at')}, count(*) AS ${ident('count')} FROM (
${rows}
) WHERE isfinite(${at}) GROUP BY ALL ORDER BY ${ident('at')}`;
}

/** Any of the types as a timestamp without zone; what is beyond its range is null. */
function instant(column: string): Sql {
  return sql`TRY_CAST(${ident(column)} AS ${trusted('TIMESTAMP')})`;
}
