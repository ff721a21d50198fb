import type { Column } from '../../shared/columnType.ts';
import { ident, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { passing } from './windowColumn.ts';
import type { RangeFrame, WindowColumn } from './windowColumn.ts';

interface Spread {
  readonly source: Column;
  /** Which rows; a `key` that is not there yet is the row's place in its group. */
  readonly frame: RangeFrame;
  readonly isPlace: boolean;
  /** How many values there must be. */
  readonly least: number;
}

/**
 * The standard deviation of long windows in DuckDB, in a time that does not grow with the window.
 * The keys are cut into stretches as long as the window, so that a window is the end of one stretch
 * and the start of the next. Of both are known the number of values, their mean and the sum of their
 * squares from the mean: running sums of what the values differ from one that is in every window
 * which has this part, so that no value outside a window leaves a trace. Two parts are put together
 * as by Chan, Golub and LeVeque (1979), “Updating formulae and a pairwise algorithm for computing
 * sample variances”.
 */
export function duckdbLongStd(
  { source, frame, isPlace, least }: Spread,
  name: string,
): Pick<WindowColumn, 'duckdbFirst' | 'duckdb'> {
  const { key, far, near } = frame;
  const stretch = passing(`stretch_of_${name}`);
  const [end, start] = [passing(`end_of_${name}`), passing(`start_of_${name}`)];
  const value = sql`${ident(source.name)}::DOUBLE`;
  const length = lit(far - near + 1);
  /** The first key of the stretch in which a key lies, below zero too. */
  const stretchOf = (of: Sql): Sql => sql`${of} - (${of} % ${length} + ${length}) % ${length}`;
  const last = stretchOf(near === 0 ? ident(key) : sql`(${ident(key)} - ${lit(near)})`);
  return {
    duckdbFirst: ({ over, within }) => {
      const of = (rows: Sql): Sql => within(key, rows, [stretch]);
      const all = of(sql`ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING`);
      const onwards = of(sql`RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING`);
      const soFar = of(sql`RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW`);
      const inside = (pick: Sql, column: string): Sql =>
        sql`${pick}(${ident(column)}) ${over(frame)}`;
      const [first, final] = [sql`first_value`, sql`last_value`];
      return [
        isPlace ? [[key, sql`row_number() ${over()}`]] : [],
        [[stretch, stretchOf(ident(key))]],
        [
          [end, sql`last_value(${value} IGNORE NULLS) ${all}`],
          [start, sql`first_value(${value} IGNORE NULLS) ${all}`],
        ],
        [
          [end, sums(value, ident(end), onwards)],
          [start, sums(value, ident(start), soFar)],
        ],
        [
          [end, moments(ident(end))],
          [start, moments(ident(start))],
        ],
        [
          [end, sql`CASE WHEN ${inside(first, stretch)} < ${last} THEN ${inside(first, end)} END`],
          [
            start,
            sql`CASE WHEN ${inside(final, stretch)} = ${last} THEN ${inside(final, start)} END`,
          ],
        ],
      ];
    },
    duckdb: () => {
      const [a, b] = [ident(end), ident(start)];
      const count = sql`(coalesce(${a}.n, 0) + coalesce(${b}.n, 0))`;
      const apart = sql`(${a}.anchor - ${b}.anchor) + (${a}.apart - ${b}.apart)`;
      const between = sql`pow(${apart}, 2) / (1 / ${a}.n + 1 / ${b}.n)`;
      const squares = sql`coalesce(${a}.squares, 0) + coalesce(${b}.squares, 0) + coalesce(${between}, 0)`;
      return sql`CASE WHEN ${count} >= ${lit(Math.max(least, 2))} THEN sqrt(greatest(${squares}, 0) / (${count} - 1)) END`;
    },
  };
}

/** Of the values in a frame: how many, and the sums of what they differ from one of them, and of its squares. */
function sums(value: Sql, anchor: Sql, over: Sql): Sql {
  const apart = sql`${value} - ${anchor}`;
  return sql`{'n': nullif(count(${value}) ${over}, 0), 'finite': bool_and(isfinite(${value})) ${over}, 'anchor': ${anchor}, 'apart': sum(${apart}) ${over}, 'squares': sum(pow(${apart}, 2)) ${over}}`;
}

/**
 * Their number, their mean as what it differs from the one value, which loses no digits, and the sum of
 * their squares from it; infinite beyond the largest double.
 */
function moments(of: Sql): Sql {
  const squares = sql`CASE WHEN ${of}.finite AND isinf(${of}.squares) THEN 'Infinity'::DOUBLE ELSE ${of}.squares - ${of}.apart / ${of}.n * ${of}.apart END`;
  return sql`CASE WHEN ${of}.n IS NOT NULL THEN {'n': ${of}.n, 'anchor': ${of}.anchor, 'apart': ${of}.apart / ${of}.n, 'squares': ${squares}} END`;
}
