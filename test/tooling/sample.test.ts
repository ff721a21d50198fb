import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFlightsSample } from '../../scripts/sample/flightsSample.ts';
import { messyCsv } from '../../scripts/sample/messyCsv.ts';
import { root } from '../../scripts/setup/paths.mjs';

const sample = join(root, 'media/sample/flights-sample.parquet');
const messy = join(root, 'media/sample/messy.csv');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-sample-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const digest = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

async function ask(query: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(query)).getRowsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('the sample data', () => {
  it('is what its scripts write, byte for byte', async () => {
    const again = join(folder, 'again.parquet');
    await writeFlightsSample(again);
    expect(digest(readFileSync(again))).toBe(digest(readFileSync(sample)));
    expect(messyCsv()).toBe(readFileSync(messy, 'utf8'));
  });

  it('is small', () => {
    expect(statSync(sample).size).toBeLessThan(1_000_000);
    expect(statSync(messy).size).toBeLessThan(200_000);
  });

  it('holds what there is to be found in it', async () => {
    const [flights] = await ask(`
      SELECT count(*), count(*) FILTER (delay IS NULL), count(*) FILTER (isnan(delay_per_100_miles)),
        count(*) FILTER (comment = ''), count(DISTINCT flight)
      FROM read_parquet('${sample}')`);
    expect(flights?.[0]).toBe('20000');
    expect(flights?.[4]).toBe('20000');
    for (const found of flights?.slice(1, 4) ?? []) expect(Number(found)).toBeGreaterThan(100);
    const [orders] = await ask(`
      SELECT count(*), count(DISTINCT "Order ID"), count(*) FILTER (Amount = 'N/A')
      FROM read_csv('${messy}', all_varchar = true)`);
    expect(orders?.[1]).toBe('1500');
    expect(Number(orders?.[0])).toBeGreaterThan(1500);
    expect(Number(orders?.[2])).toBeGreaterThan(50);
  });
});
