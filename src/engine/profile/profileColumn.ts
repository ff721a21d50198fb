import type { DuckDBConnection } from '@duckdb/node-api';
import { roundedMean } from '../../core/profile/centre.ts';
import type { Extremes } from '../../core/profile/centre.ts';
import { isNumeric } from '../../core/profile/column.ts';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import type { Figures } from '../../core/profile/columnResult.ts';
import { distinctValues, everyValue } from '../../core/profile/details/counted.ts';
import type { Counted } from '../../core/profile/details/counted.ts';
import { isPlain, overviewQuery, readOverview } from '../../core/profile/overview.ts';
import type { Overview } from '../../core/profile/overview.ts';
import { parseDouble } from '../../core/profile/profileValue.ts';
import { spreadQuery, standardDeviation } from '../../core/profile/spread.ts';
import { readTop, topQuery } from '../../core/profile/values.ts';
import { sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { groupValues } from './groupValues.ts';
import { orderFigures } from './orderFigures.ts';
import { textRows } from './textRows.ts';

/**
 * Below this estimate distinct values are counted exactly. The estimate's error is sqrt(255 / n), so
 * only from here on it stays within 3 % (2.9 standard errors).
 */
const EXACT_BELOW = 2_500_000;

/** Above this share of distinct values a column has no values worth naming as the most frequent. */
const NEARLY_UNIQUE = 0.9;

const GROUPS = sql`__sluice_values`;

/** What is known of a column before it is scanned; none of it is a figure. */
export interface Guess {
  /** Values seem to repeat, so that grouping by them is the cheapest scan. */
  readonly repeats: boolean;
  /** A value of the column somewhere near its mean, as text. */
  readonly centre: string | undefined;
  /** There are NaN or infinities. */
  readonly special: boolean;
  /** The range of the whole, where the rows are a sample of it. */
  readonly range?: { readonly from: number; readonly to: number };
}

/** For columns that are grouped at once. */
export const GROUPED: Guess = { repeats: true, centre: undefined, special: false };

/**
 * The figures of one column. Where values repeat one scan groups by them, and all else is found
 * among the groups. Else a scan counts, sums and samples the distinct values by hash first; columns
 * that turn out to be nearly unique are never grouped.
 */
export async function profileColumn(
  connection: DuckDBConnection,
  relation: Sql,
  column: ProfiledColumn,
  guess: Guess,
): Promise<Figures> {
  const every = everyValue(relation, column);
  const seen = guess.repeats ? undefined : await scan(connection, every, guess);
  if (seen?.filled === 0) return { overview: seen };
  if (seen && seen.distinct >= EXACT_BELOW && seen.distinct >= NEARLY_UNIQUE * seen.filled) {
    return {
      overview: seen,
      sketch: true,
      ...(isNumeric(column) && (await numbers(connection, every, seen, every))),
    };
  }
  await groupValues(connection, GROUPS, relation, column);
  const groups = distinctValues(GROUPS, column);
  const found = await overviewOf(connection, groups, { special: true });
  const overview: Overview = { ...found, std: seen?.std, ...guess.range };
  if (overview.filled === 0 || column.family === 'nested') return { overview };
  return {
    overview,
    top: readTop(await textRows(connection, topQuery(GROUPS, column)), column),
    ...(isNumeric(column) && (await numbers(connection, groups, overview, every))),
  };
}

async function scan(
  connection: DuckDBConnection,
  every: Counted,
  { centre, special }: Guess,
): Promise<Overview> {
  if (!isNumeric(every.column)) return overviewOf(connection, every, { special: false });
  const extremes = await knownExtremes(connection, every);
  const order = { centre, extremes };
  const overview = await overviewOf(connection, every, { ...order, special });
  if (special || isPlain(overview, every.column)) return overview;
  return overviewOf(connection, every, { ...order, special: true });
}

/** Where a difference could leave the type, the extremes tell beforehand; Parquet knows them. */
async function knownExtremes(connection: DuckDBConnection, every: Counted): Promise<Extremes> {
  const { type } = every.column;
  if (type.kind !== 'int64' && !(type.kind === 'decimal' && type.precision === 38)) {
    return { min: undefined, max: undefined };
  }
  const query = sql`SELECT CAST(min(v) AS VARCHAR), CAST(max(v) AS VARCHAR) FROM ${every.from}`;
  const [row = []] = await textRows(connection, query);
  return { min: row[0] ?? undefined, max: row[1] ?? undefined };
}

async function overviewOf(
  connection: DuckDBConnection,
  values: Counted,
  order: Parameters<typeof overviewQuery>[1],
): Promise<Overview> {
  const [row = []] = await textRows(connection, overviewQuery(values, order));
  return readOverview(row, values.column);
}

/** What only numbers have: standard deviation, quantiles, histogram. */
async function numbers(
  connection: DuckDBConnection,
  values: Counted,
  overview: Overview,
  every: Counted,
): Promise<Partial<Figures>> {
  if (overview.filled === overview.nans) return {};
  return {
    std: overview.std ?? (await spread(connection, values, overview)),
    ...(await orderFigures(connection, values, overview, every)),
  };
}

async function spread(
  connection: DuckDBConnection,
  values: Counted,
  overview: Overview,
): Promise<number> {
  if (!Number.isFinite(overview.mean)) return NaN;
  const count = overview.filled - overview.nans;
  const { sum, mean, min, max } = overview;
  const isFloat = values.column.family === 'float';
  const exact = sum === undefined ? (min ?? '0') : roundedMean(values.column, sum, count);
  const centre = isFloat ? String(mean) : exact;
  const [row = []] = await textRows(connection, spreadQuery(values, centre, { min, max }));
  const [squares = null, rest = null] = row;
  return standardDeviation(parseDouble(squares ?? 'nan'), parseDouble(rest ?? 'nan'), count);
}
