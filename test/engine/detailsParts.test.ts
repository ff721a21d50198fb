import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import type { ColumnDetails, DetailsResult } from '../../src/shared/profile/columnDetails.ts';
import { openMain, startEngine, temporaryFolder } from './startEngine.ts';

const now = '2026-01-01T00:00:00Z';
const folder = temporaryFolder();
const all = { sql: 'SELECT * FROM "main"' };
let engine: EngineClient;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

async function ofQuery(sql: string): Promise<ColumnDetails> {
  await engine.open({ document: 'q', sources: {} });
  const { columns } = await engine.details({ document: 'q', query: { sql }, now });
  const [column] = columns;
  if (!column) throw new Error('The query has no column.');
  return column;
}

async function written(name: string, sql: string): Promise<string> {
  const path = join(folder.path, name);
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`COPY (${sql}) TO '${path}' (FORMAT parquet)`);
  instance.closeSync();
  return path;
}

async function details(path: string, sample?: number): Promise<DetailsResult> {
  await openMain(engine, 'd', path);
  const most = sample === undefined ? {} : { sample };
  return engine.details({ document: 'd', query: all, now, ...most });
}

describe('dates', () => {
  it('have equal bins in time, the last one closed, in canonical texts', async () => {
    const days = await ofQuery(
      `SELECT unnest([DATE '2020-01-01', '2020-01-31', '2020-01-30']) AS v`,
    );
    expect(days.dates?.histogram).toHaveLength(16);
    expect(days.dates?.histogram[0]).toEqual({ from: '2020-01-01', to: '2020-01-03', count: 1 });
    expect(days.dates?.histogram.at(-1)).toEqual({
      from: '2020-01-31',
      to: '2020-01-31',
      count: 1,
    });
    const times = await ofQuery(
      `SELECT unnest([TIMESTAMPTZ '2020-01-01 00:00:00+00', '2020-01-01 20:00:00+00', '2020-01-01 01:00:00+00']) AS v`,
    );
    expect(times.dates?.histogram).toHaveLength(20);
    expect(times.dates?.histogram.slice(0, 2)).toEqual([
      { from: '2020-01-01 00:00:00+00', to: '2020-01-01 01:00:00+00', count: 1 },
      { from: '2020-01-01 01:00:00+00', to: '2020-01-01 02:00:00+00', count: 1 },
    ]);
    expect(times.dates?.histogram.at(-1)?.to).toBe('2020-01-01 20:00:00+00');
    const nanos = await ofQuery(
      `SELECT unnest([TIMESTAMP_NS '2020-01-01 00:00:00.000000001', '2020-01-01 00:00:00.000000041']) AS v`,
    );
    expect(nanos.dates).toMatchObject({ granularity: 'nanosecond' });
    expect(nanos.dates?.histogram.at(-1)).toEqual({
      from: '2020-01-01 00:00:00.000000039',
      to: '2020-01-01 00:00:00.000000041',
      count: 1,
    });
  });

  it('tell the longest gaps in the finest unit that is mostly filled', async () => {
    const daily = await ofQuery(
      `SELECT DATE '2020-01-01' + i::INT AS v FROM range(100) t(i) WHERE i NOT IN (10, 11, 50) AND i NOT BETWEEN 70 AND 75`,
    );
    expect(daily.dates?.gaps).toEqual([
      { from: '2020-03-11', to: '2020-03-16', steps: 6, unit: 'day' },
      { from: '2020-01-11', to: '2020-01-12', steps: 2, unit: 'day' },
      { from: '2020-02-20', to: '2020-02-20', steps: 1, unit: 'day' },
    ]);
    const hourly = await ofQuery(
      `SELECT TIMESTAMP '2020-01-01' + INTERVAL (i) HOUR AS v FROM range(48) t(i) WHERE i NOT BETWEEN 20 AND 22`,
    );
    expect(hourly.dates?.gaps).toEqual([
      { from: '2020-01-01 20:00:00', to: '2020-01-01 22:00:00', steps: 3, unit: 'hour' },
    ]);
    const monthEnds = await ofQuery(
      `SELECT last_day(DATE '2019-11-01' + INTERVAL (i) MONTH) AS v FROM range(24) t(i) WHERE i <> 3`,
    );
    expect(monthEnds.dates?.gaps).toEqual([
      { from: '2020-02-01', to: '2020-02-01', steps: 1, unit: 'month' },
    ]);
    const rare = await ofQuery(
      `SELECT unnest([DATE '1990-01-01', '2020-05-05', '2020-05-06']) AS v`,
    );
    expect(rare.dates?.gaps).toBeUndefined();
  });

  it('count what lies in the future, what is implausible, and infinities among both', async () => {
    const column = await ofQuery(
      `SELECT unnest([TIMESTAMP 'infinity', '-infinity', '2026-01-01 00:00:00.000001', '2026-01-01', '1899-12-31 23:59:59', '2201-01-01', '2200-12-31', '1850-05-05 (BC)']) AS v`,
    );
    expect(column.filled).toBe(8);
    expect(column.dates).toMatchObject({ future: 4, implausible: 5, granularity: 'microsecond' });
    expect(column.dates?.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(6);
    const only = await ofQuery(`SELECT unnest([DATE 'infinity', 'infinity']) AS v`);
    expect(only.filled).toBe(2);
    expect(only.dates).toBeUndefined();
    const widest = await ofQuery(
      `SELECT unnest([TIMESTAMP '290309-12-22 (BC) 00:00:00', '294247-01-10 04:00:54.775806']) AS v`,
    );
    expect(widest.dates?.histogram[0]?.from).toBe('290309-12-22 (BC) 00:00:00');
    expect(widest.dates?.histogram.at(-1)?.to).toBe('294247-01-10 04:00:54.775806');
    const days = await ofQuery(`SELECT unnest([DATE '5877642-06-25 (BC)', '5881580-07-10']) AS v`);
    expect(days.dates?.histogram.map(({ count }) => count)).toEqual([
      1,
      ...Array.from({ length: 18 }, () => 0),
      1,
    ]);
  });

  it('take the first days of calendars for missing only where they stand out', async () => {
    const many = `SELECT DATE '1995-01-01' + (i % 3000)::INT AS v FROM range(6000) t(i)`;
    const lonely = await ofQuery(`${many} UNION ALL SELECT DATE '1970-01-01' FROM range(30)`);
    expect(lonely.dates?.implausible).toBe(30);
    const usual = `SELECT DATE '1965-01-01' + (i % 3000)::INT AS v FROM range(6000) t(i)`;
    expect((await ofQuery(usual)).dates?.implausible).toBe(0);
    const heaped = await ofQuery(`${usual} UNION ALL SELECT DATE '1970-01-01' FROM range(60)`);
    expect(heaped.dates?.implausible).toBe(62);
  });

  it('are out of order where a row is before the filled one above it', async () => {
    const column = await ofQuery(
      `SELECT unnest([DATE '2020-01-02', NULL, '2020-01-01', '2020-01-01', '2020-01-03']) AS v`,
    );
    expect(column.dates?.unordered).toBe(1);
  });
});

describe('nested values', () => {
  it('have lengths, keys and fields', async () => {
    const list = await ofQuery(`SELECT unnest([[1], [], [1, 2, 3], NULL, [NULL]]) AS v`);
    expect(list).toEqual({
      name: 'v',
      filled: 4,
      nested: { lengths: { min: 0, mean: 1.25, max: 3 }, empty: 1 },
      basis: {},
    });
    const map = await ofQuery(
      `SELECT unnest([MAP {'a': 1, 'b': NULL}, MAP {'b': 2}, MAP {}]) AS v`,
    );
    expect(map.nested).toEqual({
      lengths: { min: 0, mean: 1, max: 2 },
      empty: 1,
      keys: [
        { name: 'b', count: 2 },
        { name: 'a', count: 1 },
      ],
    });
    const struct = await ofQuery(
      `SELECT unnest([{'it''s': 1, 'b"': NULL}, {'it''s': 2, 'b"': 'x'}, NULL]) AS v`,
    );
    expect(struct.nested).toEqual({
      keys: [
        { name: "it's", count: 2 },
        { name: 'b"', count: 1 },
      ],
    });
  });

  it('on disk are the sum of their leaves', async () => {
    const sql = `SELECT {'x': i, 'y': {'z': 'a' || i}} AS s, [i, i] AS l, i AS "s, x" FROM range(1000) t(i)`;
    const path = await written('nested.parquet', sql);
    const { columns } = await details(path);
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    const leaves = await connection.runAndReadAll(
      `SELECT column_id, total_compressed_size FROM parquet_metadata('${path}') ORDER BY column_id`,
    );
    const sizes = leaves.getRows().map(([, size]) => Number(size));
    instance.closeSync();
    const [x = 0, z = 0, l = 0, own = 0] = sizes;
    expect(sizes).toHaveLength(4);
    expect(columns.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['s', x + z],
      ['l', l],
      ['s, x', own],
    ]);
  });
});

