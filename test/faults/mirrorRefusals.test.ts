import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestContext } from 'vitest';
import { createAws } from '../../src/aws/client.ts';
import type { Aws } from '../../src/aws/client.ts';
import type { EngineClient } from '../../src/engine/client.ts';
import { DataSession } from '../../src/jobs/dataSession.ts';
import { decodePage } from '../../src/shared/arrow/decodePage.ts';
import { rejection } from '../aws-client/rejection.ts';
import { startEngine } from '../engine/startEngine.ts';
import type { S3ErrorCase } from '../s3/faults/s3Errors.ts';
import { useS3 } from '../s3/useS3.ts';
import { childrenOf } from './mirrorRuns/childrenOf.ts';
import { buildAws } from './mirrorRuns/window.ts';

/** What a person sees of an open Parquet object when S3 or the disk refuse what comes next. */
const bench = useS3();
const KEY = 't/a.parquet';
const URI = `s3://lake/${KEY}`;
const ROWS = 20_480;
const query = { sql: 'SELECT * FROM main' };
/** The sum of 0 … 20479, and of what takes its place: twice as much. */
const SUM = String((ROWS * (ROWS - 1)) / 2);
const TWICE = String(ROWS * (ROWS - 1));
let engine: EngineClient;
let folder: string;
let file: string;
let other: string;
let sessions: DataSession[] = [];
const made = mkdtempSync(join(tmpdir(), 'sluice-refusals-'));

