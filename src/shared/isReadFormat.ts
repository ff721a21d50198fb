import type { ReadFormat, SourceFormat } from './source.ts';

/** True for a format that DuckDB reads as it lies there; the others are turned into Parquet first. */
export function isReadFormat(format: SourceFormat): format is ReadFormat {
  return format === 'parquet' || format === 'csv' || format === 'json';
}
