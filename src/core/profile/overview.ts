import { joinSql, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { asText, isNumeric } from './column.ts';
import type { ProfiledColumn } from './column.ts';
import { parseDouble } from './profileValue.ts';

/** Hash values whose top eight bits are zero are counted: one in 256. */
const SAMPLE_SHARE = 256;

/** What one scan over all columns tells of one of them. */
export interface Overview {
  readonly rows: number;
  readonly filled: number;
  /** Estimate by hash sampling: the standard error is sqrt(255 / distinct). */
  readonly distinctEstimate: number;
  readonly min: string | undefined;
  readonly max: string | undefined;
  readonly nans: number;
  readonly infinities: number;
  readonly negativeInfinities: number;
  /** Mean without NaN; NaN if there is none. */
  readonly mean: number;
}

const FIGURES = 9;

/**
 * One scan for all columns: row count, nulls, extremes, special floats, sums, and a sample of the
 * distinct values by hash. All figures are text, so that no digit is lost on the way.
 */
export function overviewQuery(relation: Sql, columns: readonly ProfiledColumn[]): Sql {
  const figures = columns.flatMap(columnFigures);
  return sql`SELECT ${joinSql([sql`CAST(count(*) AS VARCHAR)`, ...figures])} FROM ${relation}`;
}

/** Reads the one row of `overviewQuery`. */
export function readOverview(
  row: readonly (string | null)[],
  columns: readonly ProfiledColumn[],
): Overview[] {
  const rows = Number(row[0]);
  return columns.map((column, index) => {
    const own = row.slice(1 + index * FIGURES, 1 + (index + 1) * FIGURES);
    const [filled, sampled, min, max, nans, plus, minus, sum, finite] = own;
    const overview = {
      rows,
      filled: Number(filled),
      distinctEstimate: Number(sampled) * SAMPLE_SHARE,
      min: min ?? undefined,
      max: max ?? undefined,
      nans: Number(nans ?? 0),
      infinities: Number(plus ?? 0) + Number(minus ?? 0),
      negativeInfinities: Number(minus ?? 0),
    };
    const mean = meanOf(sum ?? null, Number(finite ?? 0), Number(plus ?? 0), Number(minus ?? 0));
    return { ...overview, mean: isNumeric(column) ? mean : NaN };
  });
}

/**
 * Mean from an exact sum (integers, decimals) or a compensated one (floats). Opposite infinities have
 * no mean.
 */
function meanOf(sum: string | null, finite: number, plus: number, minus: number): number {
  if (plus > 0 && minus > 0) return NaN;
  if (plus > 0) return Infinity;
  if (minus > 0) return -Infinity;
  return sum === null || finite === 0 ? NaN : parseDouble(sum) / finite;
}

function columnFigures(column: ProfiledColumn): Sql[] {
  const c = column.sql;
  const text = (value: Sql): Sql => sql`CAST(${value} AS VARCHAR)`;
  const none = sql`NULL`;
  const filled = text(sql`count(${c})`);
  const sampled = text(
    sql`count(DISTINCT hash(${c})) FILTER (WHERE ${c} IS NOT NULL AND hash(${c}) >> 56 = 0)`,
  );
  if (column.family === 'nested') {
    return [filled, sampled, none, none, none, none, none, none, none];
  }
  if (column.family === 'float') {
    const number = sql`FILTER (WHERE NOT isnan(${c}))`;
    return [
      filled,
      sampled,
      asText(column, sql`min(${c}) ${number}`),
      asText(column, sql`max(${c}) ${number}`),
      text(sql`count(*) FILTER (WHERE isnan(${c}))`),
      text(sql`count(*) FILTER (WHERE ${c} = CAST('Infinity' AS DOUBLE))`),
      text(sql`count(*) FILTER (WHERE ${c} = CAST('-Infinity' AS DOUBLE))`),
      text(sql`fsum(CAST(${c} AS DOUBLE)) FILTER (WHERE isfinite(${c}))`),
      text(sql`count(*) FILTER (WHERE isfinite(${c}))`),
    ];
  }
  const extremes = [asText(column, sql`min(${c})`), asText(column, sql`max(${c})`)];
  if (column.family === 'ordered')
    return [filled, sampled, ...extremes, none, none, none, none, none];
  return [filled, sampled, ...extremes, none, none, none, text(total(column)), filled];
}

/** Sums of decimals are exact while they surely fit into 38 digits. */
function total(column: ProfiledColumn): Sql {
  const { type } = column;
  const wide = type.kind === 'decimal' && type.precision > 26;
  return wide ? sql`fsum(CAST(${column.sql} AS DOUBLE))` : sql`sum(${column.sql})`;
}
