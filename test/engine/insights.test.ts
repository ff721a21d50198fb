import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Condition } from '../../src/shared/condition.ts';
import type { Schema } from '../../src/shared/columnType.ts';
import type { Insight } from '../../src/shared/profile/insight.ts';
import { conditionExpression } from '../../src/core/expression/condition.ts';
import { emitDuckdb } from '../../src/core/expression/emitDuckdb.ts';
import { insightRules } from '../../src/core/profile/insights/registry.ts';
import type { EngineClient } from '../../src/engine/client.ts';
import { applyFix } from './applyFix.ts';
import { drawInsights } from './drawInsights.ts';
import { insightCases as ownCases } from './insightCases.ts';
import { pairCases } from './insightCasesPairs.ts';
import { openMain, startEngine, temporaryFolder } from './startEngine.ts';

const insightCases = [...ownCases, ...pairCases];

const folder = temporaryFolder();
const all = 'SELECT * FROM "main"';
let engine: EngineClient;
let written = 0;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

/** Writes rows as Parquet and opens them. */
async function open(select: string): Promise<Schema> {
  written += 1;
  const path = join(folder.path, `rows-${String(written)}.parquet`);
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  instance.closeSync();
  const { sources } = await openMain(engine, 'd', path);
  return sources['main']?.schema ?? [];
}

async function countWhere(where: Condition, schema: Schema): Promise<number> {
  const none = (): never => {
    throw new Error('There are no parameters.');
  };
  const test = emitDuckdb(conditionExpression(where, { schema, parameters: {} }), { param: none });
  const sql = `SELECT * FROM (${all}) WHERE ${test}`;
  return (await engine.count({ document: 'd', query: { sql } })).rows;
}

function named(found: readonly Insight[], id: string): Insight {
  const one = found.find((insight) => insight.id === id);
  if (one) return one;
  throw new Error(`It was not found: ${found.map((insight) => insight.id).join(' ')}`);
}

describe('each fault is found, its rows are told, and each fix mends it', () => {
  it.each(insightCases.map((one) => [`${one.id}, ${one.name}`, one] as const))(
    '%s',
    async (_, { sql, target, id, severity, message, fixes, rows }) => {
      const schema = await open(sql);
      const found = await drawInsights(engine, 'd', all, { target });
      const insight = named(found, id);
      expect(insight.message).toBe(message);
      expect(insight.severity).toBe(severity);
      expect(insight.basis).toBe('exact');
      expect(insight.rule).toBe(id.split(':')[0]);
      expect(insight.fixes.map((fix) => fix.title)).toEqual(fixes);
      expect(insight.rows === undefined).toBe(rows === undefined);
      if (insight.rows && rows !== undefined) {
        expect(await countWhere(insight.rows, schema)).toBe(rows);
      }
      for (const fix of insight.fixes) {
        const query = await applyFix(engine, 'd', { query: all, schema }, fix);
        const after = await drawInsights(engine, 'd', query, { target });
        expect(
          after.map((one) => one.id),
          fix.title,
        ).not.toContain(id);
      }
    },
  );

  it('for every rule', () => {
    const tried = new Set(insightCases.map(({ id }) => id.split(':')[0]));
    expect([...tried].sort()).toEqual(insightRules.map(({ id }) => id).sort());
  });
});

describe('whatever the column is called', () => {
  const hostile = `a"b's, 100% 🦆 -- select`;
  const one = insightCases.filter(({ id }) => /^[^:]+:\w+$/.test(id));

  it.each(one.map((item) => [item.id, item] as const))(
    '%s',
    async (id, { sql, target, fixes, rows }) => {
      const [rule = '', column = ''] = id.split(':');
      const name = hostile.replaceAll('"', '""');
      const schema = await open(`SELECT * RENAME ("${column}" AS "${name}") FROM (${sql})`);
      const wanted = `${rule}:a"b's%2C 100%25 🦆 -- select`;
      const options = { target: target === column ? hostile : target };
      const found = await drawInsights(engine, 'd', all, options);
      // The name itself is what two of the rules go by.
      if (rule === 'personal-data' || /order_no/.test(column)) return;
      const insight = named(found, wanted);
      expect(insight.columns).toEqual([hostile]);
      expect(insight.fixes).toHaveLength(fixes.length);
      if (insight.rows && rows !== undefined) {
        expect(await countWhere(insight.rows, schema)).toBe(rows);
      }
      for (const fix of insight.fixes) {
        const query = await applyFix(engine, 'd', { query: all, schema }, fix);
        const after = await drawInsights(engine, 'd', query, options);
        expect(
          after.map((other) => other.id),
          fix.title,
        ).not.toContain(wanted);
      }
    },
  );
});

describe('says nothing', () => {
  it.each([
    ['of no rows', "SELECT 1 AS a, NULL::VARCHAR AS b, DATE '2020-01-01' AS c LIMIT 0"],
    ['of one row', "SELECT 1 AS a, 'x' AS b, DATE '2020-01-01' AS c, [1, 2] AS d, true AS e"],
    [
      'of clean data of many types',
      `SELECT (i * 7919 % 1009) / 7.0 AS size, (i * 31 % 97)::INT AS pieces, (i * 37 % 89 + 0.25)::DECIMAL(9, 2) AS price,
        ['red', 'green', 'blue'][1 + i * 13 % 3] AS colour, i * 17 % 5 < 2 AS paid, DATE '2024-01-01' + (i // 4)::INT AS day,
        TIMESTAMPTZ '2024-01-01 00:00:00+00' + INTERVAL 1 HOUR * i AS at, [i % 3, i % 5] AS list, {'x': i * 7 % 11} AS point
       FROM range(1000) t(i)`,
    ],
    [
      'of normal data',
      'SELECT sqrt(-2 * ln((i + 1) / 100002.0)) * cos(2 * pi() * (i * 7919 % 100003) / 100003) AS z, i * 31 % 97 AS b FROM range(100000) t(i)',
    ],
  ])('%s', async (_, sql) => {
    await open(sql);
    expect((await drawInsights(engine, 'd', all)).map(({ id, message }) => [id, message])).toEqual(
      [],
    );
  });
});

it('public data sets give what a data scientist would say of them', async () => {
  const data = join(import.meta.dirname, '../../node_modules/vega-datasets/data');
  const expected: Readonly<Record<string, readonly string[]>> = {
    'penguins.json': ['missing:Sex', 'disguised-missing:Sex', 'missing:Beak Length (mm)'],
    'cars.json': ['missing:Miles_per_Gallon', 'missing:Horsepower'],
    'sp500.csv': ['dates-as-text:date'],
    'co2-concentration.csv': ['correlated:CO2,adjusted CO2'],
    'barley.json': [],
    'uniform-2d.json': [],
    'seattle-weather-hourly-normals.csv': [],
  };
  for (const [file, ids] of Object.entries(expected)) {
    await openMain(engine, 'd', join(data, file));
    const found = (await drawInsights(engine, 'd', all)).map(({ id }) => id);
    expect(found, file).toEqual(expect.arrayContaining([...ids]));
    if (ids.length === 0) expect(found, file).toEqual([]);
  }
});
