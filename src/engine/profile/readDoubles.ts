import type { DuckDBConnection } from '@duckdb/node-api';
import type { Sql } from '../../core/sql/sql.ts';

/** Runs a query of `rows` rows whose columns are all DOUBLE; null becomes NaN. */
export async function readDoubles(
  connection: DuckDBConnection,
  query: Sql,
  rows: number,
): Promise<Float64Array[]> {
  const result = await connection.stream(query);
  const columns = Array.from({ length: result.columnCount }, () => new Float64Array(rows));
  let from = 0;
  for (let chunk = await result.fetchChunk(); chunk; chunk = await result.fetchChunk()) {
    const count = chunk.rowCount;
    if (count === 0) break;
    for (const [index, column] of columns.entries()) {
      const vector = chunk.getColumnVector(index);
      for (let row = 0; row < count; row += 1) {
        const value = vector.getItem(row);
        column[from + row] = typeof value === 'number' ? value : NaN;
      }
    }
    from += count;
  }
  return columns;
}
