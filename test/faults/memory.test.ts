import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/setup/paths.mjs';
import type { EngineClient } from '../../src/engine/client.ts';
import { openMain, startEngine } from '../engine/startEngine.ts';
import { benchRecipe } from '../bench/bars/recipeSteps.ts';
import { benchData } from '../bench/data.ts';
import { measure, residentOf } from '../bench/measure.ts';
import { peakMemory } from '../bench/peakMemory.ts';
import { machineNode } from '../machineNode.ts';

/** The data is about 2.6 GB once it is decoded: ten times as much. */
const LIMIT_MB = 256;
/** Node and DuckDB themselves, and what DuckDB holds outside its buffers: text of a sort's keys. */
const BESIDE_MB = 400;

const query = { sql: 'SELECT * FROM "main"' };
const folder = mkdtempSync(join(tmpdir(), 'sluice-memory-'));
let engine: EngineClient;
let data: Awaited<ReturnType<typeof benchData>>;

beforeAll(async () => {
  data = await benchData();
  engine = await startEngine();
  const spillDirectory = join(folder, 'spill');
  await engine.call('configure', { memoryMb: LIMIT_MB, threads: 2, spillDirectory });
}, 300_000);
afterAll(() => {
  engine.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const peakOf = (work: () => Promise<unknown>): Promise<number> =>
  peakMemory(engine, data.tenMillion, work);

describe(`under a limit of ${String(LIMIT_MB)} MB, seen from outside`, () => {
  const tell = (what: string, peak: number): void => {
    console.log(`${what}: at most ${peak.toFixed(0)} MB under a limit of ${String(LIMIT_MB)} MB`);
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThanOrEqual(LIMIT_MB + BESIDE_MB);
  };

  it('profiles ten million rows', async () => {
    const peak = await peakOf(async () => {
      const { rows, columns } = await engine.call('profile', { document: 'memory', query });
      expect([rows, columns.length]).toEqual([10_000_000, 20]);
    });
    tell('profile', peak);
  }, 300_000);

  it('sorts ten million rows', async () => {
    const sorted = { sql: 'SELECT * FROM "main" ORDER BY "token", "id"' };
    const peak = await peakOf(async () => {
      const { rows } = await engine.call('prepare', { document: 'memory', query: sorted });
      expect(rows).toBe(10_000_000);
    });
    tell('sort', peak);
  }, 600_000);

  it('runs a recipe of twenty steps over ten million rows', async () => {
    const recipe = join(folder, 'bench.sluice.json');
    writeFileSync(recipe, `${JSON.stringify(benchRecipe(data.tenMillion, 'out/'), null, 2)}\n`);
    const out = join(folder, 'run');
    const given = ['--refit', '--python', join(root, '.venv/bin/python'), '--out', out];
    const { peakMb } = await measure(
      machineNode().path,
      [join(root, 'dist/cli.js'), 'run', recipe, ...given],
      { SLUICE_MEMORY_LIMIT: `${String(LIMIT_MB)}MB` },
      /run\.py/,
    );
    tell('run', peakMb);
  }, 600_000);

  it('gives the memory back when it is idle', async () => {
    const idle = await startEngine({ idleMs: 300 });
    try {
      await openMain(idle, 'memory', data.oneMillion);
      await idle.call('profile', { document: 'memory', query });
      const { pid } = idle;
      expect(pid).toBeDefined();
      await expect.poll(() => residentOf(pid ?? 0), { timeout: 10_000 }).toBe(0);
      const { rows } = await idle.call('count', { document: 'memory', query });
      expect(rows).toBe(1_000_000);
    } finally {
      idle.dispose();
    }
  }, 120_000);
});
