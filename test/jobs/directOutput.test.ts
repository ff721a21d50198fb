import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/core/codegen/plan.ts';
import { filesBelow, jobFolder, remove, runJob, runJson, salesPlan } from './jobFolder.ts';

let base = '';
afterEach(() => remove(base));

describe('an output that is the recipe itself', () => {
  const direct = (severity: 'error' | 'warn', amount = 'amount'): Partial<Plan> => ({
    statements: salesPlan().statements.slice(0, 2),
    steps: [],
    checks: [
      {
        rule: 'in-range',
        severity,
        title: 'amount is at most 15',
        sql: 'SELECT count(*) > 0, count(*) FROM "sluice_result" WHERE amount > 15',
      },
    ],
    outputs: [
      {
        name: 'all',
        uri: 's3://lake/all/',
        format: 'parquet',
        direct: true,
        sql: `SELECT id::BIGINT AS id, ${amount}::BIGINT AS amount FROM "main" WHERE amount <> 'x'`,
        copyOptions: 'FORMAT parquet, COMPRESSION zstd',
      },
    ],
  });

  it('is written once, and checks read what was written', async () => {
    base = await jobFolder(salesPlan(direct('warn')));
    const end = await runJob(base);
    expect([end.code, end.stderr]).toEqual([0, '']);
    expect(await filesBelow(join(base, 'output'))).toEqual([
      'all/part-00000.parquet',
      'run/run.json',
    ]);
    expect(await runJson(base)).toMatchObject({
      outputs: [{ name: 'all', rows: 3 }],
      checks: [{ failed: true, found: 2 }],
    });
    expect(end.stdout.trim().split('\n').slice(3)).toEqual([
      '[4/6] Wrote all: 3 rows',
      '[5/6] Counted 0 steps',
      '[6/6] Checks: 1, broken: 1',
    ]);
  });

  it('is not published when a check fails, and leaves no file', async () => {
    base = await jobFolder(salesPlan(direct('error')));
    const end = await runJob(base);
    expect([end.code, end.stderr]).toEqual([
      3,
      'A check failed: amount is at most 15 (found: 2).\n',
    ]);
    expect(await filesBelow(join(base, 'output'))).toEqual(['run/run.json']);
  });

  it('fails as the recipe', async () => {
    base = await jobFolder(salesPlan(direct('warn', "'oops'")));
    const end = await runJob(base);
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(/^The data stopped the recipe: Could not convert string 'oops'/);
  });
});
