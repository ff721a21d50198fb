import { lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import * as h from '../expression/bucketHelpers.ts';
import { atCharacter, ExpressionError } from '../expression/expressionError.ts';
import { literalText } from '../expression/literalArgument.ts';
import { cast as pandasCast, compute, each } from '../expression/pandasHelpers.ts';
import { useHelper } from '../expression/pythonHelpers.ts';
import {
  pandasExpressionType,
  polarsExpressionType,
  pysparkExpressionType,
} from '../expression/targetType.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { timestamp } from '../expression/types.ts';
import { defineFunction } from './define.ts';

const seconds = { week: 604800, day: 86400, hour: 3600, minute: 60, second: 1 } as const;
const months = { year: 12, quarter: 3, month: 1 } as const;
type ClockUnit = keyof typeof seconds;
type MonthUnit = keyof typeof months;

type Width =
  | { readonly months: number }
  | {
      readonly months: 0;
      readonly count: number;
      readonly unit: ClockUnit;
      readonly seconds: number;
      /** Seconds from 1970 to the start of a bucket; one starts on Monday, 2000-01-03. */
      readonly shift: number;
    };

/** A width such as `15 minutes`; undefined for any other text. */
function readWidth(text: string): Width | undefined {
  const [, digits = '', word = ''] = /^ *([1-9][0-9]{0,4}) +([a-z]+?)s? *$/i.exec(text) ?? [];
  const [count, unit] = [Number(digits), word.toLowerCase()];
  // SAFETY: each name was found among the keys of its object.
  if (Object.hasOwn(months, unit)) return { months: count * months[unit as MonthUnit] };
  if (!Object.hasOwn(seconds, unit)) return undefined;
  // SAFETY: the same.
  const clock = unit as ClockUnit;
  const width = count * seconds[clock];
  return { months: 0, count, unit: clock, seconds: width, shift: 946857600 % width };
}

function widthOf(e: TypedExpression | undefined): Width {
  return readWidth(literalText(e)) ?? { months: 1 };
}

function expectWidth(e: TypedExpression | undefined, value: TypedExpression | undefined): void {
  if (!e) return;
  const width = readWidth(literalText(e));
  if (!width) {
    throw new ExpressionError(
      e.place,
      `“${literalText(e)}” is no width of time${atCharacter(e.place)}.`,
      "Write a number up to 99999 and a unit, such as '15 minutes', '2 weeks' or '3 months'.",
    );
  }
  if (value?.type.kind !== 'date' || width.months > 0) return;
  if ('seconds' in width && width.seconds % 86400 === 0) return;
  throw new ExpressionError(
    value.place,
    `A date has no ${literalText(e)}${atCharacter(value.place)}.`,
    'Cast it: cast(a as timestamp).',
  );
}

function interval(width: Width): Sql {
  if (!('seconds' in width)) return sql`to_months(${lit(width.months)})`;
  if (width.seconds % 86400 === 0) return sql`to_days(${lit(width.seconds / 86400)})`;
  return sql`to_seconds(${lit(width.seconds)})`;
}

/** Whether buckets of this width start anew every midnight, so that none can start before the year 1. */
function isWithinDays(width: Width): boolean {
  return 'seconds' in width && 86400 % width.seconds === 0;
}

export default defineFunction({
  name: 'time_bucket',
  parameters: [
    { name: 'width', kind: 'text', must: 'literal' },
    { name: 'value', kind: 'temporal' },
  ],
  result: ([, a]) => a?.type ?? timestamp,
  check: ([width, value]) => {
    expectWidth(width, value);
  },
  summary:
    "The start of the bucket in which the value lies; `width` is a number and a unit from second to year, such as '15 minutes'. Buckets of months to years are counted from 2000-01-01, others from Monday, 2000-01-03. A date stays a date and takes whole days. Null gives null; null, counted, before the year 1.",
  fails: true,
  repeats: true,
  emit: {
    duckdb: ([, a = sql``], { args }) => {
      const width = widthOf(args[0]);
      const start = sql`time_bucket(${interval(width)}, ${a})`;
      return isWithinDays(width) ? start : sql`(CASE WHEN year(${start}) >= 1 THEN ${start} END)`;
    },
    pandas: ([, a = py``], { args, type }, scope) => {
      const width = widthOf(args[0]);
      if (!('seconds' in width)) {
        return py`${useHelper(scope, each)}(lambda v: ${useHelper(scope, h.pandasMonthBucket)}(v, ${pyLit(width.months)}), ${pandasExpressionType(type)}, ${a})`;
      }
      const { count, unit, shift } = width;
      if (isWithinDays(width)) {
        return py`${useHelper(scope, compute)}(pc.floor_temporal, ${a}, ${pyLit(count)}, unit=${pyLit(unit)})`;
      }
      const [days, size] = unit === 'week' ? [count * 7, 'day'] : [count, unit];
      const start = py`${useHelper(scope, h.pandasClockBucket)}(${a}, ${pyLit(days)}, ${pyLit(size)}, ${pyLit(shift)})`;
      return type.kind === 'date'
        ? py`${useHelper(scope, pandasCast)}(${start}, pa.date32())`
        : start;
    },
    polars: ([, a = py``], { args, type }, scope) => {
      const width = widthOf(args[0]);
      if (!('seconds' in width)) {
        return py`${useHelper(scope, h.polarsMonthBucket)}(${a}, ${pyLit(width.months)}).cast(${polarsExpressionType(type)})`;
      }
      const { count, unit, shift } = width;
      if (isWithinDays(width))
        return py`${a}.dt.truncate(${pyLit(`${String(count)}${unit.charAt(0)}`)})`;
      return py`${useHelper(scope, h.polarsClockBucket)}(${a}, ${pyLit(width.seconds)}, ${pyLit(shift)}).cast(${polarsExpressionType(type)})`;
    },
    pyspark: ([, a = py``], { args, type }, scope) => {
      const width = widthOf(args[0]);
      const start =
        'seconds' in width
          ? py`${useHelper(scope, h.pysparkClockBucket)}(${a}, ${pyLit(width.seconds)}, ${pyLit(width.shift)})`
          : py`${useHelper(scope, h.pysparkMonthBucket)}(${a}, ${pyLit(width.months)})`;
      return py`${start}.cast(${pysparkExpressionType(type)})`;
    },
  },
  examples: [
    { args: ["'15 minutes'", "timestamp '2026-01-01 00:44:59.9'"], result: '2026-01-01 00:30:00' },
    { args: ["'15 minutes'", "timestamp '1969-12-31 23:14:59'"], result: '1969-12-31 23:00:00' },
    { args: ["'7 hours'", "timestamp '2000-01-03 06:59:59'"], result: '2000-01-03 00:00:00' },
    { args: ["'7 hours'", "timestamp '2000-01-02 23:59:59.5'"], result: '2000-01-02 17:00:00' },
    { args: ["'1 week'", "date '2026-01-04'"], result: '2025-12-29' },
    { args: ["'2 weeks'", "timestamp '2000-01-16 23:00:00'"], result: '2000-01-03 00:00:00' },
    { args: ["'5 days'", "date '2000-01-02'"], result: '1999-12-29' },
    { args: ["'1 day'", "timestamp '1969-12-31 23:59:59.999999'"], result: '1969-12-31 00:00:00' },
    { args: ["'5 months'", "date '2000-06-01'"], result: '2000-06-01' },
    { args: ["'5 months'", "date '1999-12-31'"], result: '1999-08-01' },
    { args: ["'2 years'", "timestamp '2001-12-31 23:59:59.5'"], result: '2000-01-01 00:00:00' },
    { args: ["'1 quarter'", "timestamp '2026-05-31 12:00:00'"], result: '2026-04-01 00:00:00' },
    { args: ["'2 years'", "date '0001-05-05'"], result: null },
    { args: ["'5 days'", "date '0001-01-01'"], result: null },
    { args: ["'1 day'", 'null'], result: null },
  ],
});
