import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import type { ColumnProfile, ProfileResult } from '../../src/shared/profile/columnProfile.ts';
import { openMain, startEngine, temporaryFolder } from './startEngine.ts';

const here = import.meta.dirname;
const flights = join(here, '../../node_modules/vega-datasets/data/flights-3m.parquet');
const all = { sql: 'SELECT * FROM "main"' };
const folder = temporaryFolder();
let engine: EngineClient;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

interface PandasColumn {
  readonly name: string;
  readonly quantiles?: Readonly<Record<string, unknown>>;
  readonly top?: readonly (readonly [unknown, number])[] | undefined;
  readonly histogram?: readonly number[];
  readonly [figure: string]: unknown;
}

function python(script: string, path: string): string {
  return execFileSync(join(here, '../../.venv/bin/python'), [join(here, script), path], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}

function pandas(path: string): { rows: number; columns: PandasColumn[] } {
  // SAFETY: the script prints this document.
  return JSON.parse(python('profilePandas.py', path)) as { rows: number; columns: PandasColumn[] };
}

async function profile(
  path: string,
  more: { columns?: string[]; sample?: number } = {},
): Promise<ProfileResult> {
  await openMain(engine, 'd', path);
  return engine.profile({ document: 'd', query: all, ...more });
}

/** Equal as Sluice means it: within 1e-9, strings and everything else to the letter. */
function expectSame(actual: unknown, wanted: unknown, what: string): void {
  const loose = typeof wanted === 'number' && typeof actual === 'number';
  if (loose) {
    expect(
      Math.abs(actual - wanted),
      `${what}: ${String(actual)}, pandas ${String(wanted)}`,
    ).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)));
  } else expect(String(actual), what).toBe(String(wanted));
}

function expectAgrees(actual: ColumnProfile, wanted: PandasColumn): void {
  const at = (figure: string): string => `${actual.name}.${figure}`;
  for (const figure of [
    'name',
    'nulls',
    'distinct',
    'nans',
    'infinities',
    'min',
    'max',
    'mean',
    'std',
  ] as const) {
    // pandas gives NaN where a figure does not apply.
    const value = wanted[figure] === 'nan' ? undefined : wanted[figure];
    expectSame(actual[figure], value, at(figure));
  }
  const quantiles = Object.entries(wanted.quantiles ?? {}).filter(([, value]) => value !== 'nan');
  const figures: Readonly<Record<string, unknown>> = { ...actual.quantiles };
  expect(Object.keys(figures), at('quantiles')).toEqual(quantiles.map(([name]) => name));
  for (const [name, value] of quantiles) expectSame(figures[name], value, at(name));
  // pandas leaves NaN out of its counts.
  const values = actual.top?.filter(({ value }) => value !== 'NaN');
  const top = values?.length === 0 ? undefined : values;
  expect(
    top?.map(({ value, count }) => [String(value), count]),
    at('top'),
  ).toEqual(wanted.top?.slice(0, top?.length).map(([value, count]) => [String(value), count]));
}

