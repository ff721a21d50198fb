import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import { openMain, startEngine, temporaryFolder } from './startEngine.ts';

const here = import.meta.dirname;
const folder = temporaryFolder();
let engine: EngineClient;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

it('quantiles and histograms of heavy tails are those of numpy', async () => {
  const path = join(folder.path, 'tails.parquet');
  const script = join(here, 'profileTails.py');
  const printed = execFileSync(join(here, '../../.venv/bin/python'), [script, path], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  // SAFETY: the script prints this document.
  const wanted = JSON.parse(printed) as Readonly<
    Record<string, { readonly quantiles: readonly number[]; readonly histogram: readonly number[] }>
  >;
  await openMain(engine, 'd', path);
  const query = { sql: 'SELECT * FROM "main"' };
  const { columns } = await engine.profile({ document: 'd', query });
  expect(columns.map(({ name }) => name)).toEqual(Object.keys(wanted));
  for (const { name, quantiles, histogram } of columns) {
    const other = wanted[name];
    expect(
      histogram?.map(({ count }) => count),
      name,
    ).toEqual(other?.histogram);
    const found = Object.values({ ...quantiles }).map(Number);
    expect(found).toHaveLength(7);
    for (const [index, value] of found.entries()) {
      const exact = other?.quantiles[index] ?? NaN;
      expect(value === exact || Math.abs(value / exact - 1) <= 1e-12, name).toBe(true);
    }
  }
}, 180_000);
