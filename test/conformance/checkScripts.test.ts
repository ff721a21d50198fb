import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportScript } from '../../src/core/codegen/exportScript.ts';
import type { Json } from '../../src/core/operations/define.ts';
import { requireRecipe } from '../../src/core/recipe/document.ts';
import { validateRecipe } from '../../src/core/recipe/validate.ts';
import { engines, runScript } from './scripts/runScript.ts';
import type { Ended, Engine } from './scripts/runScript.ts';

const python = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url));
let base = '';

const makeEvents = `
import sys, duckdb
duckdb.sql("""
  SELECT * FROM (VALUES
    (1::BIGINT, 10::BIGINT, 12.5::FLOAT, 'web'),
    (2, 11, NULL, 'app'),
    (3, 12, 3.25, NULL),
    (4, 10, 1.0, 'web'),
    (5, 99, 0.0, 'it''s "é"'),
    (6, 13, -7.0, 'web'),
    (7, NULL, 100.75, 'app'),
    (8, 11, 5.5, 'app')
  ) t(id, user_id, amount, kind)""").write_parquet(sys.argv[1])
`;

const column = (name: string, type: string): Json => ({ name, type });
const sources = {
  main: {
    ...{ uri: 'events.parquet', format: 'parquet', options: {} },
    schema: [
      column('id', 'int64'),
      column('user_id', 'int64'),
      column('amount', 'float32'),
      column('kind', 'text'),
    ],
  },
  users: {
    ...{ uri: 'users.csv', format: 'csv' },
    options: { header: true, delimiter: ',', quote: '"', escape: '"' },
    schema: [column('id', 'int64')],
  },
};

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'sluice checks é-'));
  execFileSync(python, ['-c', makeEvents, join(base, 'events.parquet')]);
  await writeFile(join(base, 'users.csv'), 'id\n10\n11\n12\n13\n14\n');
});

afterAll(async () => {
  await rm(base, { recursive: true, force: true });
});

/** Runs the script of the recipe with these checks. */
async function run(engine: Engine, checks: readonly Json[]): Promise<Ended> {
  const { flow, problems } = validateRecipe(requireRecipe(JSON.stringify(checked(checks))));
  expect(problems).toEqual([]);
  const folder = await mkdtemp(join(base, 'run-'));
  const script = exportScript(flow, engine.target, { recipeFolder: base });
  return runScript(engine, script, folder, join(folder, 'out'));
}

/** Every rule but SQL over the events, each broken, and what scripts say of it. */
const broken: readonly (readonly [Readonly<Record<string, Json>>, string])[] = [
  [
    { rule: 'not-null', column: 'user_id', atLeast: 0.9 },
    "user_id is not null in at least 90 % of the rows' does not hold (1)",
  ],
  [{ rule: 'unique', columns: ['kind'] }, "kind is unique' does not hold (4)"],
  [{ rule: 'in-range', column: 'amount', min: 0 }, "amount is at least 0' does not hold (1)"],
  [
    { rule: 'in-set', column: 'kind', values: ['web', 'app'] },
    "kind is one of “web”, “app”' does not hold (1)",
  ],
  [
    { rule: 'matches', column: 'kind', pattern: '^[a-z]+$' },
    "kind matches “^[a-z]+$”' does not hold (1)",
  ],
  [{ rule: 'type', column: 'id', type: 'int32' }, "id is of type int32' does not hold (1)"],
  [
    { rule: 'relation', left: 'user_id', compare: 'less', right: 'id' },
    "user_id < id' does not hold (7)",
  ],
  [
    { rule: 'condition', where: { column: 'amount', is: 'greater', value: { param: 'floor' } } },
    "amount > :floor' does not hold (3)",
  ],
  [
    {
      rule: 'references',
      ...{ columns: ['user_id'], source: { source: 'users' }, sourceColumns: ['id'] },
    },
    "user_id is found in id of users' does not hold (1)",
  ],
  [
    { rule: 'statistic', column: 'id', of: 'mean', min: 5 },
    "the mean of id is at least 5' does not hold (4.5)",
  ],
  [
    { rule: 'statistic', column: 'no_number', of: 'max', min: 5 },
    "the greatest value of no_number is at least 5' does not hold (no value)",
  ],
  [
    { rule: 'statistic', column: 'no_number', of: 'mean', min: 5 },
    "the mean of no_number is at least 5' does not hold (no value)",
  ],
  [
    { rule: 'freshness', column: 'nothing', within: { n: 2, unit: 'days' } },
    "the newest nothing is no older than 2 days' does not hold (no value)",
  ],
  [{ rule: 'row-count', max: 7 }, "the number of rows is at most 7' does not hold (8)"],
];

const checked = (checks: readonly Json[]): Record<string, unknown> => ({
  sluice: 1,
  name: 'rules',
  parameters: [{ name: 'floor', type: 'float64', default: 0 }],
  sources,
  steps: [
    {
      ...{ id: 'nothing', op: 'formula' },
      params: { column: 'nothing', expression: "try_cast('never' as timestamp)" },
    },
    {
      ...{ id: 'no_number', op: 'formula' },
      params: { column: 'no_number', expression: "cast('nan' as float64)" },
    },
  ],
  checks,
  outputs: [],
});

describe.each(engines)('checks of exported scripts on $name', (engine) => {
  it('are broken with the same sentence and count', async () => {
    if (engine.target === 'duckdb') {
      // A script of SQL ends with the first one that is an error.
      for (const [check, sentence] of broken) {
        // A wrong type that is an error is told before anything is exported.
        if (check['rule'] === 'type') continue;
        const end = await run(engine, [{ ...check, severity: 'error' }]);
        expect(end.code).toBe(1);
        expect(end.stderr).toContain(`error: the check '${sentence}`);
      }
      return;
    }
    const warns = broken.map(([check]): Json => ({ ...check, severity: 'warn' }));
    const holds: Json = { rule: 'not-null', column: 'user_id', atLeast: 0.8, severity: 'error' };
    const end = await run(engine, [...warns, holds]);
    const told = end.stderr.split('\n').filter((line) => line.includes('the check'));
    expect(told).toEqual(broken.map(([, sentence]) => `warn: the check '${sentence}`));
    expect(end.code).toBe(0);
  }, 180_000);
});
