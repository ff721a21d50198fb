import type { DateDetails } from '../../../shared/profile/columnDetails.ts';
import { joinSql, lit, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { tally } from './counted.ts';
import type { Counted } from './counted.ts';
import { dayOf } from './instants.ts';
import type { Instants } from './instants.ts';
import { countOf } from './textRow.ts';
import type { TextRow } from './textRow.ts';

/** Days since 1970 of the bounds of what is plausible: 1900-01-01, and the day after 2200-12-31. */
const FIRST_DAY = -25567n;
const END_DAY = 84371n;

/** Midnights that stand for a missing date: the first days of Excel's and of Unix' calendar. */
const PLACEHOLDERS = [FIRST_DAY, 0n];

/** A placeholder stands out if it is so many times as frequent as a usual day. */
const TIMES_USUAL = 10;

/** Or if no other value lies within so many days. */
const LONELY_DAYS = 365n;

/** Counts and extremes of a column of dates. */
export interface DateFacts {
  /** Values that are finite. */
  readonly finite: number;
  /** Ticks of the finite extremes. */
  readonly min: bigint;
  readonly max: bigint;
  readonly granularity: DateDetails['granularity'];
  readonly future: number;
  readonly outside: number;
  readonly placeholders: readonly Placeholder[];
}

/** A midnight that may stand for a missing date, and the values nearest to it. */
interface Placeholder {
  readonly ticks: bigint;
  readonly count: number;
  readonly before: bigint | undefined;
  readonly after: bigint | undefined;
}

/** One scan: extremes, granularity, what lies after `now`, what is implausible. */
export function dateFactsQuery(values: Counted, instants: Instants, now: bigint): Sql {
  const n = values.grouped ? sql`, n` : sql``;
  const x = sql`SELECT ${instants.ticks} AS x, TRUE AS finite, FALSE AS plus${n} FROM ${values.from} WHERE isfinite(v)`;
  const day = dayOf(instants, sql`x`);
  const at = (days: bigint): Sql => lit(days * instants.perDay);
  const outside = sql`x < ${at(FIRST_DAY)} OR x >= ${at(END_DAY)}`;
  const text = (value: Sql): Sql => sql`CAST(${value} AS VARCHAR)`;
  const facts = [
    tally(values),
    text(sql`min(x)`),
    text(sql`max(x)`),
    tally(values, sql`x > ${lit(now)}`),
    tally(values, outside),
    sql`bool_and(day(${day}) = 1)`,
    sql`bool_and(dayofyear(${day}) = 1)`,
    ...units(instants).map(([, ticks]) => sql`bool_and(x % ${lit(ticks)} = 0)`),
    ...PLACEHOLDERS.flatMap((days) => [
      tally(values, sql`x = ${at(days)}`),
      text(sql`max(x) FILTER (WHERE x < ${at(days)})`),
      text(sql`min(x) FILTER (WHERE x > ${at(days)})`),
    ]),
  ];
  return sql`SELECT ${joinSql(facts)} FROM (${x})`;
}

/** Infinite dates: before all, and after all. */
export function infiniteDatesQuery(values: Counted): Sql {
  return sql`SELECT ${tally(values, sql`v < DATE '1970-01-01'`)}, ${tally(values, sql`v > DATE '1970-01-01'`)} FROM ${values.from} WHERE NOT isfinite(v)`;
}

/** Reads the rows of `dateFactsQuery` and `infiniteDatesQuery`; undefined without finite dates. */
export function readDateFacts(
  row: TextRow,
  infinite: TextRow,
  instants: Instants,
): DateFacts | undefined {
  const [finite, min, max, future, outside, months, years, ...rest] = row;
  if (min === null || min === undefined || max === null || max === undefined) return undefined;
  const steps = units(instants);
  const flags = [years, months, ...rest.slice(0, steps.length)].map((flag) => flag === 'true');
  const names = ['year', 'month', ...steps.map(([name]) => name)] as const;
  const marks = rest.slice(steps.length);
  const ticks = (text: string | null | undefined): bigint | undefined =>
    text === null || text === undefined ? undefined : BigInt(text);
  // A year is one only of days: 05:00 on the first of January is no whole year.
  const days = flags[names.indexOf('day')] === true;
  const found = names.find((_, i) => flags[i] === true && (i > 1 || days));
  return {
    finite: countOf(finite),
    min: BigInt(min),
    max: BigInt(max),
    granularity: found ?? (instants.perSecond === 1_000_000n ? 'microsecond' : 'nanosecond'),
    future: countOf(future) + countOf(infinite[1]),
    outside: countOf(outside) + countOf(infinite[0]) + countOf(infinite[1]),
    placeholders: PLACEHOLDERS.map((days, i) => ({
      ticks: days * instants.perDay,
      count: countOf(marks[3 * i]),
      before: ticks(marks[3 * i + 1]),
      after: ticks(marks[3 * i + 2]),
    })),
  };
}

/**
 * Implausible dates: before 1900, after 2200, and 1900-01-01 or 1970-01-01 (midnight) where they are
 * ten times as frequent as a usual filled day, or have no other value within a year.
 */
export function implausible(facts: DateFacts, filledDays: number, instants: Instants): number {
  const usual = facts.finite / Math.max(1, filledDays);
  const reach = LONELY_DAYS * instants.perDay;
  const odd = facts.placeholders.filter(({ ticks, count, before, after }) => {
    if (count === 0 || (before === undefined && after === undefined)) return false;
    const others = (facts.finite - count) / Math.max(1, filledDays - 1);
    const lonely =
      (before === undefined || ticks - before > reach) &&
      (after === undefined || after - ticks > reach);
    return lonely || (count > TIMES_USUAL * others && count > usual);
  });
  return facts.outside + odd.reduce((sum, { count }) => sum + count, 0);
}

/** Units in ticks, the coarsest first. */
function units(instants: Instants): readonly (readonly [DateDetails['granularity'], bigint])[] {
  const { perSecond } = instants;
  if (perSecond === undefined) return [['day', 1n]];
  return [
    ['day', perSecond * 86_400n],
    ['hour', perSecond * 3600n],
    ['minute', perSecond * 60n],
    ['second', perSecond],
    ['millisecond', perSecond / 1000n],
    ['microsecond', perSecond / 1_000_000n],
  ];
}
