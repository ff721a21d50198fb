import { joinSql, lit, sql, trusted } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { duckdbType } from '../../sql/types.ts';
import { isNumeric } from '../column.ts';
import type { ProfiledColumn } from '../column.ts';
import { SAMPLE, sampled } from './sampleTable.ts';

/** A column of categories has at most so many; with more, its tables say little and cost much. */
const MOST_CATEGORIES = 50;

/** Above this range the whole numbers of a column are no longer all doubles. */
const EXACT_RANGE = 2 ** 53;

/** A column that takes part in correlations. */
export type Suitable =
  | {
      readonly kind: 'number';
      readonly index: number;
      readonly column: ProfiledColumn;
      readonly infinities: number;
      /** Doubles do not tell all of its values apart, so that ranks come from the engine. */
      readonly wide: boolean;
    }
  | {
      readonly kind: 'category';
      readonly index: number;
      readonly column: ProfiledColumn;
    };

/** What `readSuitable` needs of columns of the sample, three figures for each. */
export function suitableQuery(columns: readonly ProfiledColumn[], from: number): Sql {
  const figures = columns.flatMap((column, i) => {
    const c = sampled(from + i);
    if (!isNumeric(column)) {
      const distinct = isCategorical(column)
        ? sql`CAST(count(DISTINCT ${c}) AS VARCHAR)`
        : sql`NULL`;
      return [distinct, sql`NULL`, sql`NULL`];
    }
    if (column.family === 'float') {
      const finite = sql`CASE WHEN isfinite(${c}) THEN ${c} END`;
      return [
        sql`CAST(min(${finite}) < max(${finite}) AS VARCHAR)`,
        sql`CAST(count(CASE WHEN isinf(${c}) THEN 1 END) AS VARCHAR)`,
        sql`NULL`,
      ];
    }
    const scale = column.type.kind === 'decimal' ? 10 ** column.type.scale : 1;
    const range = sql`(CAST(max(${c}) AS DOUBLE) - CAST(min(${c}) AS DOUBLE)) * ${lit(scale)}`;
    return [sql`CAST(min(${c}) < max(${c}) AS VARCHAR)`, sql`NULL`, sql`CAST(${range} AS VARCHAR)`];
  });
  return sql`SELECT ${joinSql(figures)} FROM ${SAMPLE}`;
}

/**
 * Reads the one row of `suitableQuery`: numbers with at least two finite values, and columns of two to
 * fifty categories. `from` is the place of the first column in the sample.
 */
export function readSuitable(
  row: readonly (string | null)[],
  columns: readonly ProfiledColumn[],
  from: number,
): Suitable[] {
  return columns.flatMap((column, i): Suitable[] => {
    const [first, infinities, range] = row.slice(3 * i, 3 * i + 3);
    const at = { index: from + i, column };
    if (isNumeric(column)) {
      if (first !== 'true') return [];
      const wide = Number(range ?? 0) >= EXACT_RANGE;
      return [{ kind: 'number', ...at, infinities: Number(infinities ?? 0), wide }];
    }
    const distinct = Number(first ?? 0);
    return distinct >= 2 && distinct <= MOST_CATEGORIES ? [{ kind: 'category', ...at }] : [];
  });
}

/** The categories of a column, in an order that does not depend on the rows'. */
export function categoriesQuery(index: number): Sql {
  const c = sampled(index);
  return sql`SELECT DISTINCT CAST(${c} AS VARCHAR) FROM ${SAMPLE} WHERE ${c} IS NOT NULL ORDER BY 1`;
}

/**
 * The sample in doubles, row for row: numbers (whole ones as their distance from the smallest, which
 * keeps every digit), then what their ranks follow, then the place of each category. Null where there
 * is no value, or none that counts (NaN, infinities).
 */
export function valuesQuery(
  suitable: readonly Suitable[],
  categories: ReadonlyMap<number, readonly string[]>,
): Sql {
  const list = suitable.flatMap((one) => {
    const c = sampled(one.index);
    if (one.kind === 'category') {
      const known = categories.get(one.index) ?? [];
      const hashes = known.map((hash) => trusted(`${String(BigInt(hash))}::UBIGINT`));
      return [sql`CAST(list_position([${joinSql(hashes)}], ${c}) - 1 AS DOUBLE)`];
    }
    const value = distance(one.column, c, least(one.index));
    return one.wide ? [value, rank(c)] : [value];
  });
  const leasts = suitable.map(({ index }) => sql`min(${sampled(index)}) AS ${least(index)}`);
  return sql`SELECT ${joinSql(list)} FROM ${SAMPLE}, (SELECT ${joinSql(leasts)} FROM ${SAMPLE}) ORDER BY rowid`;
}

function least(index: number): Sql {
  return trusted(`least${String(index)}`);
}

function distance({ type, family }: ProfiledColumn, c: Sql, from: Sql): Sql {
  const double = sql`CAST(${c} AS DOUBLE)`;
  if (family === 'float') return sql`CASE WHEN isfinite(${double}) THEN ${double} END`;
  const scale = type.kind === 'decimal' ? type.scale : 0;
  const wide = duckdbType({ kind: 'decimal', precision: 38, scale });
  const exact = sql`TRY(CAST(CAST(${c} AS ${wide}) - CAST(${from} AS ${wide}) AS DOUBLE))`;
  return sql`coalesce(${exact}, ${double} - CAST(${from} AS DOUBLE))`;
}

function rank(c: Sql): Sql {
  return sql`CASE WHEN ${c} IS NOT NULL THEN CAST(dense_rank() OVER (ORDER BY ${c}) AS DOUBLE) END`;
}

/** Whether columns of this type can take part at all. */
export function mayCorrelate(column: ProfiledColumn): boolean {
  return isNumeric(column) || isCategorical(column);
}

/** Times, intervals and bytes are seldom categories, and nested values never. */
function isCategorical({ type }: ProfiledColumn): boolean {
  return type.kind === 'text' || type.kind === 'boolean' || type.kind === 'date';
}
