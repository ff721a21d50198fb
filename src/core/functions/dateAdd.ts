import { lit, sql } from '../sql/sql.ts';
import { duckdbType } from '../sql/types.ts';
import { py, pyLit } from '../python/py.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import { timestamp } from '../expression/types.ts';
import { literalText } from '../expression/literalArgument.ts';
import { expectUnit } from '../expression/expectUnit.ts';
import { unitParameter } from '../expression/unitArguments.ts';
import { polarsExpressionType } from '../expression/targetType.ts';
import { pysparkExpressionType } from '../expression/targetType.ts';
import { pandasExpressionType } from '../expression/targetType.ts';
import { moved } from '../expression/functionHelpers.ts';
import { each as pandasEach } from '../expression/pandasHelpers.ts';
import { each as polarsEach } from '../expression/polarsHelpers.ts';
import { each as pysparkEach } from '../expression/pysparkHelpers.ts';
import type { PythonScope } from '../expression/pythonScope.ts';
import type { Py } from '../python/py.ts';
import { defineFunction } from './define.ts';

const steps: Readonly<Record<string, readonly [number, number]>> = {
  year: [12, 0],
  quarter: [3, 0],
  month: [1, 0],
  week: [0, 604800],
  day: [0, 86400],
  hour: [0, 3600],
  minute: [0, 60],
  second: [0, 1],
};

/** A unit as months, or as seconds. */
function step(unit: string): readonly [number, number] {
  return steps[unit] ?? [0, 0];
}

function moveCall(months: number, seconds: number, scope: PythonScope): Py {
  const helper = useHelper(scope, moved);
  return py`lambda n, t: ${helper}(t, n * ${pyLit(months)}, n * ${pyLit(seconds)})`;
}

export default defineFunction({
  name: 'date_add',
  parameters: [
    unitParameter,
    { name: 'count', kind: 'integer' },
    { name: 'value', kind: 'temporal' },
  ],
  result: ([, , a]) => a?.type ?? timestamp,
  check: (args) => {
    expectUnit(args[0], [args[2]]);
  },
  summary:
    'The value moved by `count` years, quarters, months, weeks, days, hours, minutes or seconds (negative: back); a day that the month lacks becomes its last. A date stays a date and takes no hours. Null if either is; null, counted, outside the years 1 to 9999.',
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([, n = sql``, a = sql``], { args, type }) => {
      const [months, seconds] = step(literalText(args[0]));
      const moved =
        months > 0
          ? sql`${a} + to_months(CAST(${n} * ${lit(months)} AS INTEGER))`
          : seconds >= 86400
            ? sql`${a} + to_days(CAST(${n} * ${lit(seconds / 86400)} AS INTEGER))`
            : sql`${a} + to_seconds(CAST(${n} * ${lit(seconds)} AS DOUBLE))`;
      // Further than this every moment leaves the years 1 to 9999, and the sums stay within DuckDB's.
      const most = Math.floor(months > 0 ? 120_000 / months : 320_000_000_000 / seconds);
      const inside = sql`CAST(${moved} AS ${duckdbType(type)})`;
      return sql`(CASE WHEN ${n} BETWEEN ${lit(-most)} AND ${lit(most)} THEN CASE WHEN year(${inside}) BETWEEN 1 AND 9999 THEN ${inside} END END)`;
    },
    pandas: ([, n = py``, a = py``], { args, type }, scope) => {
      const [months, seconds] = step(literalText(args[0]));
      return py`${useHelper(scope, pandasEach)}(${moveCall(months, seconds, scope)}, ${pandasExpressionType(type)}, ${n}, ${a})`;
    },
    polars: ([, n = py``, a = py``], { args, type }, scope) => {
      const [months, seconds] = step(literalText(args[0]));
      return py`${useHelper(scope, polarsEach)}(${moveCall(months, seconds, scope)}, ${polarsExpressionType(type)}, ${n}, ${a})`;
    },
    pyspark: ([, n = py``, a = py``], { args, type }, scope) => {
      const [months, seconds] = step(literalText(args[0]));
      return py`${useHelper(scope, pysparkEach)}(${moveCall(months, seconds, scope)}, ${pysparkExpressionType(type)}, ${n}, ${a})`;
    },
  },
  examples: [
    { args: ["'month'", '1', "date '2026-01-31'"], result: '2026-02-28' },
    { args: ["'day'", '-1', "date '2026-01-01'"], result: '2025-12-31' },
    {
      args: ["'hour'", '25', "timestamp '2026-01-01 00:00:00.5'"],
      result: '2026-01-02 01:00:00.5',
    },
    { args: ["'year'", '1', "date '2024-02-29'"], result: '2025-02-28' },
    { args: ["'week'", '1', 'null'], result: null },
    { args: ["'year'", '99999', "date '2024-02-29'"], result: null },
    { args: ["'day'", '9223372036854775807', "date '2024-02-29'"], result: null },
    { args: ["'day'", '3652058', "date '0001-01-01'"], result: '9999-12-31' },
    {
      args: ["'second'", '-315537897599', "timestamp '9999-12-31 23:59:59'"],
      result: '0001-01-01 00:00:00',
    },
    { args: ["'month'", '-119988', "date '9999-12-31'"], result: null },
    { args: ["'month'", '-119987', "date '9999-12-31'"], result: '0001-01-31' },
  ],
});
