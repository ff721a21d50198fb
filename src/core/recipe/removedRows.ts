import { AppError } from '../../shared/errors.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import { columnList } from './compile.ts';
import type { OrderedChain } from './orderedChain.ts';

const PLACE = '__sluice_place_before';

/** The rows of `before` that `after` no longer has, in their order; both must carry the identity. */
export function removedRows(before: OrderedChain, after: OrderedChain): OrderedChain {
  if (before.hidden.length === 0 || after.hidden.length === 0) {
    throw new AppError('unsupported', 'The rows that go cannot be told here.', {
      hint: 'Look at the rows before and after instead.',
    });
  }
  const same = joinSql(
    before.hidden.map((name) => sql`b.${ident(name)} = a.${ident(name)}`),
    ' AND ',
  );
  const identity = joinSql(after.hidden.map((name) => ident(name)));
  return {
    schema: before.schema,
    hidden: [],
    sql: sql`SELECT ${columnList(before.schema)} FROM (SELECT *, row_number() OVER () AS ${ident(PLACE)} FROM (
${before.sql}
)) AS b ANTI JOIN (SELECT ${identity} FROM (
${after.sql}
)) AS a ON ${same} ORDER BY ${ident(PLACE)}`,
  };
}
