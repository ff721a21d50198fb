import type { DateDetails } from '../../../shared/profile/columnDetails.ts';
import { lit, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { tally } from './counted.ts';
import type { Counted } from './counted.ts';
import { floorDiv } from './instants.ts';
import type { Instants } from './instants.ts';
import type { TextRow } from './textRow.ts';

/** Steps that a table of them may have. */
const MOST_STEPS = 200_000n;

/** The steps that a column's values are counted by. */
export interface Steps {
  readonly unit: 'second' | 'minute' | 'hour' | 'day';
  /** Ticks in a step. */
  readonly ticks: bigint;
  readonly perDay: bigint;
  /** The midnight that step 0 begins at, in ticks and in days since 1970. */
  readonly base: bigint;
  readonly baseDay: bigint;
  /** The distance to the base needs more than 64 bits. */
  readonly wide: boolean;
}

/** The finest steps that are no finer than the values themselves and not too many. */
export function stepsOf(
  instants: Instants,
  { min, max, granularity }: { min: bigint; max: bigint; granularity: DateDetails['granularity'] },
): Steps {
  const baseDay = floorDiv(min, instants.perDay);
  const base = baseDay * instants.perDay;
  const wide = max - base >= 2n ** 63n;
  const day = { unit: 'day', ticks: instants.perDay, perDay: 1n, base, baseDay, wide } as const;
  const { perSecond } = instants;
  if (perSecond === undefined) return day;
  const finer = [
    { ...day, unit: 'second', ticks: perSecond, perDay: 86_400n },
    { ...day, unit: 'minute', ticks: 60n * perSecond, perDay: 1440n },
    { ...day, unit: 'hour', ticks: 3600n * perSecond, perDay: 24n },
  ] as const;
  const order = ['second', 'minute', 'hour'];
  const coarse = ['day', 'month', 'year'].includes(granularity);
  const from = Math.max(0, order.indexOf(granularity));
  const fits = finer.slice(from).find(({ ticks }) => (max - base) / ticks <= MOST_STEPS);
  return coarse ? day : (fits ?? day);
}

/** Makes a table of the steps `s` that hold values, with their counts `n`. */
export function stepTable(table: Sql, values: Counted, instants: Instants, steps: Steps): Sql {
  const ticks = steps.wide ? sql`CAST(${instants.ticks} AS HUGEINT)` : instants.ticks;
  return sql`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT CAST((${ticks} - ${lit(steps.base)}) // ${lit(steps.ticks)} AS BIGINT) AS s, ${tally(values)} AS n FROM ${values.from} WHERE isfinite(v) GROUP BY 1`;
}

/** Values by day of the week and hour of the day. */
export function weekQuery(table: Sql, steps: Steps): Sql {
  const perDay = lit(steps.perDay);
  const hour = steps.perDay === 1n ? sql`0` : sql`(s % ${perDay}) // ${lit(steps.perDay / 24n)}`;
  return sql`SELECT s // ${perDay} % 7 AS d, ${hour} AS h, sum(n) FROM ${table} GROUP BY d, h`;
}

/** The number of days that hold values. */
export function filledDaysQuery(table: Sql, steps: Steps): Sql {
  return sql`SELECT count(DISTINCT s // ${lit(steps.perDay)}) FROM ${table}`;
}

/** Reads the rows of `weekQuery`: Monday first; hours only where values have a time. */
export function readWeek(
  rows: readonly TextRow[],
  instants: Instants,
  steps: Steps,
): Pick<DateDetails, 'weekdays' | 'hours'> {
  const weekdays = Array.from({ length: 7 }, () => 0);
  const hours = Array.from({ length: 24 }, () => 0);
  // 1970-01-01 was a Thursday.
  const first = Number((((steps.baseDay + 3n) % 7n) + 7n) % 7n);
  for (const [day, hour, count] of rows) {
    const weekday = (Number(day) + first) % 7;
    weekdays[weekday] = (weekdays[weekday] ?? 0) + Number(count);
    hours[Number(hour)] = (hours[Number(hour)] ?? 0) + Number(count);
  }
  return { weekdays, ...(instants.perSecond !== undefined && { hours }) };
}
