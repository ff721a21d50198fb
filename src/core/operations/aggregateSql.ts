import type { Column } from '../../shared/columnType.ts';
import { isFloat } from '../expression/types.ts';
import { ident, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType } from '../sql/types.ts';

/**
 * The most frequent value, of a tie the smallest, nulls left out. (DuckDB's own `mode` takes the
 * first of a tie; its histogram orders NaN rightly only inside a struct.) `of`: an expression over
 * the column to take in its place.
 */
export function duckdbMode({ name, type }: Column, of: Sql = ident(name)): Sql {
  const value = isFloat(type) ? sql`${of} + 0::${duckdbType(type)}` : of;
  const counts = sql`histogram({'v': ${value}}) FILTER (${of} IS NOT NULL)`;
  // `e.value` would be a field of a column named e.
  const field = (of: string): Sql => sql`struct_extract(e, ${lit(of)})`;
  return sql`list_sort(list_transform(map_entries(${counts}), lambda e: {'n': -${field('value')}::BIGINT, 'v': struct_extract(${field('key')}, 'v')}))[1].v`;
}

/**
 * Standard deviation or variance over n − 1, from values less their mean: DuckDB's own adds up in
 * one pass, which loses digits on large values and fails on NaN. Null for fewer than two values. `of` as above.
 */
export function duckdbSpread(name: string, kind: 'std' | 'variance', of: Sql = ident(name)): Sql {
  const value = sql`${of}::DOUBLE`;
  const squares = sql`list_sum(list_transform(list(${value}) FILTER (${of} IS NOT NULL), lambda v: pow(v - ${boundedMean(sql`avg(${value})`, sql`min(${value})`, sql`max(${value})`)}, 2)))`;
  const variance = sql`${squares} / (count(${of}) - 1)`;
  return sql`CASE WHEN count(${of}) > 1 THEN ${kind === 'std' ? sql`sqrt(${variance})` : variance} END`;
}

/**
 * A mean that rounding never makes less than the least value, or more than the greatest, so that
 * equal values have no deviation at all.
 */
export function boundedMean(mean: Sql, least: Sql, greatest: Sql): Sql {
  return sql`least(greatest(${mean}, ${least}), ${greatest})`;
}
