import type { DuckDBConnection } from '@duckdb/node-api';
import type { ProfileResult } from '../../shared/profile/columnProfile.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { resultColumns } from '../arrow/fetchPage.ts';
import type { EngineDocument } from '../engineDocument.ts';
import { keptRowsOf } from './keptRows.ts';
import { chosenColumns } from './preparedRows.ts';
import type { RowsOrder } from './preparedRows.ts';
import { runProfile } from './runProfile.ts';

/**
 * Profiles a relation of a document. Rows of a text source or a recipe are kept for the next request,
 * so that columns can be asked for one after the other.
 */
export async function profileKept(
  connection: DuckDBConnection,
  document: EngineDocument,
  order: RowsOrder,
  context: HandlerContext,
): Promise<ProfileResult> {
  if (order.columnar || order.sample !== undefined || order.columns === undefined) {
    return runProfile(connection, order, context);
  }
  const wanted = (await chosenColumns(connection, order)).map(({ name }) => name);
  const all = (await resultColumns(connection, order.relation)).map(({ name }) => name);
  return keptRowsOf(document).use(connection, order.relation, { all, wanted }, (relation) =>
    runProfile(connection, { ...order, relation, columnar: true }, context),
  );
}
