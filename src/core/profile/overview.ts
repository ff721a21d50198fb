import { joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType } from '../sql/types.ts';
import { distanceFrom } from './centre.ts';
import type { Extremes } from './centre.ts';
import { asText, isNumeric } from './column.ts';
import type { ProfiledColumn } from './column.ts';
import { tally } from './details/counted.ts';
import type { Counted } from './details/counted.ts';
import { parseDouble } from './profileValue.ts';
import { standardDeviation } from './spread.ts';

/** Hash values whose top eight bits are zero are counted: one in 256. */
const SAMPLE_SHARE = 256;

/** What one scan over the values of a column tells. */
export interface Overview {
  readonly filled: number;
  /**
   * Of groups the distinct values; of rows the estimate by hash sampling, whose standard error is
   * sqrt(255 / distinct).
   */
  readonly distinct: number;
  /** Distinct values that occur once, and twice; of groups only. */
  readonly once: number;
  readonly twice: number;
  /** Without NaN. */
  readonly min: string | undefined;
  readonly max: string | undefined;
  /** Without infinities, as doubles; NaN if there are none. */
  readonly from: number;
  readonly to: number;
  readonly nans: number;
  readonly infinities: number;
  readonly negativeInfinities: number;
  /** The exact sum of integers and decimals as text, where 38 digits surely hold it. */
  readonly sum: string | undefined;
  /** Mean without NaN; NaN if there is none. */
  readonly mean: number;
  /** Standard deviation (n − 1) without NaN, where a centre was given and was near enough. */
  readonly std: number | undefined;
}

/** How an overview is taken. */
export interface OverviewOrder {
  /** A value near the mean, as text, for the standard deviation. */
  readonly centre?: string | undefined;
  /** What is known of the extremes beforehand. */
  readonly extremes?: Extremes;
  /** Floats: tells NaN and infinities apart, for twice the price. Else `isPlain` must hold. */
  readonly special: boolean;
}

/**
 * One scan of a column: filled values, extremes, special floats, sums, and a sample of the distinct
 * values by hash. All figures are text, so that no digit is lost on the way.
 */
export function overviewQuery(values: Counted, order: OverviewOrder): Sql {
  const { column, from, grouped } = values;
  const text = (value: Sql): Sql => sql`CAST(${value} AS VARCHAR)`;
  const counts = grouped
    ? [sql`count(*)`, sql`count(*) FILTER (WHERE n = 1)`, sql`count(*) FILTER (WHERE n = 2)`]
    : [
        sql`count(DISTINCT hash(v)) FILTER (WHERE hash(v) >> 56 = 0) * ${lit(SAMPLE_SHARE)}`,
        ...[sql`0`, sql`0`],
      ];
  const figures = [
    ...[text(tally(values)), ...counts.map(text)],
    ...extremes(column, order.special),
    ...specials(values, order.special).map(text),
    ...sums(values, order).map(text),
  ];
  return sql`SELECT ${joinSql(figures)} FROM ${from}`;
}

/** Reads the one row of `overviewQuery`. */
export function readOverview(row: readonly (string | null)[], column: ProfiledColumn): Overview {
  const [filled, distinct, once, twice, min, max, from, to, nans, plus, minus, ...rest] = row;
  const [sum = null, squares = null, remainder = null] = rest;
  const infinite = { plus: Number(plus ?? 0), minus: Number(minus ?? 0) };
  const numbers = Number(filled) - Number(nans ?? 0);
  const finite = numbers - infinite.plus - infinite.minus;
  return {
    filled: Number(filled),
    distinct: Number(distinct),
    once: Number(once),
    twice: Number(twice),
    min: min ?? undefined,
    max: max ?? undefined,
    from: parseDouble(from ?? min ?? 'nan'),
    to: parseDouble(to ?? max ?? 'nan'),
    nans: Number(nans ?? 0),
    infinities: infinite.plus + infinite.minus,
    negativeInfinities: infinite.minus,
    sum: sum !== null && hasExactSum(column) ? sum : undefined,
    mean: isNumeric(column) ? meanOf(sum, finite, infinite) : NaN,
    std: spreadOf(squares, remainder, { finite, numbers }),
  };
}

