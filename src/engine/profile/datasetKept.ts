import type { DuckDBConnection } from '@duckdb/node-api';
import type { DatasetDetails } from '../../shared/profile/datasetDetails.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { resultColumns } from '../arrow/fetchPage.ts';
import type { EngineDocument } from '../engineDocument.ts';
import { datasetDetails } from './datasetDetails.ts';
import type { DatasetOrder } from './datasetDetails.ts';
import { keptRowsOf } from './keptRows.ts';
import { numberedTable } from './numberedRows.ts';
import { chosenColumns } from './preparedRows.ts';

/**
 * What concerns several columns of a relation of a document at once. Rows of a text source or a recipe
 * are those that are kept for its profile, where they are.
 */
export async function datasetKept(
  connection: DuckDBConnection,
  document: EngineDocument,
  order: DatasetOrder,
  context: HandlerContext,
): Promise<DatasetDetails> {
  if (order.columnar || order.sample !== undefined) {
    return datasetDetails(connection, order, context);
  }
  const wanted = (await chosenColumns(connection, order)).map(({ name }) => name);
  const all = (await resultColumns(connection, order.relation)).map(({ name }) => name);
  return keptRowsOf(document).use(connection, order.relation, { all, wanted }, (relation) => {
    const numbered = numberedTable(relation);
    return datasetDetails(connection, { ...order, relation, numbered, columnar: true }, context);
  });
}
