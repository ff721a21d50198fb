import type { DuckDBConnection } from '@duckdb/node-api';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import * as nested from '../../core/profile/details/nested.ts';
import { sql } from '../../core/sql/sql.ts';
import type { ColumnDetails } from '../../shared/profile/columnDetails.ts';
import type { DetailsRows } from './columnDetailsRows.ts';
import { textRows } from './textRows.ts';

/** Lengths and keys of a list, map or struct. Keys of maps come from the sample where there is one. */
export async function nestedDetails(
  connection: DuckDBConnection,
  { relation, sample }: DetailsRows,
  column: ProfiledColumn,
): Promise<Pick<ColumnDetails, 'filled' | 'nested' | 'basis'>> {
  const count = async (of: typeof relation): Promise<number> =>
    Number((await textRows(connection, sql`SELECT count(${column.sql}) FROM ${of}`))[0]?.[0]);
  const filled = await count(relation);
  if (filled === 0) return { filled, basis: {} };
  const fields = nested.structFieldsQuery(relation, column);
  if (fields) {
    const [row = []] = await textRows(connection, fields);
    return { filled, nested: nested.readStructFields(row, column), basis: {} };
  }
  const [row = []] = await textRows(connection, nested.nestedLengthsQuery(relation, column));
  const lengths = nested.readNestedLengths(row);
  if (column.type.kind !== 'map') return { filled, nested: lengths, basis: {} };
  const rows = await textRows(connection, nested.mapKeysQuery(sample ?? relation, column));
  const factor = sample ? filled / Math.max(1, await count(sample)) : 1;
  const keys = nested
    .readMapKeys(rows)
    .map(({ name, count: found }) => ({ name, count: Math.round(found * factor) }));
  return {
    filled,
    nested: { ...lengths, keys },
    basis: sample ? { 'nested.keys': 'estimate' } : {},
  };
}
