import type { DuckDBConnection } from '@duckdb/node-api';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import * as constant from '../../core/profile/dataset/constant.ts';
import * as equal from '../../core/profile/dataset/equalColumns.ts';
import { batches } from './batches.ts';
import type { DatasetRows } from './datasetRows.ts';
import { textRows } from './textRows.ts';

/** Columns with one value at most: those of the sample, asked again of all rows. */
export async function datasetConstant(
  connection: DuckDBConnection,
  { columns, relation, rows, sampled }: DatasetRows,
): Promise<string[]> {
  const candidates: ProfiledColumn[] = [];
  for (const batch of batches([...columns.keys()])) {
    const [row = []] = await textRows(connection, constant.constantCandidateQuery(batch));
    for (const i of constant.readConstant(row, batch)) {
      const column = columns[i];
      if (column) candidates.push(column);
    }
  }
  if (rows === sampled) return candidates.map(({ name }) => name);
  const found: string[] = [];
  for (const batch of batches(candidates)) {
    const [row = []] = await textRows(connection, constant.constantQuery(relation, batch));
    found.push(...constant.readConstant(row, batch).map(({ name }) => name));
  }
  return found;
}

/** Groups of columns that are equal in every row: those of the sample, compared over all rows. */
export async function datasetEqual(
  connection: DuckDBConnection,
  { columns, relation }: DatasetRows,
): Promise<string[][]> {
  const checksums: (string | null)[] = [];
  for (const batch of batches([...columns.keys()])) {
    const [row = []] = await textRows(connection, equal.checksumQuery(batch));
    checksums.push(...row);
  }
  const found: string[][] = [];
  const open = equal.equalCandidates(columns, checksums);
  for (let group = open.shift(); group; group = open.shift()) {
    const [row = []] = await textRows(connection, equal.differencesQuery(relation, group));
    const { equal: same, rest } = equal.splitByDifferences(row, group);
    if (same.length > 1) found.push(same.map(({ name }) => name));
    if (rest.length > 1) open.push(rest);
  }
  const place = (group: readonly string[]): number =>
    columns.findIndex(({ name }) => name === group[0]);
  return found.sort((a, b) => place(a) - place(b));
}
