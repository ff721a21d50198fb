import type { DuckDBConnection } from '@duckdb/node-api';
import { sql } from '../../core/sql/sql.ts';

/** Functions that DuckDB keeps as macros over scalar ones. */
const MACROS = ['nullif', 'split_part', 'ifnull', '__sluice_number'];

/** They make several rows of one. */
const ROW_MAKERS: ReadonlySet<string> = new Set(['unnest', 'generate_subscripts']);

let known: ReadonlySet<string> | undefined;

/** Names of all functions that give one value for each row and the same one each time. */
export async function scalarFunctions(connection: DuckDBConnection): Promise<ReadonlySet<string>> {
  if (known) return known;
  const reader = await connection.runAndReadAll(
    sql`SELECT function_name FROM duckdb_functions() GROUP BY function_name
      HAVING bool_and(function_type = 'scalar' AND stability IS DISTINCT FROM 'VOLATILE')`,
  );
  const names = reader.getRows().map(([name]) => String(name).toLowerCase());
  known = new Set([...names.filter((name) => !ROW_MAKERS.has(name)), ...MACROS]);
  return known;
}
