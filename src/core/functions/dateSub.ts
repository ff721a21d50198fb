import { sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { literalText } from '../expression/literalArgument.ts';
import { unitsBetween } from '../expression/unitArguments.ts';
import { pandasElapsed, polarsElapsed, pysparkElapsed } from '../expression/elapsedHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'date_sub',
  aliases: ['datesub'],
  ...unitsBetween,
  summary:
    'How many whole years, quarters, months, weeks (7 days), days, hours, minutes or seconds have passed from `from` to `to`; negative if `to` is earlier. A month is full on the same day of a later month, or on its last day where it lacks that day. Null if either is.',
  emit: {
    duckdb: ([u = sql``, a = sql``, b = sql``]) => sql`date_sub(${u}, ${a}, ${b})`,
    pandas: ([, a = py``, b = py``], { args }, scope) =>
      py`${useHelper(scope, pandasElapsed)}(${pyLit(literalText(args[0]))}, ${a}, ${b})`,
    polars: ([, a = py``, b = py``], { args }, scope) =>
      py`${useHelper(scope, polarsElapsed)}(${pyLit(literalText(args[0]))}, ${a}, ${b})`,
    pyspark: ([, a = py``, b = py``], { args }, scope) =>
      py`${useHelper(scope, pysparkElapsed)}(${pyLit(literalText(args[0]))}, ${a}, ${b})`,
  },
  examples: [
    { args: ["'year'", "date '2000-06-15'", "date '2026-06-14'"], result: '25' },
    { args: ["'year'", "date '2024-02-29'", "date '2025-02-28'"], result: '1' },
    { args: ["'year'", "date '2026-01-01'", "date '2025-01-02'"], result: '0' },
    { args: ["'year'", "date '0001-01-01'", "date '9999-12-31'"], result: '9998' },
    { args: ["'month'", "date '2026-01-31'", "date '2026-02-28'"], result: '1' },
    { args: ["'month'", "date '2026-02-28'", "date '2026-01-31'"], result: '-1' },
    { args: ["'month'", "date '2026-01-31'", "date '2026-02-27'"], result: '0' },
    {
      args: [
        "'month'",
        "timestamp '2026-01-31 10:00:00'",
        "timestamp '2026-02-28 09:59:59.999999'",
      ],
      result: '0',
    },
    {
      args: ["'month'", "timestamp '1969-12-15 10:00:00'", "timestamp '1970-01-15 10:00:00'"],
      result: '1',
    },
    { args: ["'quarter'", "date '2026-03-31'", "date '2025-07-31'"], result: '-2' },
    { args: ["'week'", "date '2026-01-14'", "date '2026-01-01'"], result: '-1' },
    {
      args: ["'day'", "timestamp '2026-01-01 12:00:00'", "timestamp '2026-01-02 11:59:59'"],
      result: '0',
    },
    {
      args: ["'second'", "timestamp '1970-01-01 00:00:00'", "timestamp '1969-12-31 23:59:58.5'"],
      result: '-1',
    },
    { args: ["'month'", "timestamp '2026-01-01 00:59:59'", 'null'], result: null },
    { args: ["'day'", 'null', "date '2026-01-01'"], result: null },
  ],
});
