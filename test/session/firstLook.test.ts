import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import { startEngine, temporaryFolder } from '../engine/startEngine.ts';
import { useS3 } from '../s3/useS3.ts';
import { TestDocument, noView } from './openSession.ts';
import { writeParquet } from './writeParquet.ts';

const bench = useS3();
const folder = temporaryFolder();
const OBJECTS = 250;
const HELD_MS = 8000;
let engine: EngineClient;
let document: TestDocument | undefined;
beforeAll(async () => {
  engine = await startEngine();
  writeParquet(join(folder.path, 'part.parquet'), 'SELECT range AS n FROM range(1000)');
});
afterEach(() => {
  document?.session.dispose();
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

async function opened(objects: number): Promise<TestDocument> {
  const { server, proxy, aws } = bench();
  const part = join(folder.path, 'part.parquet');
  for (let i = 0; i < objects; i += 1) {
    const key = `many/part-${String(i).padStart(4, '0')}.parquet`;
    await server.seedObject('lake', key, part, { etag: 'same' });
  }
  // The last footer is late.
  const key = `many/part-${String(objects - 1).padStart(4, '0')}.parquet`;
  proxy.fault({ fault: { kind: 'delay', milliseconds: HELD_MS }, method: 'GET', key });
  const input = { kind: 'data', uri: 's3://lake/many/', title: 'many' } as const;
  document = new TestDocument(engine, input, folder.path, { aws });
  await document.call('ready', {});
  return document;
}

it('shows the first rows of very many objects while their footers come, and counts nothing', async () => {
  const look = await opened(OBJECTS);
  const first = await look.until((state) => state.table !== undefined);
  expect(first.table?.key).toMatch(/^first /);
  expect(first.table?.schema).toEqual([{ name: 'n', type: { kind: 'int64' } }]);
  const key = first.table?.key ?? '';
  const table = { key, view: noView };
  const page = await look.call('page', {
    ...{ table, offset: 995, limit: 10, columns: ['n'], maxText: 10 },
  });
  expect(page.rows).toBe(10);
  // What is more than its rows, or of all rows, is not answered by it.
  const sorted = { key, view: { ...noView, sort: [{ column: 'n', descending: true }] } };
  const held = [
    look.call('count', { table }),
    look.call('page', { table: sorted, offset: 0, limit: 10, columns: ['n'], maxText: 10 }),
    look.call('page', { table, offset: 7995, limit: 10, columns: ['n'], maxText: 10 }),
    look.call('profile', { table, columns: ['n'] }),
  ].map((asked) =>
    asked.then(
      () => 'answered',
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
    ),
  );
  expect(look.state.table?.key).toBe(key);
  expect(await Promise.all(held)).toEqual(['cancelled', 'cancelled', 'cancelled', 'cancelled']);
  const whole = look.state;
  expect(whole.table?.key).not.toBe(key);
  expect(whole.source?.files).toBe(OBJECTS);
  expect(
    await look.call('count', { table: { key: whole.table?.key ?? '', view: noView } }),
  ).toEqual({ rows: 1000 * OBJECTS });
  await expect
    .poll(async () => (await engine.stats()).documents.filter((name) => name.endsWith(':first')))
    .toEqual([]);
  // The objects of the first look were not paid for again.
  const counted = bench().proxy.count({ method: 'GET', key: /^many\/part/ });
  expect(counted).toBe(OBJECTS);
});

it('of few objects there is none', async () => {
  const look = await opened(3);
  const first = await look.until((state) => state.table !== undefined, HELD_MS + 20_000);
  expect(first.table?.key).not.toMatch(/^first /);
});
