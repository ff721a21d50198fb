import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { root } from '../../../scripts/setup/paths.mjs';

const ROWS = 10_000_000;

/** Twenty columns of the kinds that people have, each value decided by its row number alone. */
const columns = [
  'i AS id',
  '(hash(i, 1) % 500001)::BIGINT AS user_id',
  '(hash(i, 2) % 90)::INTEGER AS age',
  'round(-ln(((hash(i, 3) % 1000000) + 1) / 1000001.0) * 40, 2) AS amount',
  '((hash(i, 4) % 2000000) / 1000.0 - 1000)::DOUBLE AS balance',
  'CASE WHEN hash(i, 5) % 10 < 2 THEN NULL ELSE ((hash(i, 5) % 1000) / 10.0)::FLOAT END AS score',
  '((hash(i, 6) % 10000000) / 100.0)::DECIMAL(12, 2) AS price',
  "list_value('DE', 'FR', 'IT', 'ES', 'PL', 'NL')[1 + (hash(i, 7) % 6)::INTEGER] AS country",
  "'city ' || (hash(i, 8) % 300) AS city",
  "'user' || (hash(i, 9) % 500001) || '@example.org' AS email",
  'hash(i, 10)::VARCHAR AS token',
  "TIMESTAMP '2024-01-01' + INTERVAL 1 SECOND * (hash(i, 11) % 63072000)::BIGINT AS seen_at",
  "DATE '1950-01-01' + (hash(i, 12) % 20000)::INTEGER AS born_on",
  'hash(i, 13) % 5 = 0 AS active',
  'hash(i, 14) % 100 = 0 AS flagged',
  '(hash(i, 15) % 7)::TINYINT AS weekday',
  "CASE WHEN hash(i, 16) % 3 = 0 THEN NULL ELSE 'note ' || (hash(i, 16) % 50) END AS note",
  '(hash(i, 17) % 1000000007)::BIGINT AS reference',
  "CASE WHEN hash(i, 18) % 1000 = 0 THEN 'nan'::DOUBLE ELSE (hash(i, 18) % 100000) / 7.0 END AS ratio",
  '(hash(i, 19) % 3)::SMALLINT AS tier',
];

/** A Parquet file of ten million rows, made once and kept; about 510 MB. */
export async function tenMillionRows(): Promise<string> {
  const folder = join(root, '.cache', 'data');
  const path = join(folder, 'ten-million-v1.parquet');
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const partial = `${path}.${String(process.pid)}`;
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(
      `COPY (SELECT ${columns.join(', ')} FROM range(${String(ROWS)}) t(i))
       TO '${partial}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)`,
    );
    renameSync(partial, path);
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(partial, { force: true });
  }
  return path;
}
