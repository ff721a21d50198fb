import type { DuckDBConnection } from '@duckdb/node-api';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import { distinctTable, moreDistinct } from '../../core/profile/details/counted.ts';
import type { Sql } from '../../core/sql/sql.ts';
import { fromDuckdbError } from '../fromDuckdbError.ts';

/** Into how many parts the values are cut, one try after the other. */
const PARTS = [1, 8, 64];

/**
 * Makes a table of the distinct filled values `v` of a column with their counts `n`. DuckDB cannot
 * spill all that many long texts take while it groups by them: where the memory does not hold them,
 * they are grouped part by part, by another scan of the column for each.
 */
export async function groupValues(
  connection: DuckDBConnection,
  table: Sql,
  relation: Sql,
  column: ProfiledColumn,
): Promise<void> {
  for (const [tried, of] of PARTS.entries()) {
    try {
      if (of === 1) await connection.run(distinctTable(table, relation, column));
      for (let part = 0; of > 1 && part < of; part += 1) {
        const statement = part === 0 ? distinctTable : moreDistinct;
        await connection.run(statement(table, relation, column, { part, of }));
      }
      return;
    } catch (error) {
      const isShort = fromDuckdbError(error).code === 'out-of-memory';
      if (!isShort || tried === PARTS.length - 1) throw error;
    }
  }
}
