import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py } from '../python/py.ts';
import { atCharacter, ExpressionError } from '../expression/expressionError.ts';
import { literalText } from '../expression/literalArgument.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { timestamp } from '../expression/types.ts';
import { pandasZone, polarsZone, pysparkZone } from '../expression/zoneHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'convert_timezone',
  parameters: [
    { name: 'from', kind: 'text', must: 'literal' },
    { name: 'to', kind: 'text', must: 'literal' },
    { name: 'value', kind: 'timestamp' },
  ],
  result: () => timestamp,
  check: ([from, to]) => {
    expectZone(from);
    expectZone(to);
  },
  summary:
    'What the clocks of one IANA time zone (Europe/Berlin, UTC) show when those of another one show the value. A time that comes twice as clocks go back is the earlier one. Null gives null; null, counted, for a time that is left out as clocks go forward, and outside the years 1 to 9999.',
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([from = sql``, to = sql``, a = sql``], { args }) => {
      const utc = isUtc(args[0]) ? a : instantOf(a, from);
      const shown = isUtc(args[1]) ? utc : shownIn(utc, to);
      return sql`(CASE WHEN year(${shown}) BETWEEN 1 AND 9999 THEN ${shown} END)`;
    },
    pandas: ([from = py``, to = py``, a = py``], _, scope) =>
      py`${useHelper(scope, pandasZone)}(${a}, ${from}, ${to})`,
    polars: ([from = py``, to = py``, a = py``], _, scope) =>
      py`${useHelper(scope, polarsZone)}(${a}, ${from}, ${to})`,
    pyspark: ([from = py``, to = py``, a = py``], _, scope) =>
      py`${useHelper(scope, pysparkZone)}(${a}, ${from}, ${to})`,
  },
  examples: [
    {
      args: ["'Europe/Berlin'", "'UTC'", "timestamp '2026-01-31 12:00:00.5'"],
      result: '2026-01-31 11:00:00.5',
    },
    {
      args: ["'UTC'", "'Asia/Kolkata'", "timestamp '2026-06-30 23:00:00'"],
      result: '2026-07-01 04:30:00',
    },
    {
      args: ["'America/New_York'", "'Europe/Berlin'", "timestamp '2026-03-10 12:00:00'"],
      result: '2026-03-10 17:00:00',
    },
    {
      args: ["'Europe/Berlin'", "'UTC'", "timestamp '2026-10-25 02:30:00'"],
      result: '2026-10-25 00:30:00',
    },
    {
      args: ["'Europe/Berlin'", "'UTC'", "timestamp '2026-10-25 03:00:00'"],
      result: '2026-10-25 02:00:00',
    },
    { args: ["'Europe/Berlin'", "'UTC'", "timestamp '2026-03-29 02:30:00'"], result: null },
    {
      args: ["'Europe/Berlin'", "'UTC'", "timestamp '2026-03-29 03:00:00'"],
      result: '2026-03-29 01:00:00',
    },
    {
      args: ["'Australia/Lord_Howe'", "'UTC'", "timestamp '2026-04-05 01:45:00'"],
      result: '2026-04-04 14:45:00',
    },
    {
      args: ["'UTC'", "'Europe/Berlin'", "timestamp '1969-12-31 23:30:00'"],
      result: '1970-01-01 00:30:00',
    },
    { args: ["'UTC'", "'Asia/Tokyo'", "timestamp '9999-12-31 23:00:00'"], result: null },
    { args: ["'UTC'", "'Asia/Tokyo'", 'null'], result: null },
  ],
});

function isUtc(zone: TypedExpression | undefined): boolean {
  return literalText(zone) === 'UTC';
}

/** What a zone shows at a UTC timestamp. */
function shownIn(utc: Sql, zone: Sql): Sql {
  return sql`timezone(${zone}, timezone('UTC', ${utc}))`;
}

/**
 * The UTC timestamp at which a zone shows a time. DuckDB takes the later of two, so the offset of
 * the day before is tried first; what it gives for a time left out shows another time.
 */
function instantOf(shown: Sql, zone: Sql): Sql {
  const later = sql`timezone('UTC', timezone(${zone}, ${shown}))`;
  const before = sql`(${later} - INTERVAL 1 DAY)`;
  const earlier = sql`(${shown} - (${shownIn(before, zone)} - ${before}))`;
  return sql`(CASE ${shown} WHEN ${shownIn(earlier, zone)} THEN ${earlier} WHEN ${shownIn(later, zone)} THEN ${later} END)`;
}

/** Throws `ExpressionError` for what is no name of an IANA time zone, spelt as the database does. */
function expectZone(e: TypedExpression | undefined): void {
  const zone = literalText(e);
  const known = canonicalZone(zone);
  if (!e || (known !== undefined && (zone === 'UTC' || zone.includes('/')))) {
    if (known?.toLowerCase() !== zone.toLowerCase() || known === zone) return;
  }
  throw new ExpressionError(
    e?.place ?? { start: 0, end: 0 },
    `“${zone}” is no IANA time zone${e ? atCharacter(e.place) : ''}.`,
    known === undefined || known === zone
      ? 'Write one as Europe/Berlin or UTC.'
      : `Write ${known}.`,
  );
}

function canonicalZone(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
