import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../src/engine/client.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import type { Progress } from '../../src/shared/rpc/contract.ts';
import { machineNode } from '../machineNode.ts';
import { buildEngine, openMain, startEngine, temporaryFolder } from './startEngine.ts';

const folder = temporaryFolder();
const source = join(folder.path, 'a.csv');
const flights = join(
  import.meta.dirname,
  '../../node_modules/vega-datasets/data/flights-3m.parquet',
);
const all = { sql: 'SELECT * FROM main' };
/** Minutes of work, unless it is interrupted. */
const endless = {
  sql: 'SELECT count(*) AS n FROM range(1000000) a(i), range(1000000) b(j) WHERE hash(i, j) = 7',
};

let engine: EngineClient;
beforeAll(async () => {
  writeFileSync(source, 'a,b\n1,x\n2,y\n');
  engine = await startEngine();
});
afterAll(() => {
  engine.dispose();
  folder.remove();
});

function containing(text: string): unknown {
  return expect.stringContaining(text);
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('It did not come about in 10 s.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it('starts only when it is needed, and greets with its versions', async () => {
  const lazy = await startEngine();
  expect(lazy.pid).toBeUndefined();
  expect(await lazy.hello()).toMatchObject({ protocol: 3, duckdb: 'v1.5.6' });
  expect((await lazy.stats()).threadPool).toBeGreaterThanOrEqual(16);
  lazy.dispose();
  await expect(lazy.hello()).rejects.toMatchObject({ code: 'engine-crashed' });
});

it('stops when idle, and opens the document anew at the next request', async () => {
  const idle = await startEngine({ idleMs: 50 });
  await openMain(idle, 'd', source);
  const before = idle.pid;
  await until(() => Promise.resolve(idle.pid === undefined));
  expect(await idle.count({ document: 'd', query: all })).toEqual({ rows: 2 });
  expect(idle.pid).not.toBe(before);
  idle.dispose();
});

