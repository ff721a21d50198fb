import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createAws } from '../../src/aws/client.ts';
import type { Aws } from '../../src/aws/client.ts';
import type { EngineClient } from '../../src/engine/client.ts';
import { DataSession } from '../../src/jobs/dataSession.ts';
import { AppError } from '../../src/shared/errors.ts';
import { startEngine } from '../engine/startEngine.ts';
import { useS3 } from '../s3/useS3.ts';
import { differences } from './differences.ts';

/** Keys that end while a profile is fetched: the credential program is a real one, S3's word a fault. */
const bench = useS3();
const OBJECTS = 100;
const KEYS = 16;
/** How long S3 takes a key, whatever is said of it. */
const LIFE_MS = 1200;
const query = { sql: 'SELECT * FROM main' };
let engine: EngineClient;
let folder: string;
let aws: Aws | undefined;
let sessions: DataSession[] = [];

beforeAll(async () => {
  engine = await startEngine();
}, 60_000);
afterAll(() => {
  engine.dispose();
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-keys-'));
  const part = join(folder, 'part.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT range AS id, hash(range) % 100 AS kind, md5(range::VARCHAR) AS token, hash(range, 2) / 1e9 AS amount FROM range(3000)) TO '${part}' (FORMAT parquet, COMPRESSION uncompressed)`,
  );
  connection.closeSync();
  instance.closeSync();
  mkdirSync(join(folder, 'local'));
  for (let index = 0; index < OBJECTS; index += 1) {
    const name = `part-${String(index)}.parquet`;
    linkSync(part, join(folder, 'local', name));
    await bench().server.seedObject('lake', `t/${name}`, part, { etag: 'parts-2' });
  }
});
afterEach(async () => {
  for (const session of sessions) await session.close();
  sessions = [];
  aws?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function opened(uri: string, document: string): Promise<DataSession> {
  aws ??= createAws({ mode: 'inProcess' });
  const session = new DataSession({
    ...{ engine, aws, cacheDirectory: join(folder, 'cache'), document },
  });
  sessions.push(session);
  await session.openSources([await session.locate('main', { uri }, folder)], false);
  return session;
}

/** A profile whose program gives the next of some keys each time, said to live for so long. */
async function useProgram(names: readonly string[], seconds: number): Promise<() => number> {
  const { server, direct } = bench();
  for (const name of names)
    await server.createUser({ accessKeyId: name, secretAccessKey: `secret-of-${name}` });
  const statement = {
    ...{ Effect: 'Allow', Principal: names, Action: ['s3:GetObject', 's3:ListBucket'] },
    Resource: ['arn:aws:s3:::lake', 'arn:aws:s3:::lake/*'],
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await direct.send(new PutBucketPolicyCommand({ Bucket: 'lake', Policy }));
  const [log, script] = [join(folder, 'asked'), join(folder, 'credentials.mjs')];
  writeFileSync(log, '');
  writeFileSync(
    script,
    `import { appendFileSync, readFileSync } from 'node:fs';
     const names = ${JSON.stringify(names)};
     const asked = readFileSync(${JSON.stringify(log)}).length;
     appendFileSync(${JSON.stringify(log)}, 'x');
     const name = names[Math.min(asked, names.length - 1)];
     console.log(JSON.stringify({
       ...{ Version: 1, AccessKeyId: name, SecretAccessKey: 'secret-of-' + name },
       Expiration: new Date(Date.now() + ${String(seconds * 1000)}).toISOString(),
     }));`,
  );
  writeFileSync(
    join(folder, 'config'),
    `[profile dev]\ncredential_process = ${process.execPath} ${script}\n`,
  );
  Reflect.deleteProperty(process.env, 'AWS_ACCESS_KEY_ID');
  Reflect.deleteProperty(process.env, 'AWS_SECRET_ACCESS_KEY');
  process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
  process.env['AWS_PROFILE'] = 'dev';
  aws = createAws({ mode: 'inProcess' });
  return () => readFileSync(log, 'utf8').length;
}

/** Requests for objects, by what they asked for. */
function byRange(): Map<string, { all: number; refused: number }> {
  const found = new Map<string, { all: number; refused: number }>();
  for (const { key, range, fault, listing } of bench().proxy.requests) {
    if (listing) continue;
    const about = `${key} ${range ?? ''}`;
    const { all, refused } = found.get(about) ?? { all: 0, refused: 0 };
    found.set(about, { all: all + 1, refused: refused + (fault === 'error' ? 1 : 0) });
  }
  return found;
}

function throttle(): void {
  const fault = { kind: 'throttle', bytesPerSecond: 110_000 } as const;
  bench().proxy.fault({ fault, method: 'GET', listing: false, times: Infinity });
}

it.each([
  ['that S3 refuses long before their end', 3600],
  ['that live as long as they say', LIFE_MS / 1000],
])(
  'a full profile goes on through many keys %s: one retry for a request at most',
  async (_, seconds) => {
    const names = Array.from(
      { length: KEYS },
      (_none, index) => `minute-${String(seconds)}-${String(index)}`,
    );
    const asked = await useProgram(names, seconds);
    const { proxy } = bench();
    const born = new Map<string, number>();
    const isOver = ({
      accessKeyId = '',
    }: {
      readonly accessKeyId: string | undefined;
    }): boolean => {
      const since = born.get(accessKeyId) ?? Date.now();
      born.set(accessKeyId, since);
      return Date.now() - since > LIFE_MS;
    };
    proxy.fault({ fault: { kind: 'error', error: 'ExpiredToken' }, times: Infinity, when: isOver });
    throttle();
    const remote = await opened('s3://lake/t/', 'remote');
    const profile = await remote.run('profile', { query });
    const local = await opened(join(folder, 'local'), 'local');
    expect(differences(profile, await local.run('profile', { query }))).toEqual([]);
    expect(born.size).toBeGreaterThanOrEqual(4);
    // However many requests were refused at once, the program was asked once for each end.
    expect(asked()).toBe(born.size);
    const requests = [...byRange().values()];
    expect(requests.filter(({ all, refused }) => all > 1 + refused || refused > 1)).toEqual([]);
    expect((await engine.stats()).holes).toBe(0);
    console.log(
      `keys said to live ${String(seconds)} s: ${String(born.size)} keys, ${String(requests.length)} ranges, ${String(requests.reduce((sum, { refused }) => sum + refused, 0))} of their requests refused and sent once more`,
    );
  },
  120_000,
);

/** Requests for ranges that are on their way at once. */
const IN_FLIGHT = 24;

it('without other keys the end in mid-query is one sentence, and what came is kept', async () => {
  const asked = await useProgram(['only-one'], 3600);
  const { proxy } = bench();
  const remote = await opened('s3://lake/t/', 'remote');
  proxy.clear();
  let isOver = false;
  const fault = { kind: 'error', error: 'ExpiredToken' } as const;
  proxy.fault({ fault, times: Infinity, when: () => isOver });
  throttle();
  const work = remote.run('profile', { query });
  const failed = work.then(
    () => new Error('It was answered.'),
    (error: unknown) => error,
  );
  await expect.poll(() => proxy.count({ method: 'GET' }), { timeout: 20_000 }).toBeGreaterThan(40);
  isOver = true;
  const error = await failed;
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({
    code: 'credentials',
    message: 'The AWS credentials of the profile dev have expired.',
    hint: 'Sign in again, for example with `aws sso login --profile dev`, and try again.',
  });
  // What was sent until the program had answered was refused, once each; nothing was sent after that.
  const refused = [...byRange().values()].filter((one) => one.refused > 0);
  expect(refused.filter(({ all, refused: times }) => all > 1 || times > 1)).toEqual([]);
  expect(refused.length).toBeLessThanOrEqual(64);
  // The program may have had others each time.
  expect(asked()).toBeGreaterThanOrEqual(2);
  expect(asked()).toBeLessThanOrEqual(1 + refused.length);
  isOver = false;
  const before = new Set(
    [...byRange()].filter(([, { all, refused }]) => all > refused).map(([about]) => about),
  );
  expect(before.size).toBeGreaterThan(IN_FLIGHT);
  proxy.clear();
  const local = await opened(join(folder, 'local'), 'local');
  const profile = await remote.run('profile', { query });
  expect(differences(profile, await local.run('profile', { query }))).toEqual([]);
  // Only what was on its way when the first was refused comes again.
  const again = [...byRange().keys()].filter((about) => before.has(about));
  expect(again.length).toBeLessThanOrEqual(IN_FLIGHT);
}, 120_000);
