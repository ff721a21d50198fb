import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import { spillRoot } from '../../src/engine/spill.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import type { Progress } from '../../src/shared/rpc/contract.ts';
import { asText, reference } from './pagingReference.ts';
import { openMain, startEngine, temporaryFolder } from './startEngine.ts';

const folder = temporaryFolder();
const spill = join(folder.path, 'spill');
const rows = 300_000;
const columns = [
  'i AS id',
  "'k' || hash(i) % 1000 AS k",
  "CASE WHEN hash(i, 2) % 50 = 0 THEN 'nan'::DOUBLE WHEN hash(i, 3) % 50 = 0 THEN NULL ELSE (hash(i, 4) % 500) / 4.0 END AS x",
  'hash(i, 5) % 3 AS g',
].join(', ');
const single = join(folder.path, 'single.parquet');
const text = join(folder.path, 'rows.csv');
const several = join(folder.path, 'several');

let engine: EngineClient;
beforeAll(async () => {
  mkdirSync(several);
  await reference(
    `COPY (SELECT ${columns} FROM range(${String(rows)}) t(i)) TO '${single}' (FORMAT parquet, ROW_GROUP_SIZE 20480)`,
    `COPY (SELECT * FROM '${single}') TO '${text}' (FORMAT csv)`,
    // Files of other lengths, with other columns in another order, and one of another type.
    `COPY (SELECT * FROM '${single}' LIMIT 70001) TO '${several}/a.parquet' (FORMAT parquet, ROW_GROUP_SIZE 4096)`,
    `COPY (SELECT g, x, id FROM '${single}' LIMIT 1 OFFSET 70001) TO '${several}/b.parquet' (FORMAT parquet)`,
    `COPY (SELECT * FROM '${single}' WHERE false) TO '${several}/c.parquet' (FORMAT parquet)`,
    `COPY (SELECT id::INTEGER AS id, k, x, g, 'new' AS extra FROM '${single}' OFFSET 70002) TO '${several}/d.parquet' (FORMAT parquet)`,
  );
  engine = await startEngine();
  await engine.configure({ memoryMb: 1024, threads: 2, spillDirectory: spill });
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

/** Offsets at the ends, at the seams of files and row groups, and between. */
const offsets = [
  0, 1, 4095, 20479, 69_990, 70_000, 70_001, 70_002, 123_456, 299_999, 300_000, 400_000,
];

async function pageAt(
  document: string,
  sql: string,
  offset: number,
  names?: readonly string[],
  limit = 30,
): Promise<{ rows: (string | null)[][]; slow: boolean }> {
  const page = await engine.page({
    ...{ document, query: { sql }, offset, limit },
    ...(names ? { columns: names } : {}),
  });
  const read = decodePage(page.arrow).rows;
  return {
    rows: read.map((row) => row.map((cell) => asText(cell))),
    slow: page.slow === true,
  };
}

/** All rows of a query as a page gives them. */
async function whole(document: string, sql: string): Promise<(string | null)[][]> {
  const page = await engine.rows({ document, query: { sql }, limit: 1_000_000 });
  return decodePage(page.arrow).rows.map((row) => row.map((cell) => asText(cell)));
}

/** Every page is what stands there in all rows that are read from the beginning. */
async function expectPages(
  document: string,
  sql: string,
  wanted: (string | null)[][],
): Promise<void> {
  for (const offset of [...offsets, wanted.length - 1, Math.floor(wanted.length / 2)]) {
    if (offset < 0) continue;
    const { rows: found, slow } = await pageAt(document, sql, offset);
    expect(found, `rows from ${String(offset)}`).toEqual(wanted.slice(offset, offset + 30));
    expect(slow).toBe(false);
  }
}

const all = 'SELECT "id", "k", "x", "g" FROM (\nSELECT "id", "k", "x", "g" FROM "main"\n)';

describe('rows of Parquet files as they come', () => {
  it('are read by their numbers, without any work ahead', async () => {
    await openMain(engine, 'single', single);
    await expectPages('single', all, await whole('single', 'SELECT * FROM main'));
    expect(await engine.prepare({ document: 'single', query: { sql: all } })).toEqual({
      rows,
      bytes: 0,
    });
    expect(await engine.count({ document: 'single', query: { sql: all } })).toEqual({ rows });
  });

  it('come from several files that differ in columns and types', async () => {
    await openMain(engine, 'several', several);
    const sql = 'SELECT "extra", "id", "k", "x", "g" FROM "main"';
    const wanted = await reference(
      `SELECT extra, id, k, CASE WHEN isnan(x) THEN 'NaN' ELSE x::VARCHAR END, g FROM read_parquet('${several}/*.parquet', union_by_name = true)`,
    );
    const asNumbers = wanted.map(([extra, id, k, x, g]) => [
      ...[
        extra ?? null,
        id ?? null,
        k ?? null,
        x === null || x === undefined ? null : String(Number(x)),
      ],
      g ?? null,
    ]);
    expect(asNumbers).toHaveLength(rows);
    await expectPages('several', sql, asNumbers);
  });

  it('keep their identity', async () => {
    await openMain(engine, 'identity', several, { identity: true });
    const sql = 'SELECT "id", "__sluice_file", "__sluice_row" FROM "main"';
    expect((await pageAt('identity', sql, 70_000, undefined, 3)).rows).toEqual([
      ['70000', 'a.parquet', '70000'],
      ['70001', 'b.parquet', '0'],
      ['70002', 'd.parquet', '0'],
    ]);
  });

  it('may be made new row by row', async () => {
    const sql =
      'WITH "step_1" AS (SELECT "id", CASE WHEN "id" % 2 = 0 THEN upper("k") ELSE nullif("k", \'\') END AS "k" FROM "main"), "step_2" AS (SELECT "k", "id" + 1 AS "next" FROM "step_1") SELECT "next", "k" FROM "step_2"';
    await expectPages('single', sql, await whole('single', sql));
  });

  it('are there under names that the reader has for itself', async () => {
    const path = join(folder.path, 'own.parquet');
    await reference(
      `COPY (SELECT 7 - i AS file_row_number, 'f' || i AS "FileName" FROM range(6) t(i)) TO '${path}' (FORMAT parquet)`,
    );
    await openMain(engine, 'own', path);
    const sql = 'SELECT "file_row_number", "FileName" FROM "main"';
    const wanted = [0, 1, 2, 3, 4, 5].map((i) => [String(7 - i), `f${String(i)}`]);
    expect((await pageAt('own', sql, 0)).rows).toEqual(wanted);
    expect(await engine.prepare({ document: 'own', query: { sql } })).toMatchObject({ rows: 6 });
    expect((await pageAt('own', sql, 2, undefined, 2)).rows).toEqual(wanted.slice(2, 4));
  });
});

describe('rows under conditions', () => {
  it.each([
    ['many', '"g" = 1'],
    ['few', '"id" % 9973 = 5'],
    ['those at the end', '"id" > 290000'],
    ['none', '"id" < 0'],
    ['texts', 'contains("k", \'77\')'],
  ])('are found once counted: %s', async (_what, condition) => {
    const sql = `${all} WHERE ${condition}`;
    const wanted = await whole('single', `SELECT * FROM main WHERE ${condition}`);
    const { rows: counted } = await engine.prepare({ document: 'single', query: { sql } });
    expect(counted).toBe(wanted.length);
    await expectPages('single', sql, wanted);
    expect(await engine.count({ document: 'single', query: { sql } })).toEqual({ rows: counted });
  });
});

describe('rows in an order of their own', () => {
  const sorted =
    'SELECT "id", "k", "x", "g" FROM (\nWITH "main" AS (SELECT * FROM "__sluice_rows_main") SELECT "id", "k", "x", "g", "__sluice_file", "__sluice_row" FROM "main"\n) WHERE "g" < 2 ORDER BY isnan("x") NULLS LAST, "x" DESC NULLS LAST, "__sluice_file", "__sluice_row"';

  it('are written once, and read at any place', async () => {
    const wanted = await whole('single', sorted);
    const seen: Progress[] = [];
    const done = await engine.prepare(
      { document: 'single', query: { sql: sorted } },
      { onProgress: (progress) => seen.push(progress) },
    );
    expect(done.rows).toBe(wanted.length);
    expect(done.bytes).toBeGreaterThan(0);
    expect(seen.every(({ what, unit }) => what === 'order' && unit === 'bytes')).toBe(true);
    await expectPages('single', sorted, wanted);
    expect(await engine.count({ document: 'single', query: { sql: sorted } })).toEqual({
      rows: wanted.length,
    });
  });

  it('are prepared once for several who ask at once', async () => {
    const sql = `SELECT "id" FROM "main" ORDER BY md5("k"), "id"`;
    const asked = await Promise.all(
      [1, 2, 3].map(() => engine.prepare({ document: 'single', query: { sql } })),
    );
    expect(new Set(asked.map(({ bytes }) => bytes)).size).toBe(1);
    expect((await engine.stats()).running).toBe(0);
  });

  it('of groups and joins are told apart from rows as they come', async () => {
    const queries = [
      'SELECT "k", count(*) AS "n" FROM "main" GROUP BY "k" ORDER BY "k"',
      'SELECT DISTINCT "g" FROM "main" ORDER BY "g"',
      'SELECT "id", row_number() OVER (ORDER BY "id" DESC) AS "n" FROM "main" ORDER BY "id"',
      'SELECT "id" FROM "main" ORDER BY "id" LIMIT 100 OFFSET 50',
      'SELECT sum("id") AS "s" FROM "main"',
      'SELECT "a"."id" FROM "main" AS "a" JOIN "main" AS "b" ON "a"."id" = "b"."id" + 1 ORDER BY 1',
      'SELECT unnest([1, 2]) AS "u" FROM (SELECT * FROM "main" ORDER BY "id" LIMIT 5)',
      'SELECT "id" FROM "main" WHERE "id" IN (SELECT max("id") FROM "main")',
    ];
    for (const sql of queries) {
      const wanted = await whole('single', sql);
      for (const ready of [false, true]) {
        if (ready) await engine.prepare({ document: 'single', query: { sql } });
        const offset = Math.floor(wanted.length / 2);
        const { rows: found } = await pageAt('single', sql, offset);
        expect(found, sql).toEqual(wanted.slice(offset, offset + 30));
      }
    }
  });

  it('of a wide table come in parts that lie beside each other', async () => {
    const path = join(folder.path, 'wide.parquet');
    const wide = Array.from({ length: 150 }, (_, at) => `i + ${String(at)} AS c${String(at)}`);
    await reference(
      `COPY (SELECT ${wide.join(', ')} FROM range(5000) t(i)) TO '${path}' (FORMAT parquet)`,
    );
    await openMain(engine, 'wide', path);
    const sql = 'SELECT * FROM main ORDER BY hash(c0), c0';
    const names = ['c149', 'c3', 'c70', 'c4'];
    const wanted = (await whole('wide', sql)).map((row) =>
      [149, 3, 70, 4].map((at) => row[at] ?? null),
    );
    await engine.prepare({ document: 'wide', query: { sql }, columns: names });
    expect((await pageAt('wide', sql, 4000, names)).rows).toEqual(wanted.slice(4000, 4030));
    // Columns that are not kept yet are there all the same.
    expect((await pageAt('wide', sql, 4000, ['c100', 'c149'])).rows[0]).toEqual([
      String(Number(wanted[4000]?.[0]) - 49),
      wanted[4000]?.[0],
    ]);
  });
});

describe('rows of a text', () => {
  it('are copied once, and every query over them reads the copy', async () => {
    await openMain(engine, 'text', text);
    expect((await pageAt('text', all, 0)).slow).toBe(true);
    const { bytes } = await engine.prepare({ document: 'text', query: { sql: all } });
    expect(bytes).toBeGreaterThan(0);
    await expectPages('text', all, await whole('text', 'SELECT * FROM main'));
    const filtered = `${all} WHERE "g" = 1`;
    await engine.prepare({ document: 'text', query: { sql: filtered } });
    await expectPages('text', filtered, await whole('text', 'SELECT * FROM main WHERE "g" = 1'));
  });
});

describe('what was written', () => {
  const sql = 'SELECT * FROM main ORDER BY md5("k" || "id")';
  const stores = (): string[] =>
    readdirSync(spill, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.db'),
    );

  it('goes when it is cancelled', async () => {
    const before = stores();
    const controller = new AbortController();
    const running = engine.prepare(
      { document: 'single', query: { sql } },
      {
        signal: controller.signal,
        onProgress: () => {
          controller.abort();
        },
      },
    );
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(async () => (await engine.stats()).running).toBe(0);
    expect(stores()).toEqual(before);
  });

  it('goes with the document', async () => {
    expect(stores()).not.toEqual([]);
    for (const document of ['single', 'several', 'own', 'wide', 'text'])
      await engine.close({ document });
    await expect.poll(stores).toEqual([]);
  });

  it('goes when the next engine starts, if both processes were killed', async () => {
    const gone = spawn('sleep', ['60']);
    const [dead, alive] = [spillRoot(spill, gone.pid ?? 0), spillRoot(spill, process.pid)];
    const strange = join(spill, 'sluice-engine-elsewhere-1');
    for (const path of [dead, alive, strange]) {
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, 'x.db'), 'x');
    }
    gone.kill('SIGKILL');
    await new Promise((resolve) => gone.once('exit', resolve));
    const next = await startEngine();
    await next.configure({ spillDirectory: spill });
    await openMain(next, 'd', single);
    expect([dead, alive, strange].map((path) => existsSync(path))).toEqual([false, true, true]);
    next.dispose();
    expect(statSync(alive).isDirectory()).toBe(true);
  });
});
