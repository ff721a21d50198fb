import type { Schema } from '../../shared/columnType.ts';
import { sameType } from '../sql/types.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { columnList } from './compile.ts';
import type { OrderedChain } from './orderedChain.ts';

/** Columns that stand in both tables, by name. */
export function commonColumns(before: Schema, after: Schema): readonly string[] {
  return after.flatMap(({ name }) => (before.some((one) => one.name === name) ? [name] : []));
}

/** Columns of both tables whose type is another one. */
export function retyped(before: Schema, after: Schema): readonly string[] {
  return commonColumns(before, after).filter((name) => {
    const [a, b] = [before, after].map((schema) => schema.find((one) => one.name === name)?.type);
    return a && b && !sameType(a, b);
  });
}

/**
 * One row of int64: how many of the first `rows` rows there are, then for each of `columns` how many
 * of its cells differ. Row n of one table must be row n of the other. Values of two types are
 * compared as text; NaN equals NaN, null equals null.
 */
export function compareRows(
  before: OrderedChain,
  after: OrderedChain,
  columns: readonly string[],
  rows: number,
): Sql {
  const other = new Set(retyped(before.schema, after.schema));
  const first = (chain: OrderedChain, prefix: string): Sql => {
    const chosen = chain.schema.filter(({ name }) => columns.includes(name));
    const renamed = chosen.map(({ name }) => {
      const index = String(columns.indexOf(name));
      const value = other.has(name) ? sql`CAST(${ident(name)} AS VARCHAR)` : ident(name);
      return sql`${value} AS ${ident(`${prefix}${index}`)}`;
    });
    const list = joinSql([...renamed, sql`TRUE AS ${ident(prefix)}`]);
    return sql`(SELECT ${list} FROM (
SELECT ${columnList(chain.schema)} FROM (
${chain.sql}
) LIMIT ${lit(rows)}
))`;
  };
  const counts = columns.map((_name, index) => {
    const [b, a] = [ident(`b${String(index)}`), ident(`a${String(index)}`)];
    return sql`count(*) FILTER (WHERE ${b} IS DISTINCT FROM ${a})`;
  });
  return sql`SELECT ${joinSql([sql`count(*)`, ...counts].map((count, i) => sql`${count} AS ${ident(`n${String(i)}`)}`))} FROM ${first(before, 'b')} POSITIONAL JOIN ${first(after, 'a')}`;
}
