// One scan of count, min and max over every column: `node countMinMax.mjs FILE [THREADS]`.
import { DuckDBInstance } from '@duckdb/node-api';

const [file = '', threads = '2'] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
const source = `read_parquet('${file.replaceAll("'", "''")}')`;
const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
const figures = described.getRows().map(([name]) => {
  const column = `"${String(name).replaceAll('"', '""')}"`;
  return `count(${column}), min(${column}), max(${column})`;
});
const reader = await connection.runAndReadAll(`SELECT ${figures.join(', ')} FROM ${source}`);
process.stdout.write(`${String(reader.currentRowCount)}\n`);
