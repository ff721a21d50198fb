import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import { startEngine, temporaryFolder } from '../engine/startEngine.ts';
import { noView, TestDocument } from './openSession.ts';
import { writeParquet } from './writeParquet.ts';

const folder = temporaryFolder();
const flights = join(
  import.meta.dirname,
  '../../node_modules/vega-datasets/data/flights-3m.parquet',
);
/** Seconds of work, unless it is interrupted. */
const slow = join(folder.path, 'slow.parquet');
let engine: EngineClient;
let open: TestDocument[] = [];
beforeAll(async () => {
  engine = await startEngine({ startsPerMinute: 20 });
  writeParquet(slow, 'SELECT i AS id, repeat(md5(i::VARCHAR), 20) AS t FROM range(2000000) t(i)');
});
afterEach(() => {
  for (const document of open) document.session.dispose();
  open = [];
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

function view(uri: string): TestDocument {
  const document = new TestDocument(engine, { kind: 'data', uri, title: 'd' }, folder.path);
  open.push(document);
  return document;
}

function edit(steps: readonly object[], uri = flights): TestDocument {
  const sources = { main: { uri, format: 'parquet', options: {} } };
  const text = JSON.stringify({ sluice: 1, name: 'r', sources, steps }, null, 2);
  const document = new TestDocument(engine, { kind: 'recipe', text, title: 'r' }, folder.path);
  open.push(document);
  return document;
}

function tableOf(document: TestDocument): { key: string; view: typeof noView } {
  return { key: document.state.table?.key ?? '', view: noView };
}

/** Matches nothing, after a look at every text. */
const endless = { expression: "length(regexp_replace(t, '(a|b)+(c|d)+(e|f)+', 'x')) = 1" };

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not come about.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('work that takes a moment', () => {
  it('is told with its progress, and cancelled by its id without an error being shown', async () => {
    const document = view(slow);
    await document.open();
    const table = { ...tableOf(document), view: { ...noView, filters: [endless] } };
    const counting = document.call('count', { table });
    counting.catch(() => undefined);
    await until(() => document.activities.at(-1)?.length === 1);
    const [activity] = document.activities.at(-1) ?? [];
    expect(activity?.what).toBe('Counting rows');
    expect(Date.now() - (activity?.since ?? 0)).toBeGreaterThanOrEqual(450);
    await document.call('cancel', { id: activity?.id ?? -1 });
    await expect(counting).rejects.toMatchObject({ code: 'cancelled' });
    expect(document.activities.at(-1)).toEqual([]);
    expect(document.state.problem).toBeUndefined();
    await until(async () => (await engine.stats()).running === 0);
  });

  it('ends when the caller goes away', async () => {
    const document = view(slow);
    await document.open();
    const table = { ...tableOf(document), view: { ...noView, filters: [endless] } };
    const caller = new AbortController();
    const rows = document.call(
      'page',
      { table, offset: 0, limit: 10, columns: ['id'], maxText: 10 },
      { signal: caller.signal },
    );
    rows.catch(() => undefined);
    await until(async () => (await engine.stats()).running > 0);
    caller.abort();
    await expect(rows).rejects.toMatchObject({ code: 'cancelled' });
    await until(async () => (await engine.stats()).running === 0);
  });

  it('on rows that are no longer shown ends', async () => {
    const step = {
      id: 'a',
      op: 'formula',
      params: { column: 'u', expression: 'upper(t)' },
    };
    const document = edit([step], slow);
    await document.open();
    const table = { ...tableOf(document), view: { ...noView, filters: [endless] } };
    const rows = document.call('count', { table });
    rows.catch(() => undefined);
    await until(async () => (await engine.stats()).running > 0);
    await document.call('select', { step: null });
    await expect(rows).rejects.toMatchObject({ code: 'cancelled' });
    await expect(document.call('count', { table })).rejects.toMatchObject({ code: 'cancelled' });
    await until(async () => (await engine.stats()).running === 0);
  });

  it('ends with the session, and so does every request after it', async () => {
    const document = view(slow);
    await document.open();
    const table = { ...tableOf(document), view: { ...noView, filters: [endless] } };
    const rows = document.call('count', { table });
    rows.catch(() => undefined);
    await until(async () => (await engine.stats()).running > 0);
    const before = (await engine.stats()).documents.length;
    const told = document.states.length;
    document.session.dispose();
    await expect(rows).rejects.toMatchObject({ code: 'cancelled' });
    await until(async () => (await engine.stats()).documents.length === before - 1);
    await until(async () => (await engine.stats()).running === 0);
    for (const ask of [
      document.call('ready', {}),
      document.call('count', { table }),
      document.call('select', { step: null }),
      document.call('reload', {}),
      document.call('preview', { edit: { kind: 'delete-step', id: 'a' } }),
      document.call('command', { id: 'copy', text: '' }),
    ]) {
      await expect(ask).rejects.toMatchObject({ code: 'cancelled' });
    }
    expect(document.states).toHaveLength(told);
  });

  it('a session that is disposed while it opens leaves nothing open', async () => {
    const before = (await engine.stats()).documents.length;
    const document = view(slow);
    await document.call('ready', {});
    document.session.dispose();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await engine.stats()).documents).toHaveLength(before);
    expect(document.states).toEqual([]);
  });
});

