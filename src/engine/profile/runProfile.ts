import type { DuckDBConnection } from '@duckdb/node-api';
import { columnResult } from '../../core/profile/columnResult.ts';
import { sql } from '../../core/sql/sql.ts';
import type { ColumnProfile, ProfileResult } from '../../shared/profile/columnProfile.ts';
import { throwIfCancelled } from '../../shared/errors.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { guessColumns } from './guessColumns.ts';
import { narrowRows } from './narrowRows.ts';
import { preparedRows } from './preparedRows.ts';
import type { RowsOrder } from './preparedRows.ts';
import { GROUPED, profileColumn } from './profileColumn.ts';

const ROWS = sql`__sluice_rows`;

/**
 * Profiles a relation column by column, each by scans that read no other. Text sources and recipes
 * are read once into a temporary table first, as each scan would parse or compute everything again.
 */
export async function runProfile(
  connection: DuckDBConnection,
  order: RowsOrder,
  context: HandlerContext,
): Promise<ProfileResult> {
  const prepared = await preparedRows(connection, order, ROWS);
  const { relation, columns, rows, total } = prepared;
  const guesses = await guessColumns(connection, relation, columns, rows);
  const results: ColumnProfile[] = [];
  for await (const some of narrowRows(connection, { ...prepared, signal: context.signal })) {
    for (const column of some.columns) {
      throwIfCancelled(context.signal);
      const guess = guesses[results.length] ?? GROUPED;
      const figures = await profileColumn(connection, some.relation, column, guess);
      results.push(columnResult(column, figures, { rows, total }));
      const done = results.length;
      context.progress({ what: 'profile', done, total: columns.length, unit: 'steps' });
    }
  }
  return { rows: total, ...(rows === total ? {} : { sampled: rows }), columns: results };
}