describe('agrees with pandas', () => {
  it('on three million flights, beside the time of SUMMARIZE', async () => {
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    let start = Date.now();
    await connection.run(`SUMMARIZE FROM read_parquet('${flights}')`);
    const summarize = Date.now() - start;
    instance.closeSync();
    await openMain(engine, 'd', flights);
    start = Date.now();
    const result = await engine.profile({ document: 'd', query: all });
    console.log(
      `profile of 3,000,000 × 5: ${String(Date.now() - start)} ms, SUMMARIZE ${String(summarize)} ms`,
    );
    const wanted = pandas(flights);
    expect(result.rows).toBe(3_000_000);
    expect(result.columns.map(({ name }) => name)).toEqual([
      'date',
      'delay',
      'distance',
      'origin',
      'destination',
    ]);
    result.columns.forEach((column, index) => {
      const other = wanted.columns[index];
      if (!other) throw new Error('pandas has fewer columns.');
      expectAgrees(column, other);
    });
    for (const name of ['delay', 'distance']) {
      const counts = result.columns
        .find((column) => column.name === name)
        ?.histogram?.map((bin) => bin.count);
      expect(counts).toEqual(wanted.columns.find((column) => column.name === name)?.histogram);
    }
  });

  it('on nulls, NaN, infinities, integers beyond 2^53, decimals, all-null columns and hostile names', async () => {
    const path = join(folder.path, 'seed.parquet');
    python('profileSeed.py', path);
    const wanted = pandas(path);
    const result = await profile(path);
    expect(result.rows).toBe(60_000);
    expect(result.columns.map(({ name }) => name)).toEqual(wanted.columns.map(({ name }) => name));
    result.columns.forEach((column, index) => {
      const other = wanted.columns[index];
      if (!other) throw new Error('pandas has fewer columns.');
      expectAgrees(column, other);
      const sum = column.histogram?.reduce((total, bin) => total + bin.count, 0);
      if (other.histogram) {
        expect(column.histogram, column.name).toHaveLength(20);
        expect(sum).toBe(other.histogram.reduce((total, count) => total + count, 0));
      }
      expect(Object.values(column.basis).every((basis) => basis === 'exact')).toBe(true);
    });
    const byName = new Map(result.columns.map((column) => [column.name, column]));
    expect(byName.get('all null')).toEqual({
      name: 'all null',
      type: 'int64',
      nulls: 60_000,
      distinct: 0,
      basis: { nulls: 'exact', distinct: 'exact' },
    });
    expect(byName.get('constant')?.histogram).toEqual([{ from: 3.25, to: 3.25, count: 60_000 }]);
    expect(byName.get('zeros')).toMatchObject({ distinct: 1, min: 0, max: 0 });
    expect(byName.get('list')).toMatchObject({ type: 'list<int64>', distinct: 15 });
    expect(byName.get('big')?.min).toMatch(/^90071992547\d{5}$/);
    expect(byName.get('unsigned')?.type).toBe('decimal(20,0)');
  });

  it('on more than two million distinct values, by buckets', async () => {
    const path = join(folder.path, 'unique.parquet');
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT i * 3 - 1000000 AS id, exp(8 * ((hash(i) >> 11)::DOUBLE / 9007199254740992.0)) - 1 AS skewed, CASE i % 1000 WHEN 0 THEN 'nan'::DOUBLE WHEN 1 THEN 'inf'::DOUBLE WHEN 2 THEN '-inf'::DOUBLE WHEN 3 THEN NULL ELSE i / 3 END AS special, 9007199254740993 + i AS big, 't' || i AS text FROM range(3000000) t(i)) TO '${path}' (FORMAT parquet)`,
    );
    instance.closeSync();
    const wanted = pandas(path);
    const result = await profile(path);
    result.columns.forEach((column, index) => {
      const other = wanted.columns[index];
      if (!other) throw new Error('pandas has fewer columns.');
      expect(column.basis['distinct']).toBe('sketch ±3%');
      expect(
        Math.abs(column.distinct / Number(other['distinct']) - 1),
        column.name,
      ).toBeLessThanOrEqual(0.03);
      expect(column.top).toBeUndefined();
      expectAgrees(
        { ...column, distinct: Number(other['distinct']) },
        { ...other, top: undefined },
      );
      if (other.histogram) {
        expect(column.histogram?.reduce((sum, bin) => sum + bin.count, 0)).toBe(
          other.histogram.reduce((sum, count) => sum + count, 0),
        );
      }
    });
  }, 180_000);
});

describe('distinct values', () => {
  it.each([49_990, 50_010, 400_000])(
    '%i of them are within 3 %, and exact below 50,000',
    async (distinct) => {
      await engine.open({ document: 'd', sources: {} });
      const query = {
        sql: `SELECT 'v' || (i % ${String(distinct)}) AS v FROM range(1200000) t(i)`,
      };
      const [column] = (await engine.profile({ document: 'd', query })).columns;
      expect(Math.abs((column?.distinct ?? 0) / distinct - 1)).toBeLessThanOrEqual(
        distinct < 50_000 ? 0 : 0.03,
      );
    },
  );
});

describe('a histogram', () => {
  it('has bins [from, to) with the last closed, and puts a value on an edge above it', async () => {
    await engine.open({ document: 'd', sources: {} });
    const query = { sql: 'SELECT i / 10 AS v FROM range(0, 201) t(i)' };
    const [column] = (await engine.profile({ document: 'd', query })).columns;
    const bins = column?.histogram ?? [];
    expect(bins.map(({ from }) => from)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(bins.map(({ count }) => count)).toEqual([...Array.from({ length: 19 }, () => 10), 11]);
  });

  it('spans the widest and the finest range of doubles', async () => {
    const query = {
      sql: `SELECT unnest([-1.7e308, 1e307, 1.7e308]) AS wide, unnest([1.0, 1.0, 1.0000000000000002]) AS fine, unnest([0, 5e-324, 5e-324]) AS tiny`,
    };
    const { columns } = await engine.profile({ document: 'd', query });

    expect(columns[0]?.histogram?.map(({ count }) => count)).toEqual([
      1,
      ...Array.from({ length: 9 }, () => 0),
      1,
      ...Array.from({ length: 8 }, () => 0),
      1,
    ]);
    for (const column of columns) {
      expect(column.histogram?.reduce((sum, bin) => sum + bin.count, 0)).toBe(3);
    }
  });
});

describe('what is asked for', () => {
  it('only the columns named, in their order', async () => {
    await openMain(engine, 'd', flights);
    const { columns } = await engine.profile({
      document: 'd',
      query: all,
      columns: ['origin', 'delay'],
    });
    expect(columns.map(({ name }) => name)).toEqual(['delay', 'origin']);
    await expect(
      engine.profile({ document: 'd', query: all, columns: ['nope'] }),
    ).rejects.toMatchObject({ code: 'usage' });
  });

  it('a sample gives estimates for the whole', async () => {
    await openMain(engine, 'd', flights);
    const { rows, sampled, columns } = await engine.profile({
      document: 'd',
      query: all,
      sample: 20_000,
    });
    expect([rows, sampled]).toEqual([3_000_000, 20_000]);
    for (const column of columns)
      expect(new Set(Object.values(column.basis))).toEqual(new Set(['estimate']));
    const delay = columns.find(({ name }) => name === 'delay');
    expect(Number(delay?.mean)).toBeGreaterThan(5);
    expect(Number(delay?.mean)).toBeLessThan(8);
    expect(delay?.histogram?.reduce((sum, bin) => sum + bin.count, 0)).toBeGreaterThan(2_900_000);
  });

  it('a sample as large as the table is exact', async () => {
    const path = join(folder.path, 'few.csv');
    writeFileSync(path, 'a,b\n1,x\n2,\n');
    const { rows, sampled, columns } = await profile(path, { sample: 100 });
    expect([rows, sampled]).toEqual([2, undefined]);
    expect(columns[0]).toMatchObject({
      distinct: 2,
      mean: 1.5,
      quantiles: { p50: 1.5 },
      basis: { mean: 'exact' },
    });
    expect(columns[1]).toMatchObject({ nulls: 1, distinct: 1, min: 'x' });
  });

  it('a table without rows, and one of three hundred columns', async () => {
    await engine.open({ document: 'd', sources: {} });
    const empty = await engine.profile({
      document: 'd',
      query: { sql: 'SELECT 1 AS a, [1] AS b WHERE false' },
    });
    expect(empty).toMatchObject({
      rows: 0,
      columns: [
        { nulls: 0, distinct: 0 },
        { nulls: 0, distinct: 0 },
      ],
    });
    const list = Array.from({ length: 300 }, (_, i) => `i + ${String(i)} AS c${String(i)}`);
    const wide = await engine.profile({
      document: 'd',
      query: { sql: `SELECT ${list.join(', ')} FROM range(1000) t(i)` },
    });
    expect(wide.columns.map(({ min }) => min)).toEqual(list.map((_, i) => String(i)));
  });
});