describe('cancel', () => {
  it('interrupts a query that runs', async () => {
    await openMain(engine, 'd', source);
    const controller = new AbortController();
    const running = engine.rows(
      { document: 'd', query: endless, limit: 1 },
      { signal: controller.signal },
    );
    await until(async () => (await engine.stats()).running === 1);
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await until(async () => (await engine.stats()).running === 0);
  });

  it('drops a query that waits, without running it', async () => {
    const stop = new AbortController();
    const running = [1, 2].map(() =>
      engine.rows({ document: 'd', query: endless, limit: 1 }, { signal: stop.signal }),
    );
    await until(async () => (await engine.stats()).running === 2);
    const controller = new AbortController();
    const waiting = engine.rows(
      { document: 'd', query: { sql: 'SELECT 1 AS a' }, limit: 1 },
      { signal: controller.signal },
    );
    await until(async () => (await engine.stats()).queued === 1);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await until(async () => (await engine.stats()).queued === 0);
    expect((await engine.stats()).running).toBe(2);
    const settled = Promise.all(
      running.map((one) => expect(one).rejects.toMatchObject({ code: 'cancelled' })),
    );
    stop.abort();
    await settled;
    await until(async () => (await engine.stats()).running === 0);
  });

  it('takes a signal that fired before', async () => {
    const signal = AbortSignal.abort();
    await expect(engine.count({ document: 'd', query: all }, { signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('is meant by a document that closes', async () => {
    await openMain(engine, 'closing', source);
    const running = engine.rows({ document: 'closing', query: endless, limit: 1 });
    const settled = expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await until(async () => (await engine.stats()).running === 1);
    await engine.close({ document: 'closing' });
    await settled;
    await expect(engine.count({ document: 'closing', query: all })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

it('runs a query to its end on the old instance while the document is opened anew', async () => {
  await openMain(engine, 'd', source);
  const slow = engine.rows({
    document: 'd',
    query: {
      sql: 'SELECT count(*) AS n FROM main, range(60000) a(i), range(2000) b(j) WHERE hash(i, j) % 7 < 9',
    },
    limit: 1,
  });
  await until(async () => (await engine.stats()).running === 1);
  // Another file: whether the query has read its own by now, nobody can tell.
  const longer = join(folder.path, 'longer.csv');
  writeFileSync(longer, 'a,b\n1,x\n2,y\n3,z\n');
  await openMain(engine, 'd', longer);
  expect(await engine.count({ document: 'd', query: all })).toEqual({ rows: 3 });
  expect(decodePage((await slow).arrow).rows).toEqual([['240000000']]);
});

describe('a crash', () => {
  it('rejects what is pending with one sentence, and the same figures come from the next process', async () => {
    await openMain(engine, 'f', flights);
    const whole = await engine.profile({ document: 'f', query: all });
    const pid = engine.pid ?? 0;
    const pending = engine.profile({ document: 'f', query: all });
    const waiting = engine.rows({ document: 'f', query: endless, limit: 1 });
    const settled = Promise.all(
      [pending, waiting].map((one) =>
        expect(one).rejects.toMatchObject({
          code: 'engine-crashed',
          message: 'The engine stopped while it worked on this.',
          detail: containing('SIGKILL'),
        }),
      ),
    );
    await until(async () => (await engine.stats()).running === 2);
    process.kill(pid, 'SIGKILL');
    await settled;
    expect(await engine.profile({ document: 'f', query: all })).toEqual(whole);
    expect(engine.pid).not.toBe(pid);
  });

  it('is survived by requests that come at once for a document that has to be opened anew', async () => {
    await openMain(engine, 'f', flights);
    process.kill(engine.pid ?? 0, 'SIGABRT');
    await until(async () =>
      engine.stats().then(
        () => true,
        () => false,
      ),
    );
    const page = (offset: number): Promise<unknown> =>
      engine.page({ document: 'f', query: all, offset, limit: 1 });
    expect(await Promise.all([page(0), page(1), page(2)])).toHaveLength(3);
  });

  it('again and again is reported instead of another start', async () => {
    const other = await startEngine({ startsPerMinute: 2 });
    for (let time = 0; time < 2; time += 1) {
      await other.hello();
      process.kill(other.pid ?? 0, 'SIGKILL');
      await until(async () => {
        const dead = await other
          .stats({ signal: AbortSignal.timeout(2000) })
          .catch((error: unknown) => error);
        return dead instanceof Error;
      });
    }
    await expect(other.hello()).rejects.toMatchObject({
      code: 'engine-crashed',
      message: 'The engine keeps stopping and is not started again.',
    });
    other.dispose();
  });

  it('of the engine that cannot start is told', async () => {
    const { EngineClient } = await import('../../src/engine/client.ts');
    const broken = new EngineClient({ enginePath: join(folder.path, 'nowhere.js') });
    await expect(broken.hello()).rejects.toMatchObject({ code: 'engine-crashed' });
    broken.dispose();
  });
});

it('ends by itself when its parent is gone', async () => {
  const enginePath = await buildEngine();
  const script = `const child = require('node:child_process').fork(${JSON.stringify(enginePath)}, [], { serialization: 'advanced', stdio: 'ignore' });
    child.on('spawn', () => setTimeout(() => { console.log(child.pid); process.exit(0); }, 300));`;
  const pid = Number(execFileSync(machineNode().path, ['-e', script], { encoding: 'utf8' }));
  expect(pid).toBeGreaterThan(0);
  await until(() => Promise.resolve(!existsSync(`/proc/${String(pid)}`)));
});

it('tells how far a long query is', async () => {
  await openMain(engine, 'f', flights);
  const seen: Progress[] = [];
  await engine.profile(
    { document: 'f', query: all },
    { onProgress: (progress) => seen.push(progress) },
  );
  expect(seen.at(-1)).toEqual({ what: 'profile', done: 5, total: 5, unit: 'steps' });
});

it('keeps within a memory limit by spilling, and says so when it cannot', async () => {
  const small = await startEngine();
  await small.configure({ memoryMb: 300, threads: 2, spillDirectory: folder.path });
  await openMain(small, 'd', source);
  const sorted = {
    sql: 'SELECT * FROM (SELECT hash(i) AS h, md5(i::VARCHAR) AS m, i FROM range(6000000) t(i) ORDER BY m) LIMIT 3 OFFSET 3000000',
  };
  expect((await small.rows({ document: 'd', query: sorted, limit: 3 })).rows).toBe(3);
  const list = { sql: 'SELECT length(list(md5(i::VARCHAR))) AS n FROM range(20000000) t(i)' };
  await expect(small.rows({ document: 'd', query: list, limit: 1 })).rejects.toMatchObject({
    code: 'out-of-memory',
  });
  expect(await small.count({ document: 'd', query: all })).toEqual({ rows: 2 });
  small.dispose();
});

describe('documents that open and close at once', () => {
  it('share out their limits without meeting an instance that is closed', async () => {
    const folder = temporaryFolder();
    const engine = await startEngine();
    try {
      const path = join(folder.path, 'a.csv');
      writeFileSync(path, 'a\n1\n2\n');
      const sources = { main: { files: [path], base: folder.path } };
      const one = async (name: string): Promise<number> => {
        let rows = 0;
        for (let round = 0; round < 15; round += 1) {
          await engine.open({ document: name, sources });
          const query = { sql: 'SELECT * FROM main' };
          ({ rows } = await engine.count({ document: name, query }));
          await engine.close({ document: name });
        }
        return rows;
      };
      const names = Array.from({ length: 8 }, (_, index) => `d${String(index)}`);
      expect(await Promise.all(names.map(one))).toEqual(names.map(() => 2));
    } finally {
      engine.dispose();
      folder.remove();
    }
  });
});
