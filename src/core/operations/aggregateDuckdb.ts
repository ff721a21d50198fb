import { isFloat } from '../expression/types.ts';
import { ident, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { duckdbType } from '../sql/types.ts';
import { duckdbMode, duckdbSpread } from './aggregateSql.ts';
import type { Aggregate } from './aggregates.ts';

/** One figure as a DuckDB aggregate of exactly its type. */
export function aggregateDuckdb({ source, function: name, type }: Aggregate): Sql {
  if (!source) return sql`count(*)`;
  const column = ident(source.name);
  const number = source.type.kind === 'float64' ? column : sql`${column}::DOUBLE`;
  switch (name) {
    case 'count':
      return sql`count(${column})`;
    case 'count_distinct':
      return sql`count(DISTINCT ${column})`;
    case 'sum':
      return isFloat(source.type) ? sql`sum(${number})` : sql`sum(${column})::${duckdbType(type)}`;
    case 'mean':
      return sql`avg(${number})`;
    case 'median':
      return sql`quantile_cont(${number}, 0.5)`;
    case 'min':
      return sql`min(${column})`;
    case 'max':
      return sql`max(${column})`;
    case 'std':
    case 'variance':
      return duckdbSpread(source.name, name);
    case 'mode':
      return duckdbMode(source);
  }
}
