import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import { DataSession } from '../../src/jobs/dataSession.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import { tenMillionRows } from '../browser/data/tenMillion.ts';
import { startEngine } from '../engine/startEngine.ts';
import { useS3 } from '../s3/useS3.ts';

const bench = useS3();
const query = { sql: 'SELECT * FROM main' };
let engine: EngineClient;
let file: string;
let folder: string;

beforeAll(async () => {
  file = await tenMillionRows();
  engine = await startEngine();
}, 300_000);
afterAll(() => {
  engine.dispose();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-mirror-'));
  await bench().server.seedObject('lake', 'ten.parquet', file, { etag: 'ten-million' });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function opened(uri: string, document = 'd'): Promise<DataSession> {
  const { aws } = bench();
  const session = new DataSession({ engine, aws, cacheDirectory: folder, document });
  await session.openSources([await session.locate('main', { uri }, folder)], false);
  return session;
}

function moved(): number {
  return bench().proxy.bytes({ method: 'GET', key: 'ten.parquet' });
}

async function columnBytes(name: string): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const found = await connection.runAndReadAll(
      `SELECT sum(total_compressed_size + coalesce(bloom_filter_length, 0))::DOUBLE FROM parquet_metadata('${file}') WHERE path_in_schema = '${name}'`,
    );
    return Number(found.getRows()[0]?.[0]);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('the file of ten million rows', () => {
  it('moves for each question what that needs, and nothing when it is opened again', async () => {
    const { size } = statSync(file);
    const remote = await opened('s3://lake/ten.parquet');
    const local = await opened(file, 'local');
    const footer = moved();
    const page = await remote.run('page', { query, offset: 0, limit: 200 });
    expect(moved()).toBeLessThanOrEqual(0.02 * size);
    expect(await remote.run('count', { query })).toEqual({ rows: 10_000_000 });
    const same = await local.run('page', { query, offset: 0, limit: 200 });
    expect(decodePage(page.arrow).rows).toEqual(decodePage(same.arrow).rows);

    const before = moved();
    const one = { query, columns: ['amount'] };
    const { bytes } = await remote.moves('profile', one);
    const profile = await remote.run('profile', one);
    expect(moved() - before).toBeGreaterThanOrEqual(bytes);
    expect(moved() - before).toBeLessThanOrEqual((await columnBytes('amount')) + footer);
    expect(profile).toEqual(await local.run('profile', one));

    const far = { query, offset: 7_000_000, limit: 200, columns: ['id', 'token'] };
    expect(decodePage((await remote.run('page', far)).arrow).rows).toEqual(
      decodePage((await local.run('page', far)).arrow).rows,
    );

    const estimated = moved();
    const guess = { query, columns: ['age', 'city'], stage: 'estimate' as const };
    expect(await remote.run('profile', guess)).toEqual(await local.run('profile', guess));
    // Eight row groups of 82.
    const two = (await columnBytes('age')) + (await columnBytes('city'));
    expect(moved() - estimated).toBeLessThan(0.15 * two);

    const filter = { sql: 'SELECT * FROM main WHERE age < 45' };
    const filtered = moved();
    const rows = { query: filter, offset: 0, limit: 200, columns: ['id', 'age'] };
    expect(decodePage((await remote.run('page', rows)).arrow).rows).toEqual(
      decodePage((await local.run('page', rows)).arrow).rows,
    );
    expect(moved() - filtered).toBeLessThanOrEqual(0.02 * size);

    await remote.close();
    const again = await opened('s3://lake/ten.parquet', 'again');
    const total = moved();
    await again.run('page', { query, offset: 0, limit: 200 });
    await again.run('profile', one);
    expect(moved()).toBe(total);
    expect((await engine.stats()).holes).toBe(0);
    await again.close();
    await local.close();
  }, 120_000);

  it('moves no more than all of it for a full profile', async () => {
    const { size } = statSync(file);
    const remote = await opened('s3://lake/ten.parquet');
    await remote.run('page', { query, offset: 0, limit: 200 });
    await remote.run('profile', { query });
    expect(moved()).toBeLessThanOrEqual(size);
    expect((await engine.stats()).holes).toBe(0);
    await remote.close();
  }, 180_000);
});

describe('two thousand objects with Hive keys', () => {
  it('open by one request each, and a filter on a key touches only its objects', async () => {
    const small = join(folder, 'part.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT range AS id, hash(range) AS h, md5(range::VARCHAR) || md5((range + 7)::VARCHAR) AS t FROM range(4000)) TO '${small}' (FORMAT parquet, COMPRESSION uncompressed)`,
    );
    connection.closeSync();
    instance.closeSync();
    for (let day = 0; day < 200; day += 1) {
      for (let part = 0; part < 10; part += 1) {
        const key = `days/day=${String(day)}/part-${String(part)}.parquet`;
        await bench().server.seedObject('lake', key, small, { etag: 'same' });
      }
    }
    const session = await opened('s3://lake/days/');
    const get = { method: 'GET', key: /^days\/.*parquet$/ };
    const requests = bench().proxy.count(get);
    const opening = bench().proxy.bytes(get);
    expect(requests).toBe(2000);
    // The first one's footer, of less than a kilobyte, tells how much to ask for of the others.
    expect(opening).toBe(65_536 + 1999 * 4096);
    expect(await session.run('count', { query })).toEqual({ rows: 8_000_000 });
    await session.run('page', { query, offset: 0, limit: 200 });
    expect(bench().proxy.count(get) - requests).toBe(1);
    const before = bench().proxy.requests.length;
    const day = { sql: 'SELECT * FROM main WHERE day = 17' };
    expect(await session.run('count', { query: day })).toEqual({ rows: 40_000 });
    await session.run('profile', { query: day, columns: ['id', 't'] });
    const touched = bench()
      .proxy.requests.slice(before)
      .map(({ key }) => key);
    expect(touched.length).toBeGreaterThan(0);
    expect(touched.filter((key) => !key.startsWith('days/day=17/'))).toEqual([]);
    expect((await engine.stats()).holes).toBe(0);
    await session.close();
  }, 180_000);
});
