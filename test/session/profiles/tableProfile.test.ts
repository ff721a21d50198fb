import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EngineClient } from '../../../src/engine/client.ts';
import type { ProfileResult } from '../../../src/shared/profile/columnProfile.ts';
import { startEngine, temporaryFolder } from '../../engine/startEngine.ts';
import { TestDocument, noView } from '../openSession.ts';
import { writeParquet } from '../writeParquet.ts';

const folder = temporaryFolder();
let engine: EngineClient;
let profiled: string[] = [];

beforeAll(async () => {
  engine = await startEngine();
  const call = engine.call.bind(engine);
  engine.call = (method, params, options) => {
    if (method === 'profile') profiled.push(JSON.stringify(params));
    return call(method, params, options);
  };
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

async function open(path: string): Promise<TestDocument> {
  const document = new TestDocument(
    engine,
    { kind: 'data', uri: path, title: 'data' },
    folder.path,
  );
  await document.open();
  return document;
}

function profile(
  document: TestDocument,
  columns: readonly string[],
  stage?: 'estimate',
): Promise<ProfileResult> {
  const table = { key: document.states.at(-1)?.table?.key ?? '', view: noView };
  return document.call('profile', { table, columns, ...(stage ? { stage } : {}) });
}

it('is kept by column, and comes back in a later session without a scan', async () => {
  const path = join(folder.path, 'kept.parquet');
  writeParquet(path, 'SELECT i AS id, i % 5 AS k, i / 7 AS x FROM range(400000) t(i)');
  const first = await open(path);
  const rough = await profile(first, ['id', 'k'], 'estimate');
  expect(rough.sampled).toBe(65_536);
  const exact = await profile(first, ['id', 'k']);
  expect(exact.sampled).toBeUndefined();
  first.session.dispose();
  profiled = [];

  const second = await open(path);
  expect(await profile(second, ['id', 'k'])).toEqual(exact);
  // What is exact already is no estimate any more.
  expect(await profile(second, ['k'], 'estimate')).toEqual({
    rows: 400_000,
    columns: exact.columns.slice(1),
  });
  expect(profiled).toEqual([]);
  const more = await profile(second, ['k', 'x']);
  expect(more.columns.map(({ name }) => name)).toEqual(['k', 'x']);
  expect(profiled).toHaveLength(1);
  expect(profiled[0]).toContain('"columns":["x"]');
  second.session.dispose();

  // Other bytes under the same name are other figures.
  writeParquet(path, 'SELECT i AS id, i % 6 AS k, i / 7 AS x FROM range(400001) t(i)');
  const third = await open(path);
  const anew = await profile(third, ['k']);
  expect(anew).toMatchObject({ rows: 400_001, columns: [{ distinct: 6 }] });
  third.session.dispose();

  // Without the cache everything is as it was.
  rmSync(join(folder.path, 'cache', 'profiles'), { recursive: true });
  const fourth = await open(path);
  expect(await profile(fourth, ['k'])).toEqual(anew);
  expect(readdirSync(join(folder.path, 'cache', 'profiles'))).toHaveLength(1);
  fourth.session.dispose();
});