describe('numbers', () => {
  it('that stand for a missing value are told where they stand out', async () => {
    const ages = `SELECT 18 + i % 60 AS v FROM range(1000) t(i)`;
    const spoiled = await ofQuery(
      `${ages} UNION ALL SELECT -1 FROM range(5) UNION ALL SELECT 999 FROM range(3) UNION ALL SELECT 9999 UNION ALL SELECT 99`,
    );
    expect(spoiled.missingNumbers).toEqual([
      { value: '-1', count: 5 },
      { value: '999', count: 3 },
    ]);
    expect((await ofQuery(ages)).missingNumbers).toBeUndefined();
    const signed = await ofQuery(`SELECT i % 200 - 100 AS v FROM range(1000) t(i)`);
    expect(signed.missingNumbers).toBeUndefined();
    const floats = await ofQuery(
      `SELECT random() AS v FROM range(500) UNION ALL SELECT -999.0 FROM range(400) UNION ALL SELECT 'nan'::DOUBLE`,
    );
    expect(floats.missingNumbers).toEqual([{ value: -999, count: 400 }]);
  });

  it('of 39 digits lose none in their sum', async () => {
    const column = await ofQuery(
      `SELECT unnest([170141183460469231731687303715884105727::HUGEINT, 170141183460469231731687303715884105727::HUGEINT, -1]) AS v`,
    );
    expect(column.numbers?.sum).toBe(
      (2n * 170141183460469231731687303715884105727n - 1n).toString(),
    );
    const unsigned = await ofQuery(`SELECT unnest([0::UBIGINT, 18446744073709551615]) AS v`);
    expect(unsigned.numbers).toMatchObject({ sum: '18446744073709551615', zeros: 1, negatives: 0 });
  });
});

