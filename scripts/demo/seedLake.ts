import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { StandIn } from '../../test/aws/standIn.ts';

/** The bucket of the demo, and of every test that uses its recipe. */
export const BUCKET = 'sluice-demo';

/**
 * Fills the lake: the three million flights as a folder a month (`month=1/…`), each object below
 * 5 MB, and the airports; and the role that jobs take.
 */
export async function seedLake(root: string, folder: string, standIn: StandIn): Promise<void> {
  await standIn.createBucket(BUCKET);
  await standIn.createRole(BUCKET);
  const data = join(root, 'node_modules', 'vega-datasets', 'data');
  const flights = await writeFlights(join(data, 'flights-3m.parquet'), join(folder, 'flights'));
  for (const path of flights) {
    await standIn.putObject(
      BUCKET,
      `flights/${path}`,
      await readFile(join(folder, 'flights', path)),
    );
  }
  await standIn.putObject(BUCKET, 'airports.csv', await readFile(join(data, 'airports.csv')));
}

/** Writes the flights as a Hive-partitioned folder and gives the paths below it. */
export async function writeFlights(from: string, to: string): Promise<string[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
  await connection.run(
    `COPY (SELECT *, month(date) AS month FROM read_parquet(${text(from)}))
     TO ${text(to)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (month), FILENAME_PATTERN 'part-{i}')`,
  );
  connection.closeSync();
  instance.closeSync();
  const paths = await readdir(to, { recursive: true });
  return paths.filter((path) => path.endsWith('.parquet')).sort();
}
