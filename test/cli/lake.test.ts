import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useBuild } from './build.ts';
import { profileDocument } from './profileDocument.ts';
import type { ProfileDocument } from './profileDocument.ts';
import { recipe } from './recipe.ts';
import { refused } from './refused.ts';
import type { Refusal } from './refused.ts';
import { useAws } from './useAws.ts';

useBuild();

const months = { 1: 'n,city\n1,Rome\n2,Oslo\n', 2: 'n,city\n3,\n', 11: 'n,city\n4,Rome\n5,Bern\n' };
const aws = useAws(async ({ standIn }) => {
  for (const [month, text] of Object.entries(months)) {
    await standIn.putObject('lake', `trips/month=${month}/part-0.csv`, text);
  }
  await standIn.putObject('lake', 'trips/_SUCCESS', '');
});

async function profile(uri: string): Promise<ProfileDocument> {
  return profileDocument.parse(await aws().work.json(['profile', uri, '--full']));
}

const gets = (): number =>
  aws()
    .standIn.control.state()
    .s3.filter(({ method, path }) => method === 'GET' && path.includes('part-0')).length;

describe('a profile from S3', () => {
  it.each([
    ['a file', 's3://lake/trips/month=11/part-0.csv', 2, ['4', '5'], undefined],
    ['a folder', 's3://lake/trips/month=1/', 2, ['1', '2'], '1'],
    ['a folder without its slash', 's3://lake/trips/month=1', 2, ['1', '2'], '1'],
    ['a glob', 's3://lake/trips/month=1*/*.csv', 4, ['1', '5'], '1'],
    ['a Hive-partitioned folder', 's3://lake/trips/', 5, ['1', '5'], '1'],
  ])('of %s', async (_what, uri, rows, [min, max], month) => {
    const found = await profile(uri);
    expect([found.uri, found.rows]).toEqual([uri, rows]);
    const [n, city, key] = found.columns;
    expect(n).toMatchObject({ name: 'n', type: 'int64', min, max, nulls: 0, distinct: rows });
    expect(city).toMatchObject({ name: 'city', type: 'text' });
    // One file alone has no key: the folder that it lies in is none of its columns.
    if (month === undefined) expect(key).toBeUndefined();
    else expect(key).toMatchObject({ name: 'month', type: 'int64', min: month });
  });

  it('moves no byte twice, and its snapshot is the same until an object changes', async () => {
    const first = await profile('s3://lake/trips/');
    expect(gets()).toBe(3);
    expect(await profile('s3://lake/trips/')).toEqual(first);
    expect(gets()).toBe(3);
    await aws().standIn.putObject('lake', 'trips/month=2/part-0.csv', 'n,city\n9,\n');
    const changed = await profile('s3://lake/trips/');
    expect(changed.snapshot).not.toBe(first.snapshot);
    expect(changed.columns[0]).toMatchObject({ max: '9' });
    expect(gets()).toBe(4);
  });
});

describe('a recipe against data on S3', () => {
  it('reads the values of a folder once', async () => {
    const { work } = aws();
    const uri = 'trips.csv';
    const schema = [
      { name: 'n', type: 'int64' },
      { name: 'town', type: 'text' },
    ];
    const main = { uri, format: 'csv', options: {}, schema };
    const encode = { id: 'one', op: 'ordinal-encode', params: { columns: ['town'] } };
    const values = { town: ['Oslo', 'Rome'] };
    const fitted = { one: { values, on: 'all', snapshot: 'sha256:0', prefix: 'sha256:0' } };
    work.writeJson('trips.sluice.json', recipe(uri, [encode], { sources: { main }, fitted }));
    const args = ['validate', 'trips.sluice.json', '--against', 's3://lake/trips/'];
    expect(await work.json([...args, '--map', 'town=city'])).toMatchObject({
      ok: true,
      drift: {
        ...{ missing: [], extra: [{ name: 'month', type: 'int64' }], retyped: [], outside: [] },
        unseen: [
          {
            ...{ step: 'one', column: 'town', rows: 1, of: 5, distinct: 1, become: 'missing' },
            examples: [{ value: 'Bern', rows: 1 }],
          },
        ],
      },
    });
    expect(gets()).toBe(3);
  });
});

