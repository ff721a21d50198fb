import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { isFloat } from '../expression/types.ts';
import { ident, lit, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType } from '../sql/types.ts';
import { duckdbMode, duckdbSpread } from './aggregateSql.ts';
import type { Aggregate } from './aggregates.ts';
import { decimalSum } from './decimalSum.ts';
import type { SqlContext } from './define.ts';

/** One figure as a DuckDB aggregate of exactly its type. */
export function aggregateDuckdb(
  { source, function: name, type, where, q = 0.5, orderBy, separator = ', ' }: Aggregate,
  context: Pick<SqlContext<unknown>, 'param'>,
): Sql {
  const test = where && emitDuckdb(where, context);
  if (!source) return test ? sql`count(*) FILTER (WHERE ${test})` : sql`count(*)`;
  // Figures leave nulls out, so that a value in a row that does not count may become one.
  const column = test ? sql`CASE WHEN ${test} THEN ${ident(source.name)} END` : ident(source.name);
  const cell = test ? sql`(${column})` : column;
  const number = source.type.kind === 'float64' ? column : sql`${cell}::DOUBLE`;
  switch (name) {
    case 'count':
      return sql`count(${column})`;
    case 'count_distinct':
      return sql`count(DISTINCT ${column})`;
    case 'count_missing': {
      const missing = sql`${ident(source.name)} IS NULL`;
      return sql`count(*) FILTER (WHERE ${test ? sql`${missing} AND ${test}` : missing})`;
    }
    case 'sum':
      return isFloat(source.type)
        ? sql`sum(${number})`
        : decimalSum(sql`sum(${column})`, source.type, type);
    case 'mean':
      return sql`avg(${number})`;
    case 'median':
    case 'quantile':
      return sql`quantile_cont(${number}, ${lit(q)})`;
    case 'iqr':
      return sql`quantile_cont(${number}, 0.75) - quantile_cont(${number}, 0.25)`;
    case 'product':
      return sql`product(${number})`;
    case 'min':
      return sql`min(${column})`;
    case 'max':
      return sql`max(${column})`;
    case 'range':
      return sql`max(${column})::${duckdbType(type)} - min(${column})::${duckdbType(type)}`;
    case 'std':
    case 'variance':
      return duckdbSpread(source.name, name, cell);
    case 'mode':
      return duckdbMode(source, cell);
    case 'first':
    case 'last': {
      const order = ident(orderBy?.name ?? source.name);
      const known = sql`${order} IS NOT NULL AND ${cell} IS NOT NULL`;
      const pick = name === 'first' ? sql`min` : sql`max`;
      return sql`(${pick}({'o': ${order}, 'v': ${column}}) FILTER (WHERE ${known})).v`;
    }
    case 'any':
      return sql`bool_or(${column})`;
    case 'all':
      return sql`bool_and(${column})`;
    case 'share_true':
      return sql`avg(${cell}::INTEGER)`;
    case 'join_distinct':
      return sql`string_agg(DISTINCT ${column}, ${lit(separator)} ORDER BY ${column})`;
    case 'list':
      return sql`list(${column} ORDER BY ${column}) FILTER (WHERE ${cell} IS NOT NULL)`;
  }
}
