import type { DateDetails, Gap } from '../../../shared/profile/columnDetails.ts';
import { lit, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { Steps } from './calendar.ts';
import type { Instants } from './instants.ts';
import type { TextRow } from './textRow.ts';

/** Gaps that are told. */
const MOST = 10;

/** A unit is worth gaps where at least this share of its steps between the extremes is filled. */
const FILLED = 0.5;

const LEAST_STEPS = 3;

type Unit = Gap['unit'];

const ORDER: readonly Unit[] = ['second', 'minute', 'hour', 'day', 'month', 'year'];
const PER_DAY: Partial<Record<Unit, bigint>> = {
  second: 86_400n,
  minute: 1440n,
  hour: 24n,
  day: 1n,
};

/** The units that gaps may be told in, the finest first. */
export function gapUnits(steps: Steps, granularity: DateDetails['granularity']): readonly Unit[] {
  const finest = Math.max(
    ORDER.indexOf(steps.unit),
    ORDER.findIndex((unit) => unit === granularity),
  );
  return ORDER.slice(finest);
}

/** Filled steps of a unit, and the first and the last of them. */
export function filledStepsQuery(table: Sql, steps: Steps, unit: Unit): Sql {
  const i = indexOf(steps, unit);
  return sql`SELECT count(DISTINCT ${i}), CAST(max(${i}) - min(${i}) + 1 AS VARCHAR) FROM ${table}`;
}

/** True if so many of a unit's steps are filled that an empty one is worth telling. */
export function isRegular([filled, all]: TextRow): boolean {
  return Number(filled) >= LEAST_STEPS && Number(filled) >= FILLED * Number(all);
}

/** The longest stretches of empty steps: first and last of them, and how many. */
export function gapsQuery(table: Sql, instants: Instants, steps: Steps, unit: Unit): Sql {
  const filled = sql`SELECT DISTINCT ${indexOf(steps, unit)} AS i FROM ${table}`;
  const pairs = sql`SELECT i, lead(i) OVER (ORDER BY i) AS next FROM (${filled})`;
  const text = (index: Sql): Sql => textOf(instants, steps, unit, index);
  return sql`SELECT ${text(sql`i + 1`)}, ${text(sql`next - 1`)}, CAST(next - i - 1 AS VARCHAR) FROM (${pairs}) WHERE next - i > 1 ORDER BY next - i DESC, i LIMIT ${lit(MOST)}`;
}

/** Reads the rows of `gapsQuery`. */
export function readGaps(rows: readonly TextRow[], unit: Unit): Gap[] {
  return rows.map(([from, to, steps]) => ({
    from: from ?? '',
    to: to ?? '',
    steps: Number(steps),
    unit,
  }));
}

/** The number of the unit's step that a step `s` of the table lies in. */
function indexOf(steps: Steps, unit: Unit): Sql {
  const perDay = PER_DAY[unit];
  if (perDay !== undefined) return sql`s // ${lit(steps.perDay / perDay)}`;
  const day = sql`(DATE '1970-01-01' + CAST(s // ${lit(steps.perDay)} + ${lit(steps.baseDay)} AS INTEGER))`;
  return unit === 'year' ? sql`year(${day})` : sql`(12 * year(${day}) + month(${day}) - 1)`;
}

function textOf(instants: Instants, steps: Steps, unit: Unit, index: Sql): Sql {
  const perDay = PER_DAY[unit];
  if (perDay !== undefined) {
    const ticks = lit(instants.perDay / perDay);
    return instants.text(sql`(${index}) * ${ticks} + ${lit(steps.base)}`);
  }
  const year = unit === 'year' ? index : sql`(${index}) // 12`;
  const month = unit === 'year' ? sql`1` : sql`(${index}) % 12 + 1`;
  const days = sql`(make_date(${year}, ${month}, 1) - DATE '1970-01-01')`;
  return instants.text(sql`CAST(${days} AS HUGEINT) * ${lit(instants.perDay)}`);
}
