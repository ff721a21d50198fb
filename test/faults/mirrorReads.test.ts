import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import { DataSession } from '../../src/jobs/dataSession.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import type { Page } from '../../src/shared/contracts/engine.ts';
import { startEngine } from '../engine/startEngine.ts';
import { useS3 } from '../s3/useS3.ts';
import { differences } from './differences.ts';

/** Every answer over a sparse copy is the one over the file itself, and moves what it should. */
const bench = useS3();
let engine: EngineClient;
let instance: DuckDBInstance;
let connection: DuckDBConnection;
let folder: string;
let open: DataSession[] = [];

beforeAll(async () => {
  engine = await startEngine();
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
}, 120_000);
afterAll(() => {
  engine.dispose();
  connection.closeSync();
  instance.closeSync();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-mirror-'));
});
afterEach(async () => {
  for (const session of open) await session.close();
  open = [];
  expect((await engine.stats()).holes).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

let documents = 0;
async function opened(uri: string): Promise<DataSession> {
  documents += 1;
  const session = new DataSession({
    ...{ engine, aws: bench().aws, cacheDirectory: join(folder, 'cache') },
    document: `d${String(documents)}`,
  });
  open.push(session);
  await session.openSources([await session.locate('main', { uri }, folder)], false);
  return session;
}

/** A file here and as an object; of texts that do not compress, so that chunks have some size. */
async function seed(key: string, select: string, options: string): Promise<string> {
  const path = join(folder, key.split('/').at(-1) ?? key);
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet, ${options})`);
  await bench().server.seedObject('lake', key, path);
  return path;
}

async function chunks(path: string, where: string): Promise<number> {
  const found = await connection.runAndReadAll(
    `SELECT sum(total_compressed_size)::DOUBLE FROM parquet_metadata('${path}') WHERE ${where}`,
  );
  return Number(found.getRows()[0]?.[0]);
}

function moved(): number {
  return bench().proxy.bytes({ method: 'GET', bucket: 'lake', key: /parquet$/ });
}

function rowsOf(page: Page): unknown {
  return decodePage(page.arrow).rows;
}

function expectSame(found: unknown, expected: unknown): void {
  expect(differences(found, expected)).toEqual([]);
}

const WIDE = `SELECT range AS id, md5(range::VARCHAR) || md5((range + 1)::VARCHAR) AS "a.b", hash(range) % 1000 AS kind,
  {'x': md5((range * 3)::VARCHAR), 'y.z': [hash(range, 2), range]} AS nested, md5((range * 7)::VARCHAR) AS "nested.x",
  CASE WHEN range % 7 = 0 THEN NULL ELSE hash(range, 3) / 1e9 END AS "select, from" FROM range(61440)`;

describe.each(['uncompressed', 'zstd', 'snappy'])('%s', (codec) => {
  const seedWide = (): Promise<string> =>
    seed('wide.parquet', WIDE, `ROW_GROUP_SIZE 10240, COMPRESSION ${codec}`);

  it('gives every answer that the file itself gives', async () => {
    const path = await seedWide();
    const [remote, local] = [await opened('s3://lake/wide.parquet'), await opened(path)];
    const all = { sql: 'SELECT * FROM main' };
    const some = { sql: 'SELECT * FROM main WHERE kind = 7' };
    const sorted = { sql: 'SELECT id, "a.b" FROM main ORDER BY "a.b" DESC' };
    const deep = { sql: 'SELECT nested.x AS x, nested."y.z"[1] AS y FROM main WHERE id % 3 = 0' };
    for (const query of [all, some, sorted, deep]) {
      for (const offset of [0, 30_000, 61_400]) {
        const page = { query, offset, limit: 50 };
        expect(rowsOf(await remote.run('page', page))).toEqual(
          rowsOf(await local.run('page', page)),
        );
      }
      expect(await remote.run('count', { query })).toEqual(await local.run('count', { query }));
      expect(await remote.run('describe', { query })).toEqual(
        await local.run('describe', { query }),
      );
    }
    const columns = ['a.b', 'select, from', 'nested', 'nested.x'];
    for (const stage of ['estimate', undefined] as const) {
      const wish = { query: all, columns, ...(stage ? { stage } : {}) };
      expectSame(await remote.run('profile', wish), await local.run('profile', wish));
    }
    const now = '2026-01-01T00:00:00Z';
    const details = { query: all, now };
    expectSame(await remote.run('details', details), await local.run('details', details));
    const dataset = { query: all };
    expectSame(await remote.run('dataset', dataset), await local.run('dataset', dataset));
    expectSame(await remote.drift(all, some), await local.drift(all, some));
    const found = {
      ...{ query: some, text: 'abc', columns: ['a.b'], direction: 'next' as const },
      from: { row: 0, column: undefined },
    };
    expect(await remote.run('find', found)).toEqual(await local.run('find', found));
    const sums = { query: { sql: 'SELECT sum(id), count("select, from") FROM main' }, limit: 1 };
    expect(rowsOf(await remote.run('rows', sums))).toEqual(rowsOf(await local.run('rows', sums)));
    expect(moved()).toBeLessThanOrEqual(statSync(path).size);
  }, 180_000);

  it('moves the row group of a page, and of a column only that column', async () => {
    const path = await seedWide();
    const session = await opened('s3://lake/wide.parquet');
    const footer = moved();
    const query = { sql: 'SELECT * FROM main' };
    await session.run('count', { query });
    expect(moved()).toBe(footer);
    const page = { query, offset: 25_000, limit: 100, columns: ['id', 'a.b'] };
    const { bytes } = await session.moves('page', page);
    expect(bytes).toBe(await chunks(path, `row_group_id = 2 AND path_in_schema IN ('id', 'a.b')`));
    await session.run('page', page);
    expect(moved() - footer).toBe(bytes);
    const before = moved();
    await session.run('profile', { query, columns: ['nested.x'] });
    // A name that stands in the schema twice, as a column and as a path, is one column here.
    expect(moved() - before).toBeLessThanOrEqual(
      (await chunks(path, `path_in_schema = 'nested.x'`)) + 64 * 1024,
    );
  });

  it('goes on stretch by stretch where conditions leave rows out', async () => {
    const path = await seedWide();
    const session = await opened('s3://lake/wide.parquet');
    const before = moved();
    const query = { sql: 'SELECT * FROM main WHERE kind < 500' };
    await session.run('page', { query, offset: 0, limit: 20, columns: ['id'] });
    // Stretches are of 60,000 rows, so this file is one and its last row group another.
    expect(moved() - before).toBeLessThanOrEqual(
      (await chunks(path, `path_in_schema IN ('id', 'kind')`)) + 64 * 1024,
    );
  });

  it('moves nothing when it is opened again', async () => {
    await seedWide();
    const query = { sql: 'SELECT * FROM main' };
    const first = await opened('s3://lake/wide.parquet');
    const answer = await first.run('profile', { query });
    const total = moved();
    const again = await opened('s3://lake/wide.parquet');
    expect(await again.run('profile', { query })).toEqual(answer);
    expect(moved()).toBe(total);
    expect(again.moved.bytes).toBe(0);
    expect(first.moved.bytes).toBe(total);
  });
});

describe('a folder with Hive keys', () => {
  const select = `SELECT range AS id, md5(range::VARCHAR) || md5((range + 1)::VARCHAR) || md5((range + 2)::VARCHAR) AS token FROM range(5000)`;

  it('is read only where a filter on a key leads', async () => {
    for (const day of ['1', '2', '10']) {
      for (const kind of ['a', 'b']) {
        await seed(
          `days/day=${day}/kind=${kind}/part.parquet`,
          select,
          'COMPRESSION uncompressed, ROW_GROUP_SIZE 2048',
        );
      }
    }
    const session = await opened('s3://lake/days/');
    const opening = bench().proxy.requests.length;
    const query = { sql: `SELECT * FROM main WHERE day = 10 AND kind = 'b' AND id < 4000` };
    const { rows } = await session.run('count', { query });
    expect(rows).toBe(4000);
    await session.run('profile', { query });
    await session.run('page', { query, offset: 0, limit: 10 });
    const keys = bench()
      .proxy.requests.slice(opening)
      .map(({ key }) => key);
    expect(new Set(keys)).toEqual(new Set(['days/day=10/kind=b/part.parquet']));
  });

  it('may have files that lack columns or have them in another type', async () => {
    await seed('mixed/a.parquet', `${select} WHERE id < 3000`, 'COMPRESSION uncompressed');
    await seed(
      'mixed/b.parquet',
      `SELECT id::INTEGER AS ID, id * 2 AS more FROM (${select})`,
      'COMPRESSION uncompressed',
    );
    const session = await opened('s3://lake/mixed/');
    const query = { sql: 'SELECT count(token), count(more), sum(id)::VARCHAR FROM main' };
    expect(rowsOf(await session.run('rows', { query, limit: 1 }))).toEqual([
      ['3000', '5000', String((2999 * 3000) / 2 + (4999 * 5000) / 2)],
    ]);
    const page = await session.run('page', {
      query: { sql: 'SELECT * FROM main' },
      ...{ offset: 2999, limit: 2, columns: ['id', 'more'] },
    });
    expect(rowsOf(page)).toEqual([
      ['2999', null],
      ['0', '0'],
    ]);
  });
});

describe('a name that stands in no schema', () => {
  it('means all columns: one of a column that is there twice', async () => {
    const path = join(folder, 'twice.parquet');
    await connection.run(
      `COPY (SELECT range AS a, md5(range::VARCHAR) AS "A_1" FROM range(30000)) TO '${path}' (FORMAT parquet, COMPRESSION uncompressed)`,
    );
    await bench().server.seedObject('lake', 'twice.parquet', path);
    const session = await opened('s3://lake/twice.parquet');
    const query = { sql: 'SELECT min("A_1"), max(a) FROM main' };
    const local = await opened(path);
    expect(rowsOf(await session.run('rows', { query, limit: 1 }))).toEqual(
      rowsOf(await local.run('rows', { query, limit: 1 })),
    );
  });
});
