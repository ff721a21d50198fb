import type { PreparedRows } from './preparedRows.ts';
import type { ParquetSource } from './stretches.ts';

/** A dataset that is ready to be looked at, with its sample. */
export interface DatasetRows extends PreparedRows {
  /** Rows of the sample table: all of `rows`, or fewer. */
  readonly sampled: number;
  /** Set where the rows are those of a Parquet source as it is. */
  readonly parquet: ParquetSource | undefined;
}
