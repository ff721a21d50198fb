import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import type { DatasetDetails } from '../../src/shared/profile/datasetDetails.ts';
import { openMain, startEngine, temporaryFolder } from './startEngine.ts';

const here = import.meta.dirname;
const vega = join(here, '../../node_modules/vega-datasets/data');
const all = { sql: 'SELECT * FROM "main"' };
const folder = temporaryFolder();
let engine: EngineClient;
let instance: DuckDBInstance;

beforeAll(async () => {
  engine = await startEngine();
  instance = await DuckDBInstance.create();
});
afterAll(() => {
  engine.dispose();
  instance.closeSync();
  folder.remove();
});

interface Reference {
  readonly rows: number;
  readonly duplicates: number;
  readonly patterns: readonly (readonly [string[], number])[];
  readonly pairs: readonly (readonly [string, string, number, number])[];
  readonly constant: readonly string[];
  readonly equal: readonly (readonly string[])[];
  readonly correlations: readonly (readonly [string, string, string, number, number])[];
  readonly pandas: Readonly<Record<string, readonly (readonly number[])[]>> | null;
}

function python(script: string, path: string): string {
  return execFileSync(join(here, '../../.venv/bin/python'), [join(here, script), path], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}

function reference(path: string): Reference {
  // SAFETY: the script prints this document.
  return JSON.parse(python('datasetReference.py', path)) as Reference;
}

/** Writes what DuckDB reads of a query to a Parquet file. */
async function written(name: string, query: string): Promise<string> {
  const path = join(folder.path, `${name}.parquet`);
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  return path;
}

async function details(
  path: string,
  more: { columns?: string[]; sample?: number; exactDuplicates?: boolean } = {},
): Promise<DatasetDetails> {
  await openMain(engine, 'd', path);
  return engine.dataset({ document: 'd', query: all, ...more });
}

function expectAgrees(found: DatasetDetails, wanted: Reference): void {
  expect(found.rows).toBe(wanted.rows);
  expect(found.sampled).toBeUndefined();
  expect(found.duplicates).toEqual({ rows: wanted.duplicates, basis: 'exact' });
  const shown = wanted.patterns.length;
  const patterns = found.missing.patterns.map(({ columns, rows }) => [columns, rows] as const);
  expect(patterns.length).toBe(Math.min(50, shown));
  if (shown <= 50) expect([...patterns].sort(byText)).toEqual([...wanted.patterns].sort(byText));
  expect(patterns.map(([, rows]) => rows)).toEqual(
    [...wanted.patterns]
      .map(([, rows]) => rows)
      .sort((a, b) => b - a)
      .slice(0, 50),
  );
  const pairs = found.missing.pairs.map(({ a, b, both, either }) => [a, b, both, either]);
  expect(pairs.sort(byText)).toEqual([...wanted.pairs].sort(byText));
  expect(found.constant).toEqual(wanted.constant);
  expect(found.equalColumns).toEqual(wanted.equal);
  expect(new Set(Object.values(found.basis))).toEqual(new Set(['exact']));
  const known = new Map(
    wanted.correlations.map(([a, b, measure, value, rows]) => [
      JSON.stringify([a, b, measure]),
      { value, rows },
    ]),
  );
  for (const { a, b, measure, value, rows, error } of found.correlations) {
    const key = JSON.stringify([a, b, measure]);
    const other = known.get(key);
    expect(rows, key).toBe(other?.rows);
    expect(Math.abs(value - (other?.value ?? NaN)), `${key}: ${String(value)}`).toBeLessThanOrEqual(
      1e-9,
    );
    expect(error, key).toBeUndefined();
    known.delete(key);
  }
  expect([...known.keys()]).toEqual([]);
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

describe('agrees with scipy and pandas', () => {
  it.each([
    ['cars', 'cars.json'],
    ['penguins', 'penguins.json'],
    ['movies', 'movies.json'],
    ['birdstrikes', 'birdstrikes.csv'],
    ['weather', 'seattle-weather.csv'],
    ['jobs', 'jobs.json'],
    ['gapminder', 'gapminder.json'],
    ['barley', 'barley.json'],
    ['airports', 'airports.csv'],
    ['flights', 'flights-20k.json'],
  ])('on %s', async (name, file) => {
    const path = await written(name, `SELECT * FROM '${join(vega, file)}'`);
    expectAgrees(await details(path), reference(path));
  });

  it('on nulls, special floats, huge and wide numbers, equal and constant columns, hostile names', async () => {
    const path = join(folder.path, 'seed.parquet');
    python('datasetSeed.py', path);
    const found = await details(path);
    const wanted = reference(path);
    expect(wanted.correlations.length).toBeGreaterThan(300);
    expect(wanted.constant.length).toBeGreaterThan(5);
    expect(wanted.equal.length).toBeGreaterThan(4);
    expectAgrees(found, wanted);
    expect(found.infinite).toEqual(['special', 'special again']);
    expect(found.skipped).toBeUndefined();
  });

  it('on floats with gaps, as DataFrame.corr does', async () => {
    const gap = (i: number): string => `CASE WHEN hash(i * 10 + ${String(i)}) % 4 = 0 THEN NULL`;
    const value = (i: number): string =>
      `(hash(i) % ${String(7 + i * 13)} + i * ${String(i)})::DOUBLE`;
    const list = [0, 1, 2, 3, 4].map((i) => `${gap(i)} ELSE ${value(i)} END AS v${String(i)}`);
    const path = await written('gaps', `SELECT ${list.join(', ')} FROM range(5000) t(i)`);
    const { correlations } = await details(path);
    const matrices = reference(path).pandas;
    expect(correlations).toHaveLength(20);
    for (const { a, b, measure, value: found } of correlations) {
      const wanted = matrices?.[measure]?.[Number(a[1])]?.[Number(b[1])] ?? NaN;
      expect(Math.abs(found - wanted), `${measure} ${a} ${b}`).toBeLessThanOrEqual(1e-9);
    }
  });
});

/** Twenty datasets that differ in shape; `size` rows each. */
function seeded(seed: number, size: number): string {
  const u = (salt: number): string =>
    `((hash(i * 1000003 + ${String(seed * 101 + salt)}) >> 11)::DOUBLE / 9007199254740992)`;
  const skew = seed % 4 === 0 ? `exp(6 * ${u(1)})` : seed % 4 === 1 ? `-ln(1 - ${u(1)})` : u(1);
  const noise = String((seed % 5) / 2);
  const categories = 2 + (seed % 7) * 8;
  // Sorted by a key, or heavy with equal rows.
  const x = seed % 3 === 0 ? `floor(${skew} * 20)` : skew;
  const hole = seed % 2 === 0 ? `CASE WHEN ${u(5)} < 0.2 THEN NULL ELSE` : '(CASE WHEN true THEN';
  const end = seed % 2 === 0 ? 'END' : 'END)';
  const y = `${hole} x * ${String((seed % 3) - 1)} + ${noise} * ${u(2)} ${end}`;
  const group = `'g' || floor(${u(3)} ** ${String(1 + (seed % 3))} * ${String(categories)})::INT`;
  const kind = `CASE WHEN ${u(4)} < ${String((seed % 4) / 3)} THEN g ELSE 'k' || (i % 5) END`;
  return `SELECT * EXCLUDE (i) FROM (SELECT i, x, ${y} AS y, g, ${kind} AS k FROM (SELECT i, ${x} AS x, ${group} AS g FROM range(${String(size)}) t(i)))${seed % 5 === 0 ? ' ORDER BY x' : ''}`;
}

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

describe('estimates hold the error that they state', () => {
  async function expectHeld(path: string, sample: number | undefined, most: number): Promise<void> {
    const more = sample === undefined ? {} : { sample };
    const found = await details(path, more);
    if (sample === undefined) {
      // Each row is drawn by itself, so the number of them is about what is aimed at.
      expect(Math.abs((found.sampled ?? 0) / 50_000 - 1)).toBeLessThan(0.02);
    } else expect(found.sampled).toBe(sample);
    expect(found.basis['correlations']).toBe('estimate');
    const wanted = new Map(
      reference(path).correlations.map(([a, b, measure, value]) => [`${a} ${b} ${measure}`, value]),
    );
    expect(found.correlations.length).toBeGreaterThan(2);
    for (const { a, b, measure, value, error = NaN } of found.correlations) {
      const exact = wanted.get(`${a} ${b} ${measure}`) ?? NaN;
      expect(Math.abs(value - exact), `${a} ${b} ${measure}`).toBeLessThanOrEqual(error + 1e-12);
      expect(error, `${a} ${b} ${measure}`).toBeLessThan(most);
    }
    expect(await details(path, more)).toEqual(found);
  }

  it.each(seeds)('of correlations, on dataset %i', async (seed) => {
    const path = await written(`seeded${String(seed)}`, seeded(seed, 30_000));
    await expectHeld(path, 5000, 0.3);
  });

  it('of correlations, of a sample of its own accord', async () => {
    await expectHeld(await written('large', seeded(3, 250_000)), undefined, 0.09);
  }, 60_000);

  it.each(seeds)(
    'of duplicate rows, on dataset %i',
    async (seed) => {
      // From no duplicates, through few and many, to a handful of rows that are nearly all.
      const distinct = Math.round(10 ** (7 - seed / 4));
      const size = 2_200_000;
      const spread = seed % 2 === 0 ? '' : ` ** ${String(1 + (seed % 3))}`;
      const value = `floor(((hash(i + ${String(seed)}) >> 11)::DOUBLE / 9007199254740992)${spread} * ${String(distinct)})::INT`;
      const query = `SELECT ${seed === 0 ? 'i::INT' : value} AS a, 'x' AS b FROM range(${String(size)}) t(i)`;
      const path = await written(`copies${String(seed)}`, query);
      const connection = await instance.connect();
      const counted = await connection.runAndReadAll(
        `SELECT (count(*) - count(DISTINCT a))::INT FROM '${path}'`,
      );
      connection.closeSync();
      const wanted = Number(counted.getRows()[0]?.[0]);
      const { duplicates } = await details(path);
      const { rows = NaN, basis, low = NaN, high = NaN } = duplicates ?? {};
      expect(basis).toBe('estimate');
      expect(low).toBeLessThanOrEqual(wanted);
      expect(high).toBeGreaterThanOrEqual(wanted);
      expect(low).toBeLessThanOrEqual(rows);
      expect(high).toBeGreaterThanOrEqual(rows);
      if (wanted > 10_000) expect((high - low) / wanted).toBeLessThan(0.3);
      const { duplicates: exact } = await details(path, { exactDuplicates: true });
      expect(exact).toEqual({ rows: wanted, basis: 'exact' });
    },
    60_000,
  );
});

describe('what is asked for', () => {
  it('only the columns named', async () => {
    const path = join(folder.path, 'seed.parquet');
    const found = await details(path, { columns: ['group', 'x', 'h'] });
    expect(found.columns).toBe(3);
    expect(found.correlations.map(({ a, b, measure }) => [a, b, measure])).toEqual([
      ['group', 'x', 'correlation-ratio'],
      ['x', 'h', 'pearson'],
      ['x', 'h', 'spearman'],
      ['group', 'h', 'correlation-ratio'],
    ]);
    await expect(details(path, { columns: ['nope'] })).rejects.toMatchObject({ code: 'usage' });
  });

  it('a sample gives estimates of all, and no duplicates', async () => {
    const path = await written('part', seeded(4, 40_000));
    const whole = await details(path);
    const found = await details(path, { sample: 5000 });
    expect(found).toMatchObject({ rows: 40_000, sampled: 5000 });
    expect(found.duplicates).toBeUndefined();
    expect(new Set(Object.values(found.basis))).toEqual(new Set(['estimate']));
    const nulls = whole.missing.patterns[0]?.rows ?? NaN;
    expect(Math.abs((found.missing.patterns[0]?.rows ?? NaN) / nulls - 1)).toBeLessThan(0.1);
    expect(await details(path, { sample: 40_000 })).toEqual(whole);
  });

  it('tables of no rows, of one row, and of one column', async () => {
    await engine.open({ document: 'd', sources: {} });
    const of = (sql: string): Promise<DatasetDetails> =>
      engine.dataset({ document: 'd', query: { sql } });
    expect(await of('SELECT 1 AS a, 2 AS b WHERE false')).toEqual({
      ...{ rows: 0, columns: 2, duplicates: { rows: 0, basis: 'exact' } },
      ...{ missing: { patterns: [], pairs: [] }, correlations: [], constant: [] },
      ...{ equalColumns: [], basis: {} },
    });
    const exact = 'exact';
    const basis = { missing: exact, correlations: exact, constant: exact, equalColumns: exact };
    expect(await of('SELECT 1 AS a, NULL::INT AS b, NULL::INT AS c')).toEqual({
      ...{ rows: 1, columns: 3, duplicates: { rows: 0, basis: exact }, correlations: [] },
      missing: {
        patterns: [{ columns: ['b', 'c'], rows: 1 }],
        pairs: [{ a: 'b', b: 'c', both: 1, either: 1 }],
      },
      ...{ constant: ['a', 'b', 'c'], equalColumns: [['b', 'c']], basis },
    });
    expect(await of('SELECT i % 3 AS a FROM range(10) t(i)')).toEqual({
      ...{ rows: 10, columns: 1, duplicates: { rows: 7, basis: exact }, correlations: [] },
      ...{ missing: { patterns: [], pairs: [] }, constant: [], equalColumns: [], basis },
    });
  });

  it('two thousand columns: bounded, and it says what was left out', async () => {
    const list = Array.from({ length: 2000 }, (_, i) => {
      const c = String(i);
      return i % 20 === 0
        ? `CASE WHEN i % ${String(2 + i)} = 0 THEN NULL ELSE i * ${c} END AS c${c}`
        : `i % ${String(2 + i)} AS c${c}`;
    });
    await engine.open({ document: 'd', sources: {} });
    const sql = `SELECT ${list.join(', ')} FROM range(2000) t(i)`;
    const found = await engine.dataset({ document: 'd', query: { sql } });
    expect(found.columns).toBe(2000);
    expect(new Set(found.correlations.flatMap(({ a, b }) => [a, b])).size).toBe(60);
    expect(found.skipped?.correlations?.length).toBeGreaterThan(1900);
    expect(found.skipped?.missing).toHaveLength(40);
    expect(new Set(found.missing.pairs.flatMap(({ a, b }) => [a, b])).size).toBe(60);
    expect(found.constant).toEqual(['c0']);
  }, 60_000);

  it('more patterns than are counted for pairs: the pairs are those of the sample', async () => {
    const list = Array.from(
      { length: 40 },
      (_, i) => `CASE WHEN hash(i * 100 + ${String(i)}) % 2 = 0 THEN i END AS c${String(i)}`,
    );
    const path = await written('patterns', `SELECT ${list.join(', ')} FROM range(210000) t(i)`);
    const found = await details(path);
    expect(found.basis['missing']).toBe('estimate');
    expect(found.missing.pairs).toHaveLength(780);
    for (const { both, either } of found.missing.pairs) {
      expect(Math.abs(both / 52_500 - 1)).toBeLessThan(0.06);
      expect(Math.abs(either / 157_500 - 1)).toBeLessThan(0.05);
    }
  }, 60_000);

  it('a cancel ends it', async () => {
    const path = await written('many', seeded(1, 1_500_000));
    await openMain(engine, 'd', path);
    const controller = new AbortController();
    const steps: number[] = [];
    const work = engine.dataset(
      { document: 'd', query: all },
      {
        signal: controller.signal,
        onProgress: ({ done, total }) => {
          steps.push(done);
          expect(total).toBe(6);
          controller.abort();
        },
      },
    );
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    expect(steps[0]).toBe(1);
  });
});
