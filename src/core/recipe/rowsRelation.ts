import { ident } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';

/** What the name of a source's numbered relation begins with; no source of a recipe is named so. */
export const ROWS_PREFIX = '__sluice_rows_';

/**
 * The engine's view of a source with the identity of its rows: the columns, then `__sluice_file` and
 * `__sluice_row`, by which the rows have their order.
 */
export function rowsRelation(name: string): Sql {
  return ident(`${ROWS_PREFIX}${name}`);
}