beforeAll(async () => {
  engine = await startEngine({ startsPerMinute: 100 });
  [file, other] = [join(made, 'a.parquet'), join(made, 'b.parquet')];
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const [path, times] of [
    [file, 1],
    [other, 2],
  ] as const) {
    await connection.run(
      `COPY (SELECT range * ${String(times)} AS id, md5(range::VARCHAR) AS token, md5((range + 1)::VARCHAR) AS more FROM range(${String(ROWS)})) TO '${path}' (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE 4096)`,
    );
  }
  connection.closeSync();
  instance.closeSync();
}, 60_000);
afterAll(() => {
  engine.dispose();
  rmSync(made, { recursive: true, force: true });
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-refused-'));
  await bench().server.seedObject('lake', KEY, file);
});
afterEach(async () => {
  for (const session of sessions) await session.close();
  sessions = [];
  expect((await engine.stats()).holes).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

async function opened(
  cacheDirectory = join(folder, 'cache'),
  aws: Aws = bench().aws,
): Promise<DataSession> {
  const document = `d${String(sessions.length)}`;
  const session = new DataSession({ engine, aws, cacheDirectory, document });
  sessions.push(session);
  await session.openSources([await session.locate('main', { uri: URI }, folder)], false);
  return session;
}

async function firstIds(session: DataSession, offset = 0): Promise<unknown> {
  const page = await session.run('page', { query, offset, limit: 2, columns: ['id'] });
  return decodePage(page.arrow).rows;
}

async function sum(session: DataSession): Promise<unknown> {
  const sql = 'SELECT sum(id)::VARCHAR FROM main';
  return decodePage((await session.run('rows', { query: { sql }, limit: 1 })).arrow).rows;
}

describe('what S3 refuses in the middle', () => {
  const cases: readonly (readonly [S3ErrorCase, string, RegExp])[] = [
    ['AccessDenied', 'forbidden', /do not allow s3:GetObject on s3:\/\/lake\/t\/a\.parquet\.$/],
    ['InvalidObjectState', 'unsupported', /lies in an archive \(Glacier\)/],
    ['KmsDenied', 'forbidden', /^The encryption key arn:aws:kms:.* cannot be used/],
    ['CustomerKeyMissing', 'unsupported', /\(SSE-C\)/],
    ['ExpiredToken', 'credentials', /^The AWS credentials have expired\.$/],
    ['RequestTimeTooSkewed', 'credentials', /^This machine's clock differs/],
    ['NoSuchKey', 'changed', /was deleted\.$/],
  ];
  it.each(cases)('%s is one sentence; what is here answers on', async (error, code, message) => {
    const session = await opened();
    expect(await firstIds(session)).toEqual([['0'], ['1']]);
    bench().proxy.fault({ fault: { kind: 'error', error }, key: KEY, times: Infinity });
    const failed = await rejection(sum(session));
    expect(failed.code).toBe(code);
    expect(failed.message).toMatch(message);
    expect(failed.hint).toMatch(/\S/);
    expect(await firstIds(session)).toEqual([['0'], ['1']]);
    expect(await session.run('count', { query })).toEqual({ rows: ROWS });
    bench().proxy.clear();
    expect(await sum(session)).toEqual([[SUM]]);
  });

  it('a bucket whose readers pay is told when it is opened, and read in parts once that is accepted', async () => {
    bench().proxy.fault({ fault: { kind: 'requester-pays' }, times: Infinity });
    expect((await rejection(opened())).message).toBe(
      'The bucket lake charges whoever reads it (requester pays).',
    );
    process.env['SLUICE_S3_REQUESTER_PAYS'] = 'lake';
    const aws = createAws({ mode: 'inProcess' });
    try {
      const session = await opened(join(folder, 'paid'), aws);
      expect(await sum(session)).toEqual([[SUM]]);
      await session.close();
    } finally {
      Reflect.deleteProperty(process.env, 'SLUICE_S3_REQUESTER_PAYS');
      aws.dispose();
    }
  });

  it('one object of many that is refused is told at once, while the others come slowly', async () => {
    for (let index = 0; index < 30; index += 1)
      await bench().server.seedObject('lake', `many/${String(index)}.parquet`, file);
    const session = new DataSession({
      ...{ engine, aws: bench().aws, cacheDirectory: join(folder, 'cache'), document: 'many' },
    });
    sessions.push(session);
    const uri = 's3://lake/many/';
    await session.openSources([await session.locate('main', { uri }, folder)], false);
    const slow = { kind: 'throttle', bytesPerSecond: 20_000 } as const;
    bench().proxy.fault({ fault: { kind: 'error', error: 'AccessDenied' }, key: 'many/1.parquet' });
    bench().proxy.fault({ fault: slow, method: 'GET', times: Infinity });
    const since = Date.now();
    expect((await rejection(sum(session))).code).toBe('forbidden');
    // The column's 160 KB of each would take eight seconds.
    expect(Date.now() - since).toBeLessThan(4000);
  });
});

describe('an object that is not the one that was opened', () => {
  it.each(['replaced', 'deleted'])(
    '%s: what is on the screen stays, the rest is told, and reloading helps',
    async (how) => {
      const session = await opened();
      expect(await firstIds(session)).toEqual([['0'], ['1']]);
      const { server } = bench();
      if (how === 'deleted') await server.deleteObject('lake', KEY);
      else await server.seedObject('lake', KEY, other);
      expect(await firstIds(session)).toEqual([['0'], ['1']]);
      const failed = await rejection(firstIds(session, 16_000));
      expect([failed.code, failed.hint]).toEqual(['changed', 'Reload the dataset and try again.']);
      expect((await rejection(sum(session))).code).toBe('changed');
      expect(await firstIds(session)).toEqual([['0'], ['1']]);
      if (how === 'deleted') return;
      const again = await opened();
      expect(await sum(again)).toEqual([[TWICE]]);
      // Both versions have their own copies.
      expect(await firstIds(session)).toEqual([['0'], ['1']]);
      expect(readdirSync(join(folder, 'cache/sparse')).length).toBe(2);
    },
  );
});

describe('copies that are taken away while they are open', () => {
  it('are opened anew, without a word', async () => {
    const session = await opened();
    expect(await sum(session)).toEqual([[SUM]]);
    rmSync(join(folder, 'cache'), { recursive: true, force: true });
    expect(await firstIds(session)).toEqual([['0'], ['1']]);
    rmSync(join(folder, 'cache'), { recursive: true, force: true });
    // Another window makes new ones in their place, which hold less.
    await firstIds(await opened(), 16_000);
    expect(await sum(session)).toEqual([[SUM]]);
  });

  it('because they arrived damaged: that is told once, and then they are fetched anew', async () => {
    const session = await opened();
    expect(await firstIds(session)).toEqual([['0'], ['1']]);
    bench().proxy.fault({ fault: { kind: 'flip', at: 2 }, method: 'GET', ranged: true });
    const failed = await rejection(session.run('profile', { query }));
    expect(failed.message).toBe(
      `${URI} arrived damaged, and what was fetched of it was thrown away.`,
    );
    expect(bench().proxy.pending()).toEqual([]);
    expect(await firstIds(session)).toEqual([['0'], ['1']]);
    expect(await sum(session)).toEqual([[SUM]]);
  });
});

describe('a crash inside a chunk', () => {
  it('that is not compressed leaves no half of it: kill -9 of the AWS process', async () => {
    const script = await buildAws(folder);
    const aws = createAws({ mode: 'child', script });
    try {
      const session = await opened(join(folder, 'cache'), aws);
      bench().proxy.fault({ fault: { kind: 'stall', at: 9000 }, method: 'GET', ranged: true });
      const doomed = rejection(sum(session));
      await expect
        .poll(() => bench().proxy.bytes({ key: KEY }), { timeout: 10_000 })
        .toBeGreaterThan(70_000);
      for (const pid of childrenOf(script)) process.kill(pid, 'SIGKILL');
      expect((await doomed).code).toBe('engine-crashed');
      expect(await sum(session)).toEqual([[SUM]]);
    } finally {
      for (const session of sessions) await session.close();
      sessions = [];
      aws.dispose();
    }
  });

  it('that took bytes which were not synced: what nobody wrote down is fetched again', async () => {
    const session = await opened();
    await firstIds(session);
    const [key = ''] = readdirSync(join(folder, 'cache/sparse'));
    // Beyond the first row group, where nothing was written down: half of a chunk, and zeros.
    const data = openSync(join(folder, 'cache/sparse', key, 'data'), 'r+');
    writeSync(data, Buffer.alloc(20_000, 7), 0, 20_000, 500_000);
    closeSync(data);
    expect(await sum(session)).toEqual([[SUM]]);
    const profile = await session.run('profile', { query, columns: ['token', 'more'] });
    expect(profile.columns.map(({ distinct }) => distinct)).toEqual([ROWS, ROWS]);
  });
});

describe('the disk of the cache', () => {
  /** A small disk of its own; where none can be mounted, the test says so and is skipped. */
  async function onDisk(
    context: TestContext,
    size: string,
    work: (disk: string) => Promise<void>,
  ): Promise<void> {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk], {
        stdio: 'pipe',
      });
    } catch (error) {
      context.skip(`No disk can be mounted here: ${String(error)}`);
    }
    try {
      await work(disk);
    } finally {
      for (const session of sessions) await session.close();
      sessions = [];
      execFileSync('umount', ['-l', disk]);
    }
  }

  it('runs full in the middle of a fill: one sentence, and what came is right', async (context) => {
    await onDisk(context, '4m', async (disk) => {
      const session = await opened(disk);
      expect(await firstIds(session)).toEqual([['0'], ['1']]);
      const fault = { kind: 'throttle', bytesPerSecond: 400_000 } as const;
      bench().proxy.fault({ fault, method: 'GET', times: Infinity });
      const before = bench().proxy.bytes({ key: KEY });
      const doomed = rejection(session.run('profile', { query }));
      await expect.poll(() => bench().proxy.bytes({ key: KEY })).toBeGreaterThan(before + 50_000);
      // Another program takes all that is left.
      expect(() => {
        writeFileSync(join(disk, 'other'), Buffer.alloc(8_000_000));
      }).toThrow('ENOSPC');
      const error = await doomed;
      expect([error.code, error.message]).toEqual([
        'disk-full',
        `The disk of ${join(disk, 'sparse', readdirSync(join(disk, 'sparse'))[0] ?? '')} is full.`,
      ]);
      expect(error.hint).toMatch(/SLUICE_CACHE_DIR/);
      expect(await firstIds(session)).toEqual([['0'], ['1']]);
      rmSync(join(disk, 'other'));
      bench().proxy.clear();
      expect(await sum(session)).toEqual([[SUM]]);
    });
  });

  it('takes nothing any more: what is here answers, the rest is told', async (context) => {
    await onDisk(context, '8m', async (disk) => {
      const session = await opened(disk);
      expect(await firstIds(session)).toEqual([['0'], ['1']]);
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      expect(await firstIds(session)).toEqual([['0'], ['1']]);
      const error = await rejection(sum(session));
      expect(error.code).toBe('forbidden');
      expect(error.message).toMatch(/ cannot be written\.$/);
      expect((await rejection(opened(disk))).code).toBe('forbidden');
      execFileSync('mount', ['-o', 'remount,rw', disk]);
      expect(await sum(session)).toEqual([[SUM]]);
    });
  });
});
