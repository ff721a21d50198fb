import { join } from 'node:path';
import { writeParquet } from '../session/writeParquet.ts';

/** Rows of the faults' data. */
export const ROWS = 1_500_000;

/** A seeded Parquet file that takes the engine about a second to profile or to sort. */
export function writeFlights(folder: string): string {
  const path = join(folder, 'flights.parquet');
  writeParquet(
    path,
    `SELECT i AS id, (hash(i, 1) % 50001)::BIGINT AS user_id,
       round(-ln(((hash(i, 2) % 1000000) + 1) / 1000001.0) * 40, 2) AS amount,
       hash(i, 3)::VARCHAR AS token, 'city ' || (hash(i, 4) % 300) AS city,
       CASE WHEN hash(i, 5) % 5 = 0 THEN NULL ELSE (hash(i, 5) % 1000) / 10.0 END AS score,
       TIMESTAMP '2024-01-01' + INTERVAL 1 SECOND * (hash(i, 6) % 63072000)::BIGINT AS seen_at
     FROM range(${String(ROWS)}) t(i)`,
  );
  return path;
}

/** A recipe over the flights that learns, and writes a split. */
export function flightsRecipe(): string {
  const steps = [
    { op: 'filter-rows', params: { where: { column: 'amount', is: 'greater', value: 1 } } },
    {
      op: 'split-dataset',
      params: { parts: { train: 0.8, validation: 0.2 }, key: ['id'], seed: 7 },
    },
    { op: 'fill-missing', params: { columns: ['score'], with: 'median' } },
    { op: 'formula', params: { column: 'double', expression: 'amount * 2' } },
  ].map((step, at) => ({
    ...{ id: `s${String(at)}`, op: step.op, version: 1, params: step.params },
    ...{ enabled: true, note: '' },
  }));
  const main = { uri: 'flights.parquet', format: 'parquet', options: {} };
  const output = { name: 'train', part: 'train', format: 'parquet', uri: 'out/', options: {} };
  return `${JSON.stringify(
    {
      ...{ sluice: 1, name: 'flights', parameters: [], sources: { main } },
      ...{ steps, fitted: {}, checks: [], outputs: [output] },
    },
    null,
    2,
  )}\n`;
}
