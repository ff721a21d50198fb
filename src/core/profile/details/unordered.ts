import { sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { ProfiledColumn } from '../column.ts';

/**
 * Filled rows whose value is smaller than that of the filled row before, in the order of the rows.
 * A window without order streams through the rows as they come.
 */
export function unorderedQuery(relation: Sql, column: ProfiledColumn): Sql {
  const c = column.sql;
  return sql`SELECT count(*) FROM (SELECT ${c} AS v, lag(${c}) OVER () AS before FROM ${relation} WHERE ${c} IS NOT NULL) WHERE v < before`;
}
