import type { DatasetDetails } from '../../../shared/profile/datasetDetails.ts';
import { joinSql, sql, trusted } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { ProfiledColumn } from '../column.ts';
import { SAMPLE, rowHash } from './sampleTable.ts';

type Row = readonly (string | null)[];
type Duplicates = NonNullable<DatasetDetails['duplicates']>;

/** Row hashes that occur more than once. */
const TWICE = sql`__sluice_twice`;

/** So many rows are grouped for an estimate; smaller datasets are counted exactly. */
const GROUPED_ROWS = 1_000_000;

/** The normal distribution's 99.9 %, two-sided. */
const Z = 3.29;

/** Groups that are counted by themselves. */
const HEAVY = 256;

/** The estimate looks at `2^-bits` of the hash space; 0: there are so few rows that it is exact. */
export function duplicateBits(rows: number): number {
  return Math.max(0, Math.ceil(Math.log2(Math.max(1, rows) / GROUPED_ROWS)));
}

/** Row hashes that occur again and again in the sample, the most frequent first. */
export function heavyQuery(): Sql {
  return sql`SELECT CAST(h AS VARCHAR) FROM ${SAMPLE} GROUP BY h HAVING count(*) > 2 ORDER BY count(*) DESC, h LIMIT ${trusted(String(HEAVY))}`;
}

/**
 * Groups the rows whose hash falls into `2^-bits` of the hash space: equal rows have equal hashes, so
 * a group is all in or all out. `heavy` groups are counted whatever their hash, as one of them would
 * decide the estimate by falling in or not.
 */
export function duplicateEstimateQuery(
  relation: Sql,
  columns: readonly ProfiledColumn[],
  bits: number,
  heavy: readonly string[],
): Sql {
  const list = heavy.map((hash) => trusted(`${String(BigInt(hash))}::UBIGINT`));
  const isHeavy = list.length === 0 ? sql`false` : sql`h IN (${joinSql(list)})`;
  const wanted = sql`h >> ${trusted(String(64 - bits))} = 0 OR ${isHeavy}`;
  const hashes = sql`SELECT ${rowHash(columns)} AS h FROM ${relation}`;
  const groups = sql`SELECT h, count(*) - 1 AS d FROM (${hashes}) WHERE ${wanted} GROUP BY h`;
  const sum = (value: Sql, where: Sql): Sql =>
    sql`CAST(coalesce(sum(${value}) FILTER (WHERE ${where}), 0) AS VARCHAR)`;
  const light = sql`NOT (${isHeavy})`;
  return sql`SELECT ${sum(sql`d`, isHeavy)}, ${sum(sql`d`, light)}, ${sum(sql`CAST(d AS DOUBLE) * d`, light)} FROM (${groups})`;
}

/**
 * Reads the one row of `duplicateEstimateQuery`: rows beyond the first of their group, where a share
 * `2^-bits` of the light groups was seen (a Horvitz–Thompson estimate), with its 99.9 % interval. What
 * was seen is taken as compound Poisson: m = (Σd)²/Σd² groups of Σd²/Σd rows each, and m itself between
 * m − z√m and m + 2 + z√(m + 1) + z²/4, which bounds the exact Poisson limits (Garwood, Fiducial Limits
 * for the Poisson Distribution, 1936) from outside, also where none was seen.
 */
export function readDuplicateEstimate(row: Row, bits: number, rows: number): Duplicates {
  const [heavy = 0, light = 0, squares = 0] = row.map(Number);
  const scale = 2 ** bits;
  const each = light === 0 ? 1 : squares / light;
  const groups = light / each;
  const within = (value: number): number => Math.min(Math.max(0, rows - 1), Math.round(value));
  const low = scale * each * (groups - Z * Math.sqrt(groups));
  const high = scale * each * (groups + 2 + Z * Math.sqrt(groups + 1) + Z ** 2 / 4);
  return {
    rows: within(heavy + scale * light),
    basis: 'estimate',
    low: within(heavy + Math.max(light, low)),
    high: within(heavy + high),
  };
}

/** Finds the row hashes that occur more than once. */
export function twiceQuery(relation: Sql, columns: readonly ProfiledColumn[]): Sql {
  return sql`CREATE OR REPLACE TEMP TABLE ${TWICE} AS SELECT h FROM (SELECT ${rowHash(columns)} AS h FROM ${relation}) GROUP BY h HAVING count(*) > 1`;
}

/**
 * Counts the rows beyond the first of each group of equal rows, among the rows that `twiceQuery`
 * found: by all their values, so that two rows with one hash are not taken for the same.
 */
export function duplicatesQuery(relation: Sql, columns: readonly ProfiledColumn[]): Sql {
  const list = joinSql(columns.map((column) => column.sql));
  return sql`SELECT CAST(coalesce(sum(n - 1), 0) AS VARCHAR) FROM (SELECT count(*) AS n FROM ${relation} WHERE ${rowHash(columns)} IN (SELECT h FROM ${TWICE}) GROUP BY ${list})`;
}

/** Reads the one row of `duplicatesQuery`. */
export function readDuplicates(row: Row): Duplicates {
  return { rows: Number(row[0] ?? 0), basis: 'exact' };
}
