import type { NestedDetails } from '../../../shared/profile/columnDetails.ts';
import { joinSql, lit, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { ProfiledColumn } from '../column.ts';
import { parseDouble } from '../profileValue.ts';
import { readNamedCounts } from './patterns.ts';
import { countOf } from './textRow.ts';
import type { TextRow } from './textRow.ts';

/** Keys that are told. */
const MOST = 200;

/** Elements of lists, entries of maps: least, mean, most, and how many have none. */
export function nestedLengthsQuery(relation: Sql, column: ProfiledColumn): Sql {
  const length = column.type.kind === 'map' ? sql`cardinality` : sql`len`;
  const inner = sql`SELECT CAST(${length}(${column.sql}) AS BIGINT) AS l FROM ${relation} WHERE ${column.sql} IS NOT NULL`;
  return sql`SELECT min(l), CAST(avg(l) AS VARCHAR), max(l), count(*) FILTER (WHERE l = 0) FROM (${inner})`;
}

/** Reads the row of `nestedLengthsQuery`. */
export function readNestedLengths(row: TextRow): NestedDetails {
  const [min, mean, max, empty] = row;
  if (min === null || min === undefined) return { empty: 0 };
  const lengths = { min: countOf(min), mean: parseDouble(mean ?? 'nan'), max: countOf(max) };
  return { lengths, empty: countOf(empty) };
}

/** How many rows have each key of a map. */
export function mapKeysQuery(relation: Sql, column: ProfiledColumn): Sql {
  const keys = sql`SELECT unnest(map_keys(${column.sql})) AS k FROM ${relation} WHERE ${column.sql} IS NOT NULL`;
  return sql`SELECT CAST(k AS VARCHAR), count(*) AS rows FROM (${keys}) GROUP BY k ORDER BY rows DESC, k LIMIT ${lit(MOST)}`;
}

/** Reads the rows of `mapKeysQuery`. */
export const readMapKeys = readNamedCounts;

/** How many rows have each field of a struct; undefined for a type without fields. */
export function structFieldsQuery(relation: Sql, column: ProfiledColumn): Sql | undefined {
  const { type } = column;
  if (type.kind !== 'struct' || type.fields.length === 0) return undefined;
  const counts = type.fields
    .slice(0, MOST)
    .map(({ name }) => sql`count(struct_extract(${column.sql}, ${lit(name)}))`);
  return sql`SELECT ${joinSql(counts)} FROM ${relation}`;
}

/** Reads the row of `structFieldsQuery`. */
export function readStructFields(row: TextRow, column: ProfiledColumn): NestedDetails {
  const { type } = column;
  if (type.kind !== 'struct') return {};
  const keys = type.fields
    .slice(0, MOST)
    .map(({ name }, index) => ({ name, count: countOf(row[index]) }));
  return { keys: keys.sort((a, b) => b.count - a.count) };
}