describe('a part of the rows', () => {
  const rows = 1_000_000;
  const text = `CASE WHEN i % 7 = 0 THEN 'N/A' WHEN i % 11 = 0 THEN 'mail' || i || '@example.org' ELSE chr(65 + (hash(i) % 26)::INT) || '-' || i END`;
  const sql = `SELECT ${text} AS t, 'u' || i AS u, (hash(i) % 1000)::INT AS n, TIMESTAMP '2020-01-01' + INTERVAL (i) MINUTE AS at, MAP {'k' || (i % 3): i} AS m FROM range(${String(rows)}) t(i)`;

  /** Four standard errors of a share, of rows. */
  function within(actual: number | undefined, wanted: number, looked: number): void {
    const share = wanted / rows;
    const error = 4 * Math.sqrt((share * (1 - share)) / looked) * rows;
    expect(Math.abs((actual ?? NaN) - wanted)).toBeLessThanOrEqual(error);
  }

  it('stands for the texts of a column whose values are different, within its error', async () => {
    const path = await written('sample.parquet', sql);
    const { columns, sampled } = await details(path);
    expect(sampled).toBeUndefined();
    const [t, u, n, at, m] = columns;
    expect(u?.basis).toMatchObject({ 'text.kinds': 'estimate', uniqueness: 'sketch ±3%' });
    expect(u?.text?.characters.digits).toBe(rows);
    expect(u?.text?.lengths).toEqual({ min: 2, mean: (1e6 * 7 - 111_110) / 1e6, max: 7 });
    expect(u?.values).toBeUndefined();
    expect(n?.basis).toEqual({});
    expect(at?.basis['dates']).toBeUndefined();
    expect(m?.basis).toEqual({ 'nested.keys': 'estimate' });
    for (const { count } of m?.nested?.keys ?? []) within(count, rows / 3, 200_000);
    expect(t?.values?.top[0]).toEqual({ value: 'N/A', count: 142_858 });
  });

  it('is estimated from when asked for, and every part says so', async () => {
    const path = join(folder.path, 'sample.parquet');
    const exact = (await details(path)).columns;
    const { columns, sampled = 0, rows: total } = await details(path, 50_000);
    expect(total).toBe(rows);
    expect(Math.abs(sampled - 50_000)).toBeLessThan(1000);
    for (const [index, column] of columns.entries()) {
      expect(new Set(Object.values(column.basis))).toEqual(new Set(['estimate']));
      const parts = Object.keys(column).filter((key) => !['name', 'basis', 'bytes'].includes(key));
      expect(Object.keys(column.basis).sort()).toEqual(parts.sort());
      expect(column.bytes).toBe(exact[index]?.bytes);
      expect(column.filled).toBe(rows);
    }
    const [t, , n, at] = columns;
    const emails = Array.from({ length: rows }, (_, i) => i).filter((i) => i % 7 && i % 11 === 0);
    const kind = t?.text?.kinds.find((one) => one.kind === 'email')?.count;
    within(kind, emails.length, sampled);
    within(t?.text?.missingWords[0]?.count, 142_858, sampled);
    within(n?.numbers?.zeros, exact[2]?.numbers?.zeros ?? NaN, sampled);
    expect(Number(n?.numbers?.variance) / Number(exact[2]?.numbers?.variance)).toBeCloseTo(1, 1);
    expect(Number(n?.numbers?.sum) / Number(exact[2]?.numbers?.sum)).toBeCloseTo(1, 1);
    expect(at?.dates?.gaps).toBeUndefined();
    expect(at?.dates?.unordered).toBeUndefined();
    const again = await details(path, 50_000);
    expect(again.columns).toEqual(columns);
  });

  it('is drawn from all of many small files, whose row numbers are the same few', async () => {
    for (let file = 0; file < 40; file += 1) {
      await written(
        `small-${String(file)}.parquet`,
        `SELECT ${String(file)} AS part, i AS n FROM range(50) t(i)`,
      );
    }
    const { columns, sampled = 0 } = await details(join(folder.path, 'small-*.parquet'), 400);
    // Four standard errors of 2,000 draws of one in five.
    expect(Math.abs(sampled - 400)).toBeLessThanOrEqual(72);
    // Of 40 files of 50 rows a whole sample of one in five leaves none out but once in 1,700 times.
    expect(columns[0]?.values?.top).toHaveLength(40);
  });

  it('is the whole where there are no more rows', async () => {
    const path = await written('few.parquet', 'SELECT 1 AS a');
    const { sampled, columns } = await details(path, 1000);
    expect(sampled).toBeUndefined();
    expect(columns[0]?.basis).toEqual({});
    const empty = await written('none.parquet', `SELECT 1 AS a, 'x' AS b, [1] AS c WHERE false`);
    expect((await details(empty)).columns.map(({ filled }) => filled)).toEqual([0, 0, 0]);
  });
});

describe('what is asked', () => {
  it('is refused where there is no such column, or no such time', async () => {
    await engine.open({ document: 'q', sources: {} });
    const query = { sql: 'SELECT 1 AS a, 2 AS b' };
    const asked = { document: 'q', query };
    await expect(engine.details({ ...asked, columns: ['c'] })).rejects.toMatchObject({
      code: 'usage',
    });
    await expect(engine.details({ ...asked, now: 'soon' })).rejects.toMatchObject({
      code: 'usage',
    });
    expect(
      (await engine.details({ ...asked, columns: ['b'] })).columns.map(({ name }) => name),
    ).toEqual(['b']);
  });

  it('ends when it is cancelled', async () => {
    await engine.open({ document: 'q', sources: {} });
    const query = { sql: `SELECT md5(CAST(i AS VARCHAR)) AS v FROM range(30000000) t(i)` };
    const stop = new AbortController();
    const asked = engine.details({ document: 'q', query }, { signal: stop.signal });
    setTimeout(() => {
      stop.abort();
    }, 300);
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
  });
});
