import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import type { ColumnProfile, ProfileResult } from '../../src/shared/profile/columnProfile.ts';
import { openMain, startEngine, temporaryFolder } from './startEngine.ts';

const here = import.meta.dirname;
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

async function writeParquet(name: string, select: string, options = ''): Promise<string> {
  const path = join(folder.path, name);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet${options})`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return path;
}

const estimate = (columns?: string[]): Promise<ProfileResult> =>
  engine.profile({
    document: 'd',
    query: all,
    stage: 'estimate',
    ...(columns ? { columns } : {}),
  });

const number = (value: unknown): number => Number(value ?? NaN);

/** The share of exact values below an estimated quantile, told from the exact histogram's column. */
async function shareBelow(column: string, value: number): Promise<number> {
  const query = {
    sql: `SELECT count(*) FILTER (WHERE "${column}" < ${String(value)}) / count(*) AS below, count(*) FILTER (WHERE "${column}" <= ${String(value)}) / count(*) AS upto FROM "main" WHERE NOT isnan("${column}"::DOUBLE)`,
  };
  const { columns } = await engine.profile({ document: 'd', query });
  const [below, upto] = columns.map((one) => number(one.min));
  return ((below ?? NaN) + (upto ?? NaN)) / 2;
}

/** Twenty ways in which columns are filled; `i` is the row, `u` a seeded share from 0 to 1. */
const datasets: readonly (readonly [string, string, 'spread' | 'sorted'])[] = [
  ['uniform', '(u * 1000)::DOUBLE', 'spread'],
  ['normal', 'sqrt(-2 * ln(u + 1e-9)) * cos(6.283185307 * w)', 'spread'],
  ['exponential', '-ln(1 - u * 0.9999999) * 40', 'spread'],
  ['lognormal', 'exp(sqrt(-2 * ln(u + 1e-9)) * cos(6.283185307 * w))', 'spread'],
  ['few integers', '(u * 7)::INTEGER', 'spread'],
  ['thousand integers', '(u * 1000)::INTEGER', 'spread'],
  ['fifty thousand integers', '(u * 50000)::INTEGER', 'spread'],
  ['half a million integers', '(u * 500000)::BIGINT', 'spread'],
  ['unique, spread', '(i * 7919) % 1000003', 'spread'],
  ['beyond 2^53', '9007199254740993 + (u * 1000000)::BIGINT', 'spread'],
  ['decimals', '(u * 100000)::DECIMAL(12, 2)', 'spread'],
  ['wide decimals', '(u * 100000)::DECIMAL(30, 4)', 'spread'],
  ['half null', 'CASE WHEN w < 0.5 THEN (u * 300)::INTEGER END', 'spread'],
  ['nearly all null', 'CASE WHEN w < 0.02 THEN u * 10 END', 'spread'],
  ['with NaN', "CASE WHEN w < 0.1 THEN 'nan'::DOUBLE ELSE u END", 'spread'],
  ['two humps', 'CASE WHEN w < 0.3 THEN u ELSE 100 + u END', 'spread'],
  ['zeros and a tail', 'CASE WHEN w < 0.9 THEN 0 ELSE u * 1000 END', 'spread'],
  ['sorted ids', 'i', 'sorted'],
  ['sorted, repeated', 'i // 25', 'sorted'],
  ['growing with noise', 'i / 1000.0 + u * 100', 'sorted'],
];

describe('an estimate of a million rows', () => {
  it.each(datasets.map((one, seed) => [...one, seed] as const))(
    'of %s holds its bounds',
    async (name, value, kind, seed) => {
      const path = await writeParquet(
        `estimate-${String(seed)}.parquet`,
        `SELECT i, ${value} AS v FROM (SELECT i, hash(i, ${String(seed)}) / 18446744073709551616.0 AS u, hash(i, ${String(seed)}, 'w') / 18446744073709551616.0 AS w FROM range(1000003) t(i))`,
        ', ROW_GROUP_SIZE 61440',
      );
      await openMain(engine, 'd', path);
      const [found] = (await estimate(['v'])).columns;
      const [exact] = (await engine.profile({ document: 'd', query: all, columns: ['v'] })).columns;
      if (!found || !exact) throw new Error('There is no column v.');
      // Nulls stand in the footer; so do the extremes of integers and decimals.
      expect(found.nulls).toBe(exact.nulls);
      expect(found.basis['nulls']).toBe('exact');
      if (exact.type !== 'float64') {
        expect([found.min, found.max]).toEqual([exact.min, exact.max]);
        expect([found.basis['min'], found.basis['max']]).toEqual(['exact', 'exact']);
      } else expect(found.basis['min']).toBe('estimate');
      expect(found.basis['distinct']).toBe('estimate');
      const ratio = found.distinct / exact.distinct;
      expect(Math.abs(Math.log2(ratio)), `${name}: distinct ${String(ratio)}`).toBeLessThan(1);
      // 65,536 rows: two sigma are 0.8 % of the standard deviation; of sorted rows a stretch's half.
      const bound = kind === 'spread' ? 0.03 : 0.08;
      const off = Math.abs(number(found.mean) - number(exact.mean)) / number(exact.std);
      expect(off, `${name}: mean`).toBeLessThan(bound);
      for (const percent of [5, 25, 50, 75, 95] as const) {
        // A value that many rows hold spans many ranks.
        if (name === 'few integers' || name === 'zeros and a tail') continue;
        const quantiles: Readonly<Record<string, unknown>> = { ...found.quantiles };
        const share = await shareBelow('v', number(quantiles[`p${String(percent)}`]));
        expect(Math.abs(share - percent / 100), `${name}: p${String(percent)}`).toBeLessThan(bound);
      }
    },
    60_000,
  );
});

describe('what footers vouch for', () => {
  const vouched = async (path: string): Promise<readonly ColumnProfile[]> => {
    await openMain(engine, 'd', path);
    return (await estimate()).columns;
  };

  it('is not taken for floats with NaN, cut texts, or files without statistics', async () => {
    const path = join(folder.path, 'arrow.parquet');
    const script = [
      'import numpy as np, pyarrow as pa, pyarrow.parquet as pq, sys',
      'n = 400_000',
      'f = np.arange(n, dtype="float64"); f[5] = np.nan',
      'text = pa.array(["x" * 200 + str(i) for i in range(n)])',
      'table = pa.table({"f": f, "text": text, "n": pa.array(range(n)), "bare": pa.array(range(n))})',
      'pq.write_table(table, sys.argv[1], row_group_size=50_000, write_statistics=["f", "text", "n"])',
    ].join('\n');
    execFileSync(join(here, '../../.venv/bin/python'), ['-c', script, path]);
    const columns = await vouched(path);
    expect(columns.map(({ name, basis }) => [name, basis['min'], basis['nulls']])).toEqual([
      ['f', 'estimate', 'exact'],
      ['text', 'estimate', 'exact'],
      ['n', 'exact', 'exact'],
      ['bare', 'estimate', 'estimate'],
    ]);
    expect(columns[2]).toMatchObject({ min: '0', max: '399999', nulls: 0 });
  });

  it('holds over files of a folder where one lacks the column', async () => {
    const rows = (name: string, more: string): Promise<string> =>
      writeParquet(name, `SELECT i AS a${more} FROM range(300000) t(i)`);
    const paths = [await rows('part-1.parquet', ', i * 2 AS b'), await rows('part-2.parquet', '')];
    await engine.open({
      document: 'd',
      sources: { main: { files: paths, base: folder.path, hive: [], format: 'parquet' } },
    });
    const { rows: count, columns } = await estimate();
    expect(count).toBe(600_000);
    expect(columns[0]).toMatchObject({ name: 'a', min: '0', max: '299999', nulls: 0 });
    expect(columns[0]?.basis['min']).toBe('exact');
    expect(columns[1]?.basis['nulls']).toBe('estimate');
    expect(number(columns[1]?.nulls) / 300_000).toBeCloseTo(1, 1);
  });
});

describe('of text and recipes', () => {
  it('an estimate comes from the first rows, and of a small table it is exact', async () => {
    const path = join(folder.path, 'rows.csv');
    const lines = Array.from({ length: 120_000 }, (_, i) => `${String(i)},${String(i % 7)}`);
    writeFileSync(path, `a,b\n${lines.join('\n')}\n`);
    await openMain(engine, 'd', path);
    const { rows, sampled, columns } = await estimate(['b']);
    expect([rows, sampled]).toEqual([120_000, 50_000]);
    expect(columns[0]).toMatchObject({ distinct: 7, basis: { distinct: 'estimate' } });
    const few = { sql: 'SELECT * FROM "main" WHERE a < 100' };
    const small = await engine.profile({ document: 'd', query: few, stage: 'estimate' });
    expect(small).toMatchObject({
      rows: 100,
      columns: [{ max: '99', basis: { max: 'exact' } }, {}],
    });
    expect(small.sampled).toBeUndefined();
  });

  it('columns asked for one after the other come from rows that were read once', async () => {
    await engine.open({ document: 'd', sources: {} });
    // Drawn anew by each run of the query: two runs would not agree.
    const query = { sql: 'SELECT r, r AS same FROM (SELECT random() AS r FROM range(1000))' };
    const ask = async (column: string): Promise<ColumnProfile | undefined> =>
      (await engine.profile({ document: 'd', query, columns: [column] })).columns[0];
    const [first, second] = [await ask('r'), await ask('same')];
    expect(second?.mean).toBe(first?.mean);
    const several = await Promise.all(['r', 'same', 'r'].map(ask));
    expect(several.map((column) => column?.mean)).toEqual([first?.mean, first?.mean, first?.mean]);
  });
});
