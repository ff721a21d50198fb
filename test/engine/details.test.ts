import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import type { ColumnDetails, DetailsResult } from '../../src/shared/profile/columnDetails.ts';
import { openMain, startEngine, temporaryFolder } from './startEngine.ts';

const here = import.meta.dirname;
const vega = join(here, '../../node_modules/vega-datasets/data');
const all = { sql: 'SELECT * FROM "main"' };
const now = '2026-01-01T00:00:00Z';
const folder = temporaryFolder();
let engine: EngineClient;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

/** What the script prints of a column. */
interface Reference {
  readonly name: string;
  readonly filled: number;
  readonly distinct?: number;
  readonly counts?: readonly number[];
  readonly numbers?: Readonly<Record<string, unknown>> & { readonly fences?: readonly number[] };
  readonly text?: Readonly<Record<string, unknown>> & {
    readonly patterns: Readonly<Record<string, number>>;
  };
  readonly dates?: Readonly<Record<string, unknown>>;
}

function python(script: string, path: string): string {
  return execFileSync(join(here, '../../.venv/bin/python'), [join(here, script), path], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}

function reference(path: string): { columns: Reference[]; bytes: Record<string, number> } {
  // SAFETY: the script prints this document.
  return JSON.parse(python('detailsReference.py', path)) as ReturnType<typeof reference>;
}

async function details(path: string, sample?: number): Promise<DetailsResult> {
  await openMain(engine, 'd', path);
  const most = sample === undefined ? {} : { sample };
  return engine.details({ document: 'd', query: all, now, ...most });
}

/** Equal within 1e-9 of the value; shapes near 0 within 1e-9, as they lose digits of their moments. */
function expectClose(actual: unknown, wanted: unknown, what: string): void {
  if (wanted === undefined || wanted === null) return;
  if (typeof wanted !== 'number') {
    expect(actual, what).toEqual(wanted);
    return;
  }
  const difference = Math.abs(Number(actual) - wanted);
  const least = /skewness|kurtosis/.test(what) ? 1 : 1e-300;
  const allowed = 1e-9 * Math.max(least, Math.abs(wanted));
  expect(difference, `${what}: ${String(actual)}, not ${String(wanted)}`).toBeLessThanOrEqual(
    allowed,
  );
}

function expectAgrees(actual: ColumnDetails, wanted: Reference): void {
  const at = (part: string): string => `${actual.name}.${part}`;
  expect(actual.name).toBe(wanted.name);
  expect(actual.filled, at('filled')).toBe(wanted.filled);
  if (wanted.filled === 0) return;
  if (wanted.distinct !== undefined && actual.basis['uniqueness'] === undefined) {
    expectClose(actual.uniqueness, wanted.distinct / wanted.filled, at('uniqueness'));
    const counts = actual.values?.top.map(({ count }) => count);
    expect(counts, at('values')).toEqual(wanted.counts);
    const told = counts?.reduce((sum, count) => sum + count, 0) ?? 0;
    expect(actual.values?.other).toBe(wanted.filled - told);
  }
  expect(actual.numbers === undefined, at('numbers')).toBe(wanted.numbers === undefined);
  const { fences, ...numbers } = wanted.numbers ?? {};
  for (const [figure, value] of Object.entries(numbers)) {
    const own: Readonly<Record<string, unknown>> = { ...actual.numbers };
    expectClose(own[figure], value, at(figure));
  }
  if (fences) {
    expect(
      [actual.numbers?.outliers?.below, actual.numbers?.outliers?.above],
      at('outliers'),
    ).toEqual(fences);
  }
  if (wanted.text) {
    const { patterns, ...rest } = wanted.text;
    expect(actual.text, at('text')).toMatchObject(rest);
    const most = Object.values(patterns).sort((a, b) => b - a);
    expect(actual.text?.patterns.map(({ count }) => count)).toEqual(most.slice(0, 20));
    for (const { name, count } of actual.text?.patterns ?? []) {
      expect(patterns[name], at(`pattern ${name}`)).toBe(count);
    }
    const told = actual.text?.lengthHistogram.reduce((sum, { count }) => sum + count, 0);
    expect(told).toBe(wanted.filled);
  }
  if (wanted.dates) {
    const { hours, ...dates } = wanted.dates;
    expect(actual.dates, at('dates')).toMatchObject(dates);
    expect(actual.dates?.hours ?? null, at('hours')).toEqual(hours);
    const told = actual.dates?.histogram.reduce((sum, { count }) => sum + count, 0);
    expect(told, at('histogram')).toBe(wanted.filled);
  }
}

function expectAllAgree(result: DetailsResult, path: string): void {
  const wanted = reference(path);
  expect(result.columns.map(({ name }) => name)).toEqual(wanted.columns.map(({ name }) => name));
  for (const [index, column] of result.columns.entries()) {
    const other = wanted.columns[index];
    if (other) expectAgrees(column, other);
    expect(column.bytes, `${column.name}.bytes`).toBe(wanted.bytes[column.name]);
  }
}

describe('agrees with numpy, scipy and unicodedata', () => {
  it('on wide integers and decimals, special floats, hostile names and texts, dates of all units', async () => {
    const path = join(folder.path, 'seed.parquet');
    python('detailsSeed.py', path);
    const result = await details(path);
    expect(result.rows).toBe(20_000);
    expect(result.sampled).toBeUndefined();
    expectAllAgree(result, path);
    const byName = new Map(result.columns.map((column) => [column.name, column]));
    expect(byName.get('all null')).toEqual({
      name: 'all null',
      filled: 0,
      basis: {},
      bytes: byName.get('all null')?.bytes,
    });
    expect(byName.get('all nan')?.numbers).toEqual({ zeros: 0, negatives: 0, whole: 0 });
    expect(byName.get('constant')?.numbers).toMatchObject({ variance: 0, iqr: 0, mad: 0 });
    expect(byName.get('constant')?.numbers?.skewness).toBeUndefined();
    expect(byName.get('two')?.numbers).toMatchObject({ variance: 3.125, sum: 5.5 });
    expect(byName.get('two')?.numbers?.skewness).toBeUndefined();
    expect(byName.get('list')?.nested).toMatchObject({ lengths: { min: 0, max: 4 } });
  });

  it.each(['airports.csv', 'seattle-weather.csv', 'movies.json', 'github.csv', 'zipcodes.csv'])(
    'on %s',
    async (name) => {
      const path = join(folder.path, `${name}.parquet`);
      const instance = await DuckDBInstance.create();
      const connection = await instance.connect();
      await connection.run(`COPY (FROM '${join(vega, name)}') TO '${path}' (FORMAT parquet)`);
      instance.closeSync();
      expectAllAgree(await details(path), path);
    },
  );

  it('on half a million rows, most of whose values are different', async () => {
    const path = join(folder.path, 'many.parquet');
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    const unit = `((hash(i) >> 11)::DOUBLE / 9007199254740992.0)`;
    await connection.run(
      `COPY (SELECT i * 3 AS id, CASE i % 1000 WHEN 0 THEN 'nan'::DOUBLE WHEN 1 THEN 'inf'::DOUBLE WHEN 2 THEN '-inf'::DOUBLE WHEN 3 THEN NULL ELSE exp(12 * ${unit}) END AS skewed, 9007199254740993 + (hash(i) % 1000000000)::BIGINT AS big, CAST(hash(i + 5) % 100000000000 AS DECIMAL(38,4)) / 100 AS money, make_timestamp(((hash(i) % 100000000000000)::BIGINT)) AS at FROM range(500000) t(i)) TO '${path}' (FORMAT parquet)`,
    );
    instance.closeSync();
    const result = await details(path);
    for (const column of result.columns) {
      expect(column.basis).toMatchObject({ uniqueness: 'sketch ±3%' });
    }
    expectAllAgree(result, path);
  });
});
