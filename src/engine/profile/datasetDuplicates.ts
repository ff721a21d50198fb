import type { DuckDBConnection } from '@duckdb/node-api';
import * as duplicates from '../../core/profile/dataset/duplicates.ts';
import type { DatasetDetails } from '../../shared/profile/datasetDetails.ts';
import type { DatasetRows } from './datasetRows.ts';
import { textRows } from './textRows.ts';

/** Rows that are there before: counted, or estimated where there are many and it is not asked for. */
export async function datasetDuplicates(
  connection: DuckDBConnection,
  { relation, columns, rows }: DatasetRows,
  exact: boolean,
): Promise<NonNullable<DatasetDetails['duplicates']>> {
  const bits = duplicates.duplicateBits(rows);
  if (!exact && bits > 0) {
    const heavy = (await textRows(connection, duplicates.heavyQuery())).map(([h]) => h ?? '0');
    const query = duplicates.duplicateEstimateQuery(relation, columns, bits, heavy);
    const [row = []] = await textRows(connection, query);
    return duplicates.readDuplicateEstimate(row, bits, rows);
  }
  await connection.run(duplicates.twiceQuery(relation, columns));
  const [row = []] = await textRows(connection, duplicates.duplicatesQuery(relation, columns));
  return duplicates.readDuplicates(row);
}
