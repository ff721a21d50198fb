import { ident, joinSql, lit, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { asofNames, asofPlan } from './asofPlan.ts';
import type { AsofParams, AsofPlan } from './asofPlan.ts';
import type { SqlContext } from './define.ts';
import { ascending, duckdbOrder } from './sortKeys.ts';

/** The join in SQL: DuckDB's ASOF JOIN, twice for the nearest row. */
export function asofDuckdb(context: SqlContext<AsofParams>): Sql {
  const { from, relation, params, input, hidden } = context;
  const plan = asofPlan(context);
  const table = rightRows(plan, relation(params.with.source));
  const sides =
    plan.direction === 'nearest' ? (['backward', 'forward'] as const) : [plan.direction];
  const joins = sides.map(
    (side) => sql`ASOF LEFT JOIN (${table}) AS ${alias(side)} ON ${condition(plan, side)}`,
  );
  const kept = [...input.map(({ name }) => name), ...hidden].map((name) => sql`l.${ident(name)}`);
  const brought = plan.right.map(({ from: name, to }) => {
    const value = found(plan, name);
    return name === to && plan.direction !== 'nearest' && plan.tolerance === undefined
      ? value
      : sql`${value} AS ${ident(to)}`;
  });
  const place = ident(asofNames.place);
  return sql`SELECT ${joinSql([...kept, ...brought])} FROM (SELECT *, row_number() OVER () AS ${place} FROM ${from}) AS l ${joinSql(joins, ' ')} ORDER BY l.${place}`;
}

/** The right rows that can match, one for each key. */
function rightRows({ by, key, ties, isFloat }: AsofPlan, relation: Sql): Sql {
  const name = ident(key.right.name);
  const keys = [name, ...by.map(({ right }) => ident(right))];
  const known = keys.map((key) => sql`${key} IS NOT NULL`);
  const numbers = isFloat ? [sql`NOT isnan(${name})`] : [];
  const order = ties.length === 0 ? sql`` : sql` ORDER BY ${duckdbOrder(ties.map(ascending))}`;
  return sql`SELECT * FROM ${relation} WHERE ${joinSql([...known, ...numbers], ' AND ')} QUALIFY row_number() OVER (PARTITION BY ${joinSql(keys)}${order}) = 1`;
}

type Side = 'backward' | 'forward';

function alias(side: Side): Sql {
  return trusted(side === 'backward' ? 'b' : 'f');
}

function condition({ by, key, isFloat }: AsofPlan, side: Side): Sql {
  const equal = by.map(({ left, right }) => sql`l.${ident(left)} = ${alias(side)}.${ident(right)}`);
  const own = sql`l.${ident(key.left.name)}`;
  // A NaN would find the greatest key.
  const known = isFloat ? sql`CASE WHEN NOT isnan(${own}) THEN ${own} END` : own;
  const sign = trusted(side === 'backward' ? '>=' : '<=');
  const order = sql`${known} ${sign} ${alias(side)}.${ident(key.right.name)}`;
  return joinSql([...equal, order], ' AND ');
}

/** What the row that was found has in a column. */
function found(plan: AsofPlan, name: string): Sql {
  const { direction, tolerance } = plan;
  const of = (side: Side): Sql => sql`${alias(side)}.${ident(name)}`;
  const near = (side: Side): Sql => sql`${gap(plan, side)} <= ${limit(plan)}`;
  if (direction !== 'nearest') {
    return tolerance === undefined
      ? of(direction)
      : sql`CASE WHEN ${near(direction)} THEN ${of(direction)} END`;
  }
  const [before, after] = [gap(plan, 'backward'), gap(plan, 'forward')];
  const none = sql`${after} IS NULL`;
  const whens =
    tolerance === undefined
      ? sql`WHEN ${none} OR ${before} <= ${after} THEN ${of('backward')} ELSE ${of('forward')}`
      : sql`WHEN ${near('backward')} AND (${none} OR ${before} <= ${after}) THEN ${of('backward')} WHEN ${near('forward')} THEN ${of('forward')}`;
  return sql`CASE ${whens} END`;
}

function limit({ tolerance }: AsofPlan): Sql {
  return lit(tolerance ?? null);
}

/** How far a row that was found lies away; null where none was. */
function gap({ key, isFloat }: AsofPlan, side: Side): Sql {
  const [own, other] = [
    sql`l.${ident(key.left.name)}`,
    sql`${alias(side)}.${ident(key.right.name)}`,
  ];
  if (isFloat) {
    // Infinity lies at itself, but infinity less infinity is no number.
    return sql`CASE WHEN ${own} = ${other} THEN 0 ELSE abs(${own}::DOUBLE - ${other}::DOUBLE) END`;
  }
  switch (key.left.type.kind) {
    case 'date':
      return sql`abs(${own} - ${other})`;
    case 'timestamp':
    case 'timestamptz':
      return sql`abs(epoch_us(${own})::HUGEINT - epoch_us(${other}))`;
    default:
      return sql`abs(${own}::HUGEINT - ${other})`;
  }
}
