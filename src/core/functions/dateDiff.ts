import { sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { literalText } from '../expression/literalArgument.ts';
import { unitsBetween } from '../expression/unitArguments.ts';
import { pandasDiff, polarsDiff, pysparkDiff } from '../expression/functionHelpers.ts';
import { defineFunction } from './define.ts';

export default defineFunction({
  name: 'date_diff',
  ...unitsBetween,
  summary:
    'How many starts of a year, quarter, month, week (Monday), day, hour, minute or second lie after `from` up to `to`; negative if `to` is earlier. Null if either is.',
  emit: {
    // DuckDB's own weeks are 7 days from any weekday on.
    duckdb: ([u = sql``, a = sql``, b = sql``], { args }) =>
      literalText(args[0]) === 'week'
        ? sql`(date_diff('day', date_trunc(${u}, ${a}), date_trunc(${u}, ${b})) // 7)`
        : sql`date_diff(${u}, ${a}, ${b})`,
    pandas: ([, a = py``, b = py``], { args }, scope) =>
      py`${useHelper(scope, pandasDiff)}(${pyLit(literalText(args[0]))}, ${a}, ${b})`,
    polars: ([, a = py``, b = py``], { args }, scope) =>
      py`${useHelper(scope, polarsDiff)}(${pyLit(literalText(args[0]))}, ${a}, ${b})`,
    pyspark: ([, a = py``, b = py``], { args }, scope) =>
      py`${useHelper(scope, pysparkDiff)}(${pyLit(literalText(args[0]))}, ${a}, ${b})`,
  },
  examples: [
    { args: ["'day'", "date '2026-01-01'", "date '2026-03-01'"], result: '59' },
    { args: ["'month'", "date '2026-01-31'", "date '2026-02-01'"], result: '1' },
    { args: ["'year'", "date '2026-01-01'", "date '2025-12-31'"], result: '-1' },
    {
      args: ["'hour'", "timestamp '2026-01-01 00:59:59'", "timestamp '2026-01-01 01:00:00'"],
      result: '1',
    },
    { args: ["'week'", "date '2026-01-04'", "date '2026-01-05'"], result: '1' },
    {
      args: ["'second'", "timestamp '1969-12-31 23:59:59.5'", "timestamp '1970-01-01 00:00:00'"],
      result: '1',
    },
    { args: ["'quarter'", "date '2026-03-31'", "date '2027-04-01'"], result: '5' },
    { args: ["'day'", 'null', "date '2026-01-01'"], result: null },
  ],
});