describe('what S3 refuses', () => {
  const uri = 's3://lake/trips/';
  const fault =
    (kind: 'forbidden' | 'expiredToken' | 'slowDown' | 'error500', times = 100) =>
    () => {
      aws().standIn.control.s3Fault({ method: 'GET', path: 'lake', kind, times });
    };
  const replace = (): void => {
    const body = 'n,city\n7,Nice\n';
    aws().standIn.control.s3Fault({
      method: 'GET',
      path: 'month(=|%3D)2/part-0',
      kind: 'replace',
      body,
    });
  };
  const nothing = (): void => undefined;
  const failed = (code: string, says: RegExp): Refusal => ({ exit: 1, code, says });

  it.each([
    [
      'a bucket that does not exist',
      's3://no-such-lake/x/',
      nothing,
      failed('not-found', /no bucket no-such-lake/),
    ],
    [
      'a prefix without objects',
      's3://lake/gone/',
      nothing,
      failed('not-found', /s3:\/\/lake\/gone\//),
    ],
    [
      'an object that is not there',
      's3://lake/gone.csv',
      nothing,
      failed('not-found', /s3:\/\/lake\/gone\.csv/),
    ],
    ['an address that is none', 's3://', nothing, { exit: 2, code: 'usage', says: /s3:\/\// }],
    ['a forbidden bucket', uri, fault('forbidden'), failed('forbidden', /lake/)],
    ['an expired credential', uri, fault('expiredToken'), failed('credentials', /expired/)],
    [
      'throttling without end',
      uri,
      fault('slowDown'),
      failed('throttled', /AWS limits how often s3:/),
    ],
  ] as const)('%s', async (_what, where, order, refusal) => {
    order();
    await refused(aws().work, ['profile', where], refusal);
  });

  it('an object that changes while it is read', async () => {
    replace();
    const end = await aws().work.run(['profile', uri, '--json']);
    expect(end.code).toBe(1);
    expect(end.json).toMatchObject({ error: { code: 'changed' } });
    expect(end.stdout).toMatch(/month=2\/part-0\.csv/);
    // Nothing of either state stays behind as if it were the data.
    expect((await profile(uri)).columns[0]).toMatchObject({ max: '7' });
  });

  it('a moment of trouble is borne without a word', async () => {
    fault('slowDown', 2)();
    fault('error500', 1)();
    expect((await profile(uri)).rows).toBe(5);
  });

  it('no credentials at all, and an endpoint that nobody answers', async () => {
    const { work } = aws();
    const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    await refused(work, ['profile', uri], failed('credentials', /No AWS credentials/), { env });
    const dead = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' };
    await refused(work, ['profile', uri], failed('network', /127\.0\.0\.1:9/), { env: dead });
  });

  it('an output that may not be written: the run is kept, nothing is lost', async () => {
    const { work, standIn } = aws();
    work.write('n.csv', 'n\n1\n');
    const outputs = [{ name: 'all', format: 'parquet', uri: 's3://lake/all/' }];
    work.writeJson('n.sluice.json', recipe('n.csv', [], { outputs }));
    standIn.control.s3Fault({ method: 'PUT', path: 'lake/all', kind: 'forbidden', times: 100 });
    const end = await work.run(['run', 'n.sluice.json', '--upload', '--json']);
    expect(end.code).toBe(1);
    expect(end.json).toMatchObject({ error: { code: 'forbidden' } });
    const [name = ''] = readdirSync(work.path('.sluice/runs'));
    expect(readdirSync(work.path('.sluice/runs', name, 'output/all'))).toHaveLength(1);
  });
});

describe('--upload', () => {
  it('writes the outputs below a prefix of the run, the very bytes', async () => {
    const { work, standIn } = aws();
    const outputs = [{ name: 'all', format: 'csv', uri: 's3://lake/all/' }];
    const sources = { main: { uri: 's3://lake/trips/', format: 'csv' } };
    work.writeJson('trips.sluice.json', recipe('', [], { sources, outputs }));
    const end = await work.run(['run', 'trips.sluice.json', '--upload', '--json']);
    expect(end.code, end.stdout).toBe(0);
    const [name = ''] = readdirSync(work.path('.sluice/runs'));
    expect(end.json).toMatchObject({
      state: 'completed',
      outputs: [{ name: 'all', uri: `s3://lake/all/${name}/`, rows: 5 }],
    });
    expect(await work.json(['preview', `s3://lake/all/${name}/`])).toMatchObject({
      columns: [{ name: 'n' }, { name: 'city' }, { name: 'month' }],
      rows: [
        ['1', 'Rome', '1'],
        ['2', 'Oslo', '1'],
        ['4', 'Rome', '11'],
        ['5', 'Bern', '11'],
        ['3', null, '2'],
      ],
    });
    // The record leads to what was uploaded, also for a training elsewhere.
    expect(await work.json(['jobs', 'show', name])).toMatchObject({
      outputs: [{ name: 'all', uri: `s3://lake/all/${name}/` }],
    });
    expect(standIn.control.created('processing')).toBe(0);
  });
});

describe('Ctrl-C', () => {
  it('ends a transfer at once: exit 130, one word', async () => {
    const { work, standIn } = aws();
    standIn.control.s3Fault({
      method: 'GET',
      path: 'part-0',
      kind: 'delay',
      milliseconds: 60_000,
      times: 3,
    });
    const running = work.start(['profile', 's3://lake/trips/']);
    // A request that waits is not counted yet, but its fault is no longer as it was ordered.
    const taken = (): number => standIn.control.state().pending.length;
    await expect.poll(taken, { timeout: 30_000 }).toBe(0);
    const asked = Date.now();
    running.process.kill('SIGINT');
    const end = await running.ended;
    expect([end.code, end.stdout, end.stderr]).toEqual([130, '', 'Cancelled.\n']);
    // It does not wait for the answers that are held back for a minute.
    expect(Date.now() - asked).toBeLessThan(30_000);
    mkdirSync(join(work.cache, 's3'), { recursive: true });
    const left = readdirSync(join(work.cache, 's3'), { recursive: true }).map(String);
    expect(left.filter((path) => path.endsWith('.part'))).toEqual([]);
  });
});
