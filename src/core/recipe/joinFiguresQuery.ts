import type { Column } from '../../shared/columnType.ts';
import type { Joined } from '../operations/define.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType } from '../sql/types.ts';

/**
 * One row of doubles, in the order that `decodeJoinFigures` reads: how the rows of two SELECTs would
 * find each other. Both sides are counted by key first, and only keys meet: no pair of rows is made.
 * As in the join, null meets nothing, NaN meets NaN, and -0 is 0.
 */
export function joinFiguresQuery(left: Sql, right: Sql, keys: Joined['keys']): Sql {
  if (keys.length === 0) return crossed(left, right);
  const on = joinSql(
    keys.map((_key, index) => sql`l.${key(index)} = r.${key(index)}`),
    ' AND ',
  );
  const [l, r] = [
    side(
      left,
      keys.map(({ left: name, type }) => ({ name, type })),
    ),
    side(
      right,
      keys.map(({ right: name, type }) => ({ name, type })),
    ),
  ];
  const both = sql`(SELECT l.n AS l, r.n AS r, l.lacking AS no_l, r.lacking AS no_r
FROM ${l} AS l FULL JOIN ${r} AS r ON ${on})`;
  const met = sql`l IS NOT NULL AND r IS NOT NULL`;
  return figures(both, [
    sql`sum(l)`,
    sql`sum(r)`,
    sql`sum(l) FILTER (WHERE ${met})`,
    sql`sum(r) FILTER (WHERE ${met})`,
    sql`sum(l) FILTER (WHERE no_l)`,
    sql`sum(r) FILTER (WHERE no_r)`,
    sql`sum(l * r)`,
    sql`max(r) FILTER (WHERE ${met})`,
    sql`count(*) FILTER (WHERE l IS NOT NULL AND r > 1)`,
  ]);
}

/** Every row meets every row of the other side. */
function crossed(left: Sql, right: Sql): Sql {
  const count = (rows: Sql): Sql => sql`(SELECT count(*)::DOUBLE AS n FROM (
${rows}
))`;
  return figures(sql`${count(left)} AS l, ${count(right)} AS r`, [
    sql`sum(l.n)`,
    sql`sum(r.n)`,
    sql`sum(l.n) FILTER (WHERE r.n > 0)`,
    sql`sum(r.n) FILTER (WHERE l.n > 0)`,
    sql`0`,
    sql`0`,
    sql`sum(l.n * r.n)`,
    sql`max(r.n) FILTER (WHERE l.n > 0)`,
    sql`count(*) FILTER (WHERE l.n > 0 AND r.n > 1)`,
  ]);
}

function figures(from: Sql, values: readonly Sql[]): Sql {
  const columns = values.map(
    (value, index) => sql`coalesce(${value}, 0)::DOUBLE AS ${ident(`figure_${String(index + 1)}`)}`,
  );
  return sql`SELECT ${joinSql(columns)} FROM ${from}`;
}

function key(index: number): Sql {
  return ident(`key_${String(index + 1)}`);
}

/** The rows of one side by key: how many there are, as a double, and whether a part of it is null. */
function side(rows: Sql, columns: readonly Column[]): Sql {
  const keys = columns.map(
    ({ name, type }, index) => sql`${ident(name)}::${duckdbType(type)} AS ${key(index)}`,
  );
  const lacking = columns.map((_column, index) => sql`${key(index)} IS NULL`);
  const list = joinSql(columns.map((_column, index) => key(index)));
  return sql`(SELECT ${list}, count(*)::DOUBLE AS n, ${joinSql(lacking, ' OR ')} AS lacking FROM (
SELECT ${joinSql(keys)} FROM (
${rows}
)) GROUP BY ${list})`;
}
