import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import type { View } from '../../src/shared/contracts/workbench.ts';
import { reference } from '../engine/pagingReference.ts';
import { startEngine, temporaryFolder } from '../engine/startEngine.ts';
import { TestDocument, noView } from './openSession.ts';

const folder = temporaryFolder();
const spill = join(folder.path, 'spill');
const rows = 400_000;

let engine: EngineClient;
beforeAll(async () => {
  const columns = "i AS id, 'name ' || hash(i) % 5000 AS name, md5(i::VARCHAR) AS token";
  await reference(
    `COPY (SELECT ${columns} FROM range(${String(rows)}) t(i)) TO '${folder.path}/a.parquet' (FORMAT parquet)`,
    `COPY (SELECT * FROM '${folder.path}/a.parquet') TO '${folder.path}/a.csv' (FORMAT csv)`,
  );
  engine = await startEngine();
  await engine.configure({ memoryMb: 1024, threads: 2, spillDirectory: spill });
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

const stores = (): string[] =>
  existsSync(spill)
    ? readdirSync(spill, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.db'),
      )
    : [];

async function opened(name: string): Promise<TestDocument> {
  const uri = join(folder.path, name);
  const document = new TestDocument(engine, { kind: 'data', uri, title: name }, folder.path);
  await document.open();
  return document;
}

const sorted: View = { ...noView, sort: [{ column: 'name', descending: true }] };

it.each(['a.parquet', 'a.csv'])('prepares the order behind the first page: %s', async (name) => {
  const document = await opened(name);
  const wanted = await reference(
    `SELECT id::BIGINT::VARCHAR FROM '${folder.path}/a.parquet' ORDER BY name DESC, id`,
  );
  const ids = { columns: ['id'], limit: 5 };
  const at = (offset: number): unknown => wanted.slice(offset, offset + 5);
  expect(await document.rows(sorted, { ...ids, offset: 0 })).toEqual(at(0));
  await expect.poll(stores, { timeout: 20_000 }).not.toEqual([]);
  expect(await document.rows(sorted, { ...ids, offset: 399_000 })).toEqual(at(399_000));
  const before = stores();
  // The same rows again need no more of them.
  expect(await document.rows(sorted, { ...ids, offset: 200_000 })).toEqual(at(200_000));
  expect(stores()).toEqual(before);
  document.session.dispose();
  await expect.poll(stores, { timeout: 20_000 }).toEqual([]);
});

it('a page far down waits for the order, and for the engine that comes after one that was killed', async () => {
  const document = await opened('a.parquet');
  const page = { columns: ['id'], limit: 1, offset: 300_000 };
  const first = await document.rows(sorted, page);
  process.kill(engine.pid ?? 0, 'SIGKILL');
  await expect
    .poll(() => document.rows(sorted, page).catch(() => undefined), { timeout: 20_000 })
    .toEqual(first);
  document.session.dispose();
});

it('a cancelled order is not begun again, and pages come all the same', async () => {
  // What the test before has left goes a moment after its document.
  await expect.poll(stores, { timeout: 20_000 }).toEqual([]);
  const document = await opened('a.csv');
  const far = document.rows(sorted, { columns: ['id'], limit: 1, offset: 390_000 });
  // Once it is under way: a page that is cancelled before says nothing of the order.
  const idle = setInterval(() => {
    if (stores().length > 0) void document.call('cancel', {});
  }, 2);
  await expect(far).rejects.toMatchObject({ code: 'cancelled' });
  clearInterval(idle);
  await expect.poll(async () => (await engine.stats()).running).toBe(0);
  // On a busy machine the cancel may come after the order, in the middle of its page: then it stays.
  const left = stores();
  expect(await document.rows(sorted, { columns: ['id'], limit: 1, offset: 390_000 })).toHaveLength(
    1,
  );
  expect(stores().filter((store) => !left.includes(store))).toEqual([]);
  document.session.dispose();
});

it('finds cells in the view that is shown, and counts them', async () => {
  const document = await opened('a.parquet');
  const key = document.state.table?.key ?? '';
  const columns = ['id', 'name', 'token'];
  const table = { key, view: sorted };
  const text = 'NAME 4999';
  const [[count] = []] = await reference(
    `SELECT count(*)::VARCHAR FROM '${folder.path}/a.parquet' WHERE name = 'name 4999'`,
  );
  const counted = await document.call('findCount', { table, text, columns });
  expect(String(counted.cells)).toBe(count);
  const from = { row: 0, column: undefined };
  const { cell } = await document.call('find', { table, text, columns, from, direction: 'next' });
  const shown = await document.rows(sorted, {
    columns: ['name'],
    limit: 1,
    offset: cell?.row ?? 0,
  });
  expect([cell?.number, cell?.column, shown]).toEqual([1, 'name', [['name 4999']]]);
  const only = await document.rows({ ...sorted, find: text }, { columns: ['name'] });
  expect(only.flat()).toEqual(Array.from({ length: counted.rows }, () => 'name 4999'));
  document.session.dispose();
});