/** False where a float's extremes show that it holds NaN or infinities, so that the query must ask. */
export function isPlain({ min, max }: Overview, column: ProfiledColumn): boolean {
  if (column.family !== 'float') return true;
  return [min, max].every((text) => text === undefined || Number.isFinite(parseDouble(text)));
}

function extremes(column: ProfiledColumn, special: boolean): Sql[] {
  if (column.family === 'nested') return [sql`NULL`, sql`NULL`, sql`NULL`, sql`NULL`];
  const without = (condition: Sql): Sql => sql`FILTER (WHERE ${condition})`;
  const isFloat = column.family === 'float' && special;
  const numbers = isFloat ? without(sql`NOT isnan(v)`) : sql``;
  const finite = without(sql`isfinite(v)`);
  return [
    asText(column, sql`min(v) ${numbers}`),
    asText(column, sql`max(v) ${numbers}`),
    isFloat ? asText(column, sql`min(v) ${finite}`) : sql`NULL`,
    isFloat ? asText(column, sql`max(v) ${finite}`) : sql`NULL`,
  ];
}

function specials(values: Counted, special: boolean): Sql[] {
  if (values.column.family !== 'float' || !special) return [sql`0`, sql`0`, sql`0`];
  return [
    tally(values, sql`isnan(v)`),
    tally(values, sql`v = CAST('Infinity' AS DOUBLE)`),
    tally(values, sql`v = CAST('-Infinity' AS DOUBLE)`),
  ];
}

function sums(values: Counted, order: OverviewOrder): Sql[] {
  const { column, grouped } = values;
  if (!isNumeric(column)) return [sql`NULL`, sql`NULL`, sql`NULL`];
  const only = order.special && column.family === 'float' ? sql`FILTER (WHERE isfinite(v))` : sql``;
  const times = grouped ? sql` * n` : sql``;
  const total = hasExactSum(column)
    ? exactSum(column, grouped)
    : sql`fsum(CAST(v AS DOUBLE)${times}) ${only}`;
  if (order.centre === undefined) return [total, sql`NULL`, sql`NULL`];
  const none = { min: undefined, max: undefined };
  const d = distanceFrom(column, order.centre, order.extremes ?? none);
  return [total, sql`fsum(${d} * ${d}${times}) ${only}`, sql`fsum(${d}${times}) ${only}`];
}

/** Sums of decimals are exact while they surely fit into 38 digits. */
function hasExactSum({ family, type }: ProfiledColumn): boolean {
  return family === 'whole' && !(type.kind === 'decimal' && type.precision > 26);
}

function exactSum({ type }: ProfiledColumn, grouped: boolean): Sql {
  if (!grouped) return sql`sum(v)`;
  const { precision, scale } = type.kind === 'decimal' ? type : { precision: 19, scale: 0 };
  // Up to 38 digits together DuckDB multiplies without looking for an overflow, six times faster.
  const wide = duckdbType({ kind: 'decimal', precision: precision > 19 ? 26 : 19, scale });
  return sql`sum(CAST(v AS ${wide}) * CAST(n AS DECIMAL(12, 0)))`;
}

/**
 * Mean from an exact sum (integers, decimals) or a compensated one (floats). Opposite infinities have
 * no mean.
 */
function meanOf(
  sum: string | null,
  finite: number,
  { plus, minus }: { readonly plus: number; readonly minus: number },
): number {
  if (plus > 0 && minus > 0) return NaN;
  if (plus > 0) return Infinity;
  if (minus > 0) return -Infinity;
  return sum === null || finite === 0 ? NaN : parseDouble(sum) / finite;
}

/** A centre many standard deviations away costs digits: then there is no figure. */
function spreadOf(
  squares: string | null,
  remainder: string | null,
  { finite, numbers }: { readonly finite: number; readonly numbers: number },
): number | undefined {
  if (squares === null || remainder === null) return undefined;
  if (finite < numbers) return NaN;
  const [sum, rest] = [parseDouble(squares), parseDouble(remainder)];
  const std = standardDeviation(sum, rest, numbers);
  return Math.abs(rest / numbers) > 1000 * std ? undefined : std;
}
