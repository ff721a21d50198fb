// DuckDB's SUMMARIZE over a Parquet file, as a whole process: `node summarize.mjs FILE [THREADS]`.
// It ends with “STDDEV_SAMP is out of range” where a column holds NaN, so those are null for it.
import { DuckDBInstance } from '@duckdb/node-api';

const [file = '', threads = '2'] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
const reader = await connection.runAndReadAll(
  `SUMMARIZE SELECT * REPLACE (CASE WHEN isnan(ratio) THEN NULL ELSE ratio END AS ratio)
   FROM read_parquet('${file.replaceAll("'", "''")}')`,
);
process.stdout.write(`${String(reader.currentRowCount)}\n`);
