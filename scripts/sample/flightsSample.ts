import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { root } from '../setup/paths.mjs';

const ROWS = 20_000;

/**
 * Writes the sample dataset: real flights of 2001 (of the npm package `vega-datasets`), chosen and
 * damaged by hashes of their row number, so that each run writes the same bytes. What is made up:
 * the gaps, the NaN, and the column `comment`.
 */
export async function writeFlightsSample(to: string): Promise<void> {
  const data = join(root, 'node_modules', 'vega-datasets', 'data');
  // One thread, as several would write their rows in the order in which they end.
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(`
      CREATE TEMP TABLE airport AS
      SELECT iata, city, state, latitude, longitude
      FROM read_csv(${text(join(data, 'airports.csv'))}, header = true, all_varchar = true)`);
    await connection.run(`
      COPY (
        WITH chosen AS (
          SELECT *, md5('sample|' || file_row_number) AS h
          FROM read_parquet(${text(join(data, 'flights-3m.parquet'))}, file_row_number = true)
          ORDER BY h LIMIT ${ROWS}
        )
        SELECT
          (row_number() OVER (ORDER BY date, h))::INTEGER AS flight,
          date AS departs,
          date::DATE AS day,
          origin,
          destination,
          airport.city AS origin_city,
          CASE WHEN ${share(1)} < 0.04 THEN NULL ELSE airport.state END AS origin_state,
          CASE WHEN ${share(2)} < 0.012 THEN NULL ELSE distance END AS distance,
          CASE WHEN ${share(3)} < 0.025 THEN NULL ELSE delay END AS delay,
          CASE WHEN ${share(4)} < 0.008 THEN 'NaN'::DOUBLE
               WHEN ${share(5)} < 0.03 THEN NULL
               ELSE round(100.0 * delay / distance, 3) END AS delay_per_100_miles,
          isodow(date) >= 6 AS weekend,
          airport.latitude::DOUBLE AS latitude,
          airport.longitude::DOUBLE AS longitude,
          CASE WHEN ${share(6)} < 0.9 THEN NULL
               WHEN ${share(6)} < 0.93 THEN ''
               WHEN ${share(6)} < 0.96 THEN 'Crew change'
               WHEN ${share(6)} < 0.98 THEN 'de-icing, then taxi' || chr(10) || 'queue'
               ELSE 'Café “Ωmega” ✈' END AS comment
        FROM chosen LEFT JOIN airport ON airport.iata = chosen.origin
        ORDER BY date, h
      ) TO ${text(to)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 8192)`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A number in [0, 1) for a row; another one for each column that is damaged. */
function share(column: number): string {
  return `(('0x' || md5('${column}|' || h)[1:8])::UBIGINT / 4294967296.0)`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
