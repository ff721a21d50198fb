import { joinSql, lit, sql, trusted } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { ProfiledColumn } from '../column.ts';

/** How the dates or moments of a column are counted, as whole numbers since 1970. */
export interface Instants {
  /** `v` as a whole number of ticks; only for values that are finite. */
  readonly ticks: Sql;
  /** Ticks in a second; of dates, a tick is a day. */
  readonly perSecond: bigint | undefined;
  readonly perDay: bigint;
  /** The canonical text of ticks, in the column's own type. */
  readonly text: (ticks: Sql) => Sql;
}

const DAY = 86_400n;

/** How a column of dates or moments is counted; undefined for other types. */
export function instantsOf(column: ProfiledColumn): Instants | undefined {
  switch (column.type.kind) {
    case 'date': {
      const text = (ticks: Sql): Sql =>
        sql`CAST(DATE '1970-01-01' + CAST(${ticks} AS INTEGER) AS VARCHAR)`;
      return { ticks: sql`(v - DATE '1970-01-01')`, perSecond: undefined, perDay: 1n, text };
    }
    case 'timestamp':
    case 'timestamptz': {
      const zone = column.type.kind === 'timestamptz' ? sql` || '+00'` : sql``;
      const text = (ticks: Sql): Sql =>
        sql`CAST(make_timestamp(CAST(${ticks} AS BIGINT)) AS VARCHAR)${zone}`;
      return { ticks: sql`epoch_us(v)`, perSecond: 1_000_000n, perDay: DAY * 1_000_000n, text };
    }
    case 'timestamp_ns': {
      const text = (ticks: Sql): Sql =>
        sql`CAST(make_timestamp_ns(CAST(${ticks} AS BIGINT)) AS VARCHAR)`;
      const perSecond = 1_000_000_000n;
      return { ticks: sql`epoch_ns(v)`, perSecond, perDay: DAY * perSecond, text };
    }
    default:
      return undefined;
  }
}

/** The texts of some ticks, in their order. */
export function instantTextsQuery(instants: Instants, ticks: readonly bigint[]): Sql {
  const list = joinSql(ticks.map(lit));
  return sql`SELECT ${instants.text(sql`t`)} FROM (SELECT unnest([${list}]::HUGEINT[]) AS t, generate_subscripts([${list}]::HUGEINT[], 1) AS i) ORDER BY i`;
}

/** The day of ticks as a DATE. */
export function dayOf(instants: Instants, ticks: Sql): Sql {
  const perDay = trusted(instants.perDay.toString());
  return sql`(DATE '1970-01-01' + CAST(${floorDivide(ticks, perDay)} AS INTEGER))`;
}

/** Whole division towards minus infinity; DuckDB's own goes towards zero. */
function floorDivide(value: Sql, by: Sql): Sql {
  return sql`((${value}) // ${by} - CASE WHEN (${value}) % ${by} < 0 THEN 1 ELSE 0 END)`;
}

/** Whole division towards minus infinity. */
export function floorDiv(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}