describe('an engine that is killed', () => {
  it('rejects what runs, opens the document anew, and nothing is told as broken', async () => {
    const document = edit([
      {
        id: 'a',
        op: 'filter-rows',
        params: { where: { column: 'delay', is: 'greater', value: 0 } },
      },
    ]);
    const state = await document.open();
    const rows = await document.rows({}, { limit: 5 });
    await document.until((one) => one.recipe?.steps[0]?.rowsChanged !== undefined);
    const filters = [{ expression: "length(regexp_replace(origin, '(A|B)+(C|D)', 'x')) = 100" }];
    const running = document.rows({ filters }, { limit: 5 });
    running.catch(() => undefined);
    await until(async () => (await engine.stats()).running > 0);
    const { pid } = engine;
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    await expect(running).rejects.toMatchObject({ code: 'engine-crashed' });
    expect(document.state.problem).toBeUndefined();
    expect(await document.rows({}, { limit: 5 })).toEqual(rows);
    expect(engine.pid).not.toBe(pid);
    expect(document.state.table).toEqual(state.table);
  });
});

describe('three million rows', () => {
  it('give 200 rows wherever one jumps, sorted too', async () => {
    const document = view(flights);
    await document.open();
    const columns = document.state.table?.schema.map(({ name }) => name) ?? [];
    const jump = async (sort: readonly { column: string; descending: boolean }[], n: number) => {
      const table = { key: tableOf(document).key, view: { ...noView, sort } };
      for (let i = 0; i < n; i += 1) {
        const offset = (i * 7_919_777) % 2_999_000;
        const page = await document.call('page', {
          ...{ table, offset, limit: 200, columns, maxText: 100 },
        });
        expect(page.rows).toBe(200);
      }
    };
    await jump([], 200);
    await jump([{ column: 'delay', descending: true }], 10);
  });

  it('show what a formula does', async () => {
    const document = edit([]);
    await document.open();
    const state = await document.call('preview', {
      edit: {
        ...{ kind: 'add-step', at: 0, op: 'formula' },
        params: { column: 'distance', expression: 'distance + 1' },
      },
    });
    expect(state.table?.preview).toMatchObject({
      changed: ['distance'],
      cells: { count: 10_000, of: 10_000 },
    });
    const page = await document.call('page', {
      table: tableOf(document),
      ...{ offset: 0, limit: 1, columns: ['distance'], maxText: 10 },
    });
    expect(decodePage(page.arrow).rows).toHaveLength(1);
  });
});

it('texts that come fast settle on the last one', async () => {
  const document = edit([]);
  await document.open();
  writeFileSync(join(folder.path, 'x.csv'), 'a\n1\n');
  const of = (n: number): string =>
    JSON.stringify({
      ...{ sluice: 1, name: `n${String(n)}` },
      sources: {
        main: { uri: n % 2 === 0 ? flights : 'x.csv', format: n % 2 === 0 ? 'parquet' : 'csv' },
      },
    });
  for (let n = 0; n <= 30; n += 1) {
    document.type(of(n));
    if (n % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 3));
  }
  const state = await document.until((one) => one.recipe?.recipe.name === 'n30');
  expect(state.table?.schema).toHaveLength(5);
  expect(document.states.map(({ revision }) => revision)).toEqual(
    document.states.map((_, i) => i + 1),
  );
});
