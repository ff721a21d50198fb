import type { DuckDBConnection } from '@duckdb/node-api';
import { sampleQuery, sampleSizeQuery } from '../../core/profile/dataset/sampleTable.ts';
import type { Drawn } from '../../core/profile/dataset/sampleTable.ts';
import { sql } from '../../core/sql/sql.ts';
import type { Basis } from '../../shared/profile/columnProfile.ts';
import { throwIfCancelled } from '../../shared/errors.ts';
import type { DatasetDetails } from '../../shared/profile/datasetDetails.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { datasetCorrelations } from './datasetCorrelations.ts';
import { datasetDuplicates } from './datasetDuplicates.ts';
import { datasetConstant, datasetEqual } from './datasetEqual.ts';
import { datasetMissing } from './datasetMissing.ts';
import type { DatasetRows } from './datasetRows.ts';
import { preparedRows } from './preparedRows.ts';
import type { PreparedRows, RowsOrder } from './preparedRows.ts';
import type { ParquetSource } from './stretches.ts';
import { textRows } from './textRows.ts';

/** Rows that correlations look at; a dataset with no more is looked at whole. */
const SAMPLE_ROWS = 50_000;

/** Values of the sample over all columns; a very wide dataset has a smaller sample. */
const SAMPLE_VALUES = 20_000_000;

const STEPS = 6;

export interface DatasetOrder extends RowsOrder {
  /** Set where the relation is a Parquet source as it is. */
  readonly parquet?: ParquetSource | undefined;
  /** Counts duplicate rows exactly, however many rows there are. */
  readonly exactDuplicates?: boolean | undefined;
}

/**
 * What concerns several columns at once. One scan makes a sample, whose figures say which columns are
 * worth asking of all rows; missing values, constant and equal columns are exact, correlations are
 * those of the sample.
 */
export async function datasetDetails(
  connection: DuckDBConnection,
  order: DatasetOrder,
  context: HandlerContext,
): Promise<DatasetDetails> {
  let done = 0;
  const step = (): void => {
    throwIfCancelled(context.signal);
    done += 1;
    context.progress({ what: 'dataset', done, total: STEPS, unit: 'steps' });
  };
  const prepared = await preparedRows(connection, order, sql`__sluice_rows`);
  const { columns, total, rows } = prepared;
  const nothing = { missing: { patterns: [], pairs: [] }, correlations: [], constant: [] };
  if (rows === 0 || columns.length === 0) {
    const duplicates = { rows: 0, basis: 'exact' } as const;
    const size = { rows: total, columns: columns.length };
    return { ...size, duplicates, ...nothing, equalColumns: [], basis: {} };
  }
  const sampled = await drawSample(connection, prepared);
  // A sample is no Parquet source, and its nulls are its own.
  const parquet = rows === total ? order.parquet : undefined;
  const dataset: DatasetRows = { ...prepared, sampled, parquet };
  step();
  const missing = await datasetMissing(connection, dataset);
  step();
  const constant = await datasetConstant(connection, dataset);
  step();
  const equalColumns = await datasetEqual(connection, dataset);
  step();
  const whole = rows === total;
  const duplicates = whole
    ? await datasetDuplicates(connection, dataset, order.exactDuplicates === true)
    : undefined;
  step();
  const found = await datasetCorrelations(connection, dataset, context.signal);
  step();
  const skipped = {
    ...(missing.skipped.length > 0 && { missing: missing.skipped }),
    ...(found.skipped.length > 0 && { correlations: found.skipped }),
  };
  const estimate = 'estimate' satisfies Basis;
  return {
    rows: total,
    columns: columns.length,
    ...(sampled < total && { sampled }),
    ...(duplicates && { duplicates }),
    missing: missing.missing,
    correlations: found.correlations,
    constant,
    equalColumns,
    ...(found.infinite.length > 0 && { infinite: found.infinite }),
    ...(Object.keys(skipped).length > 0 && { skipped }),
    basis: {
      missing: missing.exact ? 'exact' : estimate,
      correlations: sampled < total ? estimate : 'exact',
      constant: whole ? 'exact' : estimate,
      equalColumns: whole ? 'exact' : estimate,
    },
  };
}

/** Makes the sample table and gives its rows. */
async function drawSample(
  connection: DuckDBConnection,
  { relation, numbered, columns, rows }: PreparedRows,
): Promise<number> {
  const most = Math.min(SAMPLE_ROWS, Math.floor(SAMPLE_VALUES / columns.length));
  const size = Math.max(1000, most);
  let drawn: Drawn = { by: 'all' };
  if (rows > size) {
    drawn = numbered
      ? { by: 'key', key: numbered.key, share: size / rows }
      : { by: 'reservoir', size };
  }
  const from = drawn.by === 'key' && numbered ? numbered.relation : relation;
  await connection.run(sampleQuery(from, columns, drawn));
  const [row] = await textRows(connection, sampleSizeQuery());
  return Number(row?.[0]);
}
