import type { DuckDBConnection } from '@duckdb/node-api';
import type { ProfiledColumn } from '../../core/profile/column.ts';
import * as missing from '../../core/profile/dataset/missingTogether.ts';
import type { NullColumn } from '../../core/profile/dataset/missingTogether.ts';
import { SAMPLE, sampled } from '../../core/profile/dataset/sampleTable.ts';
import type { DatasetDetails } from '../../shared/profile/datasetDetails.ts';
import { batches } from './batches.ts';
import type { DatasetRows } from './datasetRows.ts';
import { footerFigures } from './footerFigures.ts';
import { parquetFiles } from './stretches.ts';
import { textRows } from './textRows.ts';

/** What `datasetMissing` found. */
export interface FoundMissing {
  readonly missing: DatasetDetails['missing'];
  /** Columns with nulls beyond those that are looked at. */
  readonly skipped: readonly string[];
  readonly exact: boolean;
}

/** Which columns are null together, of those with the most nulls. */
export async function datasetMissing(
  connection: DuckDBConnection,
  rows: DatasetRows,
): Promise<FoundMissing> {
  const withNulls = await nullColumns(connection, rows);
  const chosen = new Set(
    [...withNulls]
      .sort((a, b) => b.nulls - a.nulls)
      .slice(0, missing.MISSING_COLUMNS)
      .map(({ name }) => name),
  );
  const skipped = withNulls.filter(({ name }) => !chosen.has(name)).map(({ name }) => name);
  const columns = withNulls.filter(({ name }) => chosen.has(name));
  if (columns.length === 0) return { missing: { patterns: [], pairs: [] }, skipped, exact: true };
  await connection.run(missing.patternTableQuery(rows.relation, columns));
  const [count] = await textRows(connection, missing.patternCountQuery());
  const many = Number(count?.[0]) > missing.MOST_PATTERNS && rows.sampled < rows.rows;
  const factor = rows.total / rows.rows;
  const patterns = missing.readPatterns(
    await textRows(connection, missing.patternsQuery()),
    columns,
    factor,
  );
  if (many) {
    const places = columns.map((column) => ({ ...column, sql: placeOf(column, rows.columns) }));
    await connection.run(missing.patternTableQuery(SAMPLE, places));
  }
  const scale = many ? rows.total / rows.sampled : factor;
  const pairs = [];
  for (const index of columns.slice(1).keys()) {
    const [row = []] = await textRows(connection, missing.togetherQuery(columns, index));
    pairs.push(...missing.readTogether(row, columns, index, scale));
  }
  return {
    missing: { patterns, pairs: pairs.sort((a, b) => b.both / b.either - a.both / a.either) },
    skipped,
    exact: !many && factor === 1,
  };
}

async function nullColumns(
  connection: DuckDBConnection,
  { relation, columns, rows, total, parquet }: DatasetRows,
): Promise<NullColumn[]> {
  const nulls = new Map<string, number>();
  if (parquet) {
    const files = await parquetFiles(connection, parquet.source.files);
    const vouched = await footerFigures(connection, parquet, files, columns);
    for (const [i, { name }] of columns.entries()) {
      const known = vouched[i]?.nulls;
      if (known !== undefined) nulls.set(name, known);
    }
  }
  for (const batch of batches(columns.filter(({ name }) => !nulls.has(name)))) {
    const [row = []] = await textRows(connection, missing.filledQuery(relation, batch));
    for (const [i, { name }] of batch.entries()) {
      nulls.set(name, Number(row[0]) - Number(row[i + 1]));
    }
  }
  return columns.flatMap((column) => {
    const own = nulls.get(column.name) ?? 0;
    return own === 0 ? [] : [{ ...column, nulls: Math.round((own * total) / rows) }];
  });
}

function placeOf({ name }: NullColumn, columns: readonly ProfiledColumn[]): NullColumn['sql'] {
  return sampled(columns.findIndex((column) => column.name === name));
}
