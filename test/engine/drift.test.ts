import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kolmogorovTail } from '../../src/core/profile/drift/kolmogorov.ts';
import type { EngineClient } from '../../src/engine/client.ts';
import type { ColumnDrift, DriftResult } from '../../src/shared/profile/drift.ts';
import { startEngine, temporaryFolder } from './startEngine.ts';

const here = import.meta.dirname;
const vega = join(here, '../../node_modules/vega-datasets/data');
const interpreter = join(here, '../../.venv/bin/python');
const folder = temporaryFolder();
let engine: EngineClient;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

interface Reference {
  readonly missing?: readonly [number, number];
  readonly psi?: number;
  readonly d?: number;
  readonly p?: number;
  readonly bins?: readonly (readonly [number, number])[];
  readonly new?: readonly (readonly [string, number])[];
  readonly lost?: readonly (readonly [string, number])[];
}

function reference(before: string, after: string): Readonly<Record<string, Reference>> {
  const script = join(here, 'driftReference.py');
  const text = execFileSync(interpreter, [script, before, after], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  // SAFETY: the script prints this document.
  return JSON.parse(text) as Readonly<Record<string, Reference>>;
}

async function opened(before: string, after: string): Promise<void> {
  const [a, b] = await Promise.all(
    [before, after].map(async (path) => {
      const { files, base, format, hive } = await engine.expand({ path });
      return { files, base, format, hive };
    }),
  );
  if (!a || !b) throw new Error('Both sides have files.');
  await engine.open({ document: 'd', sources: { main: a, other: b } });
}

const sides = {
  document: 'd',
  before: { sql: 'SELECT * FROM "main"' },
  after: { sql: 'SELECT * FROM "other"' },
};

function close(found: number | undefined, wanted: number | undefined, what: string): void {
  if (wanted === undefined || found === undefined) expect(found, what).toBe(wanted);
  else expect(Math.abs(found - wanted), `${what}: ${String(found)}`).toBeLessThanOrEqual(1e-9);
}

function expectAgrees(result: DriftResult, wanted: Readonly<Record<string, Reference>>): void {
  const both = result.columns.filter(({ state }) => state !== 'added' && state !== 'removed');
  expect(both.map(({ name }) => name)).toEqual(Object.keys(wanted));
  for (const column of both) {
    const other = wanted[column.name] ?? {};
    const { name, missing, psi, ks, bins, newCategories, lostCategories, basis } = column;
    expect(basis).toBe('exact');
    close(missing?.before, other.missing?.[0], `${name} missing before`);
    close(missing?.after, other.missing?.[1], `${name} missing after`);
    close(psi, other.psi, `${name} psi`);
    close(ks?.d, other.d, `${name} D`);
    const p = other.p ?? NaN;
    if (ks || other.p !== undefined) {
      expect(Math.abs((ks?.p ?? NaN) - p), `${name} p: ${String(ks?.p)}`).toBeLessThanOrEqual(
        1e-6 + 1e-6 * p,
      );
    }
    expect(
      bins?.map(({ before, after }) => [before, after]),
      `${name} bins`,
    ).toEqual(other.bins);
    const named = (of: ColumnDrift['newCategories']): unknown =>
      of?.map(({ value, count }) => [value, count]);
    expect(named(newCategories), `${name} new`).toEqual(other.new);
    expect(named(lostCategories), `${name} lost`).toEqual(other.lost);
  }
}

describe('agrees with scipy and numpy', () => {
  it.each([
    ['many rows', 5000, 3700],
    ['few rows', 40, 23],
    ['one row against many', 1, 300],
  ])('on adversarial columns, with %s', async (name, rowsBefore, rowsAfter) => {
    const [before, after] = ['before', 'after'].map((side) =>
      join(folder.path, `${name} ${side}.parquet`),
    );
    if (before === undefined || after === undefined) throw new Error('There are two files.');
    const seed = join(here, 'driftSeed.py');
    execFileSync(interpreter, [seed, before, after, String(rowsBefore), String(rowsAfter)]);
    await opened(before, after);
    const result = await engine.drift(sides);
    expect([result.before.rows, result.after.rows]).toEqual([rowsBefore, rowsAfter]);
    expectAgrees(result, reference(before, after));
    if (rowsBefore < 5000) return;
    const names = (state: ColumnDrift['state']): string[] =>
      result.columns.filter((column) => column.state === state).map((column) => column.name);
    expect(names('added')).toEqual(['added']);
    expect(names('removed')).toEqual(['removed']);
    expect(names('retyped')).toEqual(['widened', 'floated', 'texted']);
    expect(names('same')).toEqual([
      ...['same', 'money', 'special', 'float32', 'none', 'hundred', 'many', 'list', 'bytes'],
      ...['a"b', '__sluice', 'v', 'b', 'cb'],
    ]);
    const beyond = result.columns.find((column) => column.name === 'beyond');
    expect(beyond?.bins?.[0]?.label).toBe('< 1152921504606846976');
    expect(result.columns.at(-1)?.name).toBe('added');
    expect(result.columns.find((column) => column.name === 'texted')?.types).toEqual({
      before: 'int64',
      after: 'text',
    });
  });

  it.each([
    ['years of weather', 'seattle-weather.csv', "date < DATE '2014-01-01'"],
    ['halves of films', 'movies.json', '"IMDB Rating" < 6.5'],
    ['penguins by island', 'penguins.json', "Island = 'Biscoe'"],
  ])('on %s', async (name, file, half) => {
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    const write = async (where: string, side: string): Promise<string> => {
      const path = join(folder.path, `${name} ${side}.parquet`);
      await connection.run(
        `COPY (SELECT * FROM '${join(vega, file)}' WHERE ${where}) TO '${path}' (FORMAT parquet)`,
      );
      return path;
    };
    const before = await write(half, 'before');
    const after = await write(`NOT (${half})`, 'after');
    instance.closeSync();
    await opened(before, after);
    expectAgrees(await engine.drift(sides), reference(before, after));
  });

  it('for the tail of Kolmogorov’s distribution', () => {
    const cases = [1, 2, 3, 7, 20, 80, 140, 141, 500, 5000, 9999, 20_000, 1_000_000].flatMap((n) =>
      [0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.48, 1.5, 1.8, 2.2, 3, 4].map((z) => [n, z / Math.sqrt(n)]),
    );
    const code = `import json, sys; from scipy.stats import kstwo; print(json.dumps([float(kstwo.sf(d, n)) for n, d in json.load(sys.stdin)]))`;
    const text = execFileSync(interpreter, ['-c', code], { input: JSON.stringify(cases) });
    // SAFETY: the program prints one number for each case.
    const wanted = JSON.parse(text.toString()) as number[];
    for (const [i, [n = 0, d = 0]] of cases.entries()) {
      const other = wanted[i] ?? NaN;
      const off = Math.abs(kolmogorovTail(n, d) - other);
      expect(off, `${String(n)}, ${String(d)}: ${String(other)}`).toBeLessThanOrEqual(4e-6);
      if (n <= 9999 && other > 1e-30) expect(off / other).toBeLessThanOrEqual(1e-4);
    }
  });
});

describe('what is compared', () => {
  it('a dataset with itself: nothing drifted', async () => {
    const path = join(folder.path, 'many rows before.parquet');
    await opened(path, path);
    const { columns, before, after } = await engine.drift(sides);
    expect(before).toEqual(after);
    for (const { name, state, psi, ks } of columns) {
      expect(state, name).toBe('same');
      expect(psi ?? 0, name).toBe(0);
      expect(ks?.d ?? 0, name).toBe(0);
      expect(ks?.p ?? 1, name).toBe(1);
    }
  });

  it('rows before and after a recipe, columns of both, and thresholds of one’s own', async () => {
    const path = join(folder.path, 'many rows before.parquet');
    await opened(path, path);
    const after = {
      sql: 'SELECT same + 0.35 AS same, color, 1 AS more FROM "main" WHERE tied > 0',
    };
    const order = { ...sides, after, columns: ['same', 'more', 'tied', 'color'] };
    const { columns, before } = await engine.drift(order);
    expect(columns.map(({ name, state }) => [name, state])).toEqual([
      ['same', 'drifted'],
      ['tied', 'removed'],
      ['color', 'same'],
      ['more', 'added'],
    ]);
    expect(before.columns.map(({ name }) => name)).toEqual(['same', 'tied', 'color']);
    const strict = await engine.drift({ ...order, thresholds: { psi: 1, ks: 0.5 } });
    expect(strict.columns[0]?.state).toBe('same');
    const lax = await engine.drift({ ...order, thresholds: { psi: 0 } });
    expect(lax.columns[2]?.state).toBe('drifted');
    await expect(engine.drift({ ...order, columns: ['nope'] })).rejects.toMatchObject({
      code: 'usage',
    });
  });

  it('a sample gives estimates close to the whole', async () => {
    const path = join(vega, 'flights-3m.parquet');
    await opened(path, path);
    const order = {
      ...sides,
      before: { sql: `SELECT * FROM "main" WHERE month(date) <= 2` },
      after: { sql: `SELECT * FROM "main" WHERE month(date) > 2` },
    };
    const whole = await engine.drift(order);
    const found = await engine.drift({ ...order, sample: 50_000 });
    expect(found.before).toMatchObject({ rows: whole.before.rows, sampled: 50_000 });
    for (const [i, column] of found.columns.entries()) {
      const other = whole.columns[i];
      expect(column.basis).toBe('estimate');
      expect(Math.abs((column.ks?.d ?? 0) - (other?.ks?.d ?? 0))).toBeLessThan(0.02);
      // The dates have nothing in common: how far apart they are is the smoothing's.
      const [psi = 0, wanted = 0] = [column.psi, other?.psi].map((one = 0) => Math.min(1, one));
      expect(Math.abs(psi - wanted), column.name).toBeLessThan(0.02);
      expect(column.state, column.name).toBe(other?.state);
    }
    expect(whole.columns[0]?.state).toBe('drifted');
  }, 60_000);

  it('a side without rows', async () => {
    const path = join(folder.path, 'many rows before.parquet');
    await opened(path, path);
    const empty = { sql: 'SELECT * FROM "main" WHERE false' };
    const { columns } = await engine.drift({ ...sides, after: empty });
    for (const { name, psi, ks, missing, state } of columns) {
      expect([psi, ks, missing, state], name).toEqual([undefined, undefined, undefined, 'same']);
    }
    const lost = columns.find(({ name }) => name === 'color')?.lostCategories;
    expect(lost?.map(({ value }) => value).sort()).toEqual(['blue', 'green', 'red']);
  });
});
