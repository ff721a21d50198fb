import type { Schema } from '../../shared/columnType.ts';
import { ident, joinSql, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { SqlContext } from './define.ts';
import { duckdbKey, withIdentity } from './sortKeys.ts';
import type { DuckdbWindow, Frame, RangeFrame, WindowColumn } from './windowColumn.ts';
import type { WindowPlan } from './windowPlan.ts';

/** A SELECT over `context.from` with these columns beside, or in place of, the ones of `input`. */
export function duckdbOver(
  columns: readonly WindowColumn[],
  input: Schema,
  plan: WindowPlan,
  context: SqlContext<unknown>,
): Sql {
  const window = duckdbWindow(plan, context);
  const { from, names } = withFirst(columns, window, context.from);
  const items = columns.map((column) => ({
    name: column.name,
    item: sql`${column.duckdb(window)} AS ${ident(column.name)}`,
  }));
  const isOld = ({ name }: { readonly name: string }): boolean =>
    input.some((column) => column.name === name);
  const replaced = items.filter(isOld).map(({ item }) => item);
  const by = replaced.length === 0 ? sql`` : sql` REPLACE (${joinSql(replaced)})`;
  const added = items.filter((one) => !isOld(one)).map(({ item }) => item);
  const others = names.length === 0 ? sql`*` : sql`* EXCLUDE (${joinSql(names.map(ident))})`;
  return sql`SELECT ${joinSql([sql`${others}${by}`, ...added])} FROM ${from}`;
}

/** The relation with what the columns want before, and the names of that. */
function withFirst(
  columns: readonly WindowColumn[],
  window: DuckdbWindow,
  relation: Sql,
): { readonly from: Sql; readonly names: readonly string[] } {
  const wanted = columns.map((column) => column.duckdbFirst?.(window) ?? []);
  const names = new Set<string>();
  let from = relation;
  for (let stage = 0; stage < Math.max(0, ...wanted.map(({ length }) => length)); stage += 1) {
    const made = wanted.flatMap((stages) => stages[stage] ?? []);
    if (made.length === 0) continue;
    const written = (isOld: boolean): readonly Sql[] =>
      made
        .filter(([name]) => names.has(name) === isOld)
        .map(([name, value]) => sql`${value} AS ${ident(name)}`);
    const [replaced, added] = [written(true), written(false)];
    const others = replaced.length === 0 ? sql`*` : sql`* REPLACE (${joinSql(replaced)})`;
    from = sql`(SELECT ${joinSql([others, ...added])} FROM ${from})`;
    for (const [name] of made) names.add(name);
  }
  return { from, names: [...names] };
}

function duckdbWindow(plan: WindowPlan, { hidden }: SqlContext<unknown>): DuckdbWindow {
  const partition = (more: readonly string[] = []): readonly Sql[] => {
    const keys = [...plan.group, ...more].map(ident);
    return keys.length === 0 ? [] : [sql`PARTITION BY ${joinSql(keys)}`];
  };
  const keys = withIdentity(plan.order ?? [], hidden).map(duckdbKey);
  const order = sql`ORDER BY ${joinSql(keys)}`;
  return {
    over: (frame) =>
      frame && 'key' in frame
        ? sql`OVER (${joinSql([...partition(), range(frame)], ' ')})`
        : sql`OVER (${joinSql([...partition(), order, ...(frame ? [rows(frame)] : [])], ' ')})`,
    within: (key, frame, more) =>
      sql`OVER (${joinSql([...partition(more), sql`ORDER BY ${ident(key)}`, frame], ' ')})`,
    ties: sql`OVER (${joinSql([...partition(), sql`ORDER BY ${joinSql((plan.order ?? []).map(duckdbKey))}`], ' ')})`,
    whole: (more) => sql`OVER (${joinSql(partition(more), ' ')})`,
  };
}

function range({ key, far, near }: RangeFrame): Sql {
  const end =
    near === 0
      ? sql`CURRENT ROW`
      : near > 0
        ? sql`${lit(near)} PRECEDING`
        : sql`${lit(0 - near)} FOLLOWING`;
  return sql`ORDER BY ${ident(key)} RANGE BETWEEN ${lit(far)} PRECEDING AND ${end}`;
}

function rows({ before, after }: Frame): Sql {
  const start = before === 'all' ? sql`UNBOUNDED` : before === 0 ? sql`CURRENT ROW` : lit(before);
  const end = after === 'all' ? sql`UNBOUNDED` : after === 0 ? sql`CURRENT ROW` : lit(after);
  return sql`ROWS BETWEEN ${before === 0 ? start : sql`${start} PRECEDING`} AND ${after === 0 ? end : sql`${end} FOLLOWING`}`;
}
