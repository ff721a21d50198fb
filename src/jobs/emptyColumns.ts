import { sourceRelation } from '../core/recipe/relations.ts';
import { ident, joinSql, sql } from '../core/sql/sql.ts';
import { decodePage } from '../shared/arrow/decodePage.ts';
import type { Schema } from '../shared/columnType.ts';
import type { DataCall } from './dataCall.ts';
import type { DataSession } from './dataSession.ts';

/**
 * Those of some columns of an open source that hold no value at all, in no row. One scan of these
 * columns; nothing is read where there are none.
 */
export async function emptyColumns(
  session: Pick<DataSession, 'run'>,
  source: string,
  columns: Schema,
  call: DataCall = {},
): Promise<readonly string[]> {
  if (columns.length === 0) return [];
  const counts = joinSql(columns.map(({ name }) => sql`count(${ident(name)}) > 0`));
  const query = { sql: sql`SELECT ${counts} FROM ${sourceRelation(source)}` };
  const page = await session.run('rows', { query, limit: 1 }, call);
  const [row = []] = decodePage(page.arrow).rows;
  return columns.filter((_column, at) => row[at] === false).map(({ name }) => name);
}
