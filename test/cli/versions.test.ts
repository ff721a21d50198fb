import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startVersityGw } from '../s3/versityGw.ts';
import type { VersityGw } from '../s3/versityGw.ts';
import { useBuild } from './build.ts';
import { refused } from './refused.ts';
import { Workspace } from './sluice.ts';

useBuild();

/** The command line against a real S3 server that keeps versions. */
let server: VersityGw;
let direct: S3Client;
let work: Workspace;
const URI = 's3://lake/x/trips.csv';
const ids: string[] = [];

beforeAll(async () => {
  server = await startVersityGw();
  const { endpoint, credentials } = server;
  direct = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true });
  await direct.send(new CreateBucketCommand({ Bucket: 'lake' }));
  await direct.send(
    new PutBucketVersioningCommand({
      Bucket: 'lake',
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  );
  for (const Body of ['n,city\n1,Rome\n2,Oslo\n', 'n,city\n1,Rome\n2,Oslo\n3,Lima\n']) {
    const put = new PutObjectCommand({ Bucket: 'lake', Key: 'x/trips.csv', Body });
    ids.push((await direct.send(put)).VersionId ?? '');
  }
});
afterAll(async () => {
  direct.destroy();
  await server.stop();
});
beforeEach(() => {
  work = new Workspace({
    AWS_ENDPOINT_URL_S3: server.endpoint,
    AWS_ACCESS_KEY_ID: server.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: server.credentials.secretAccessKey,
    AWS_REGION: 'us-east-1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
});
afterEach(() => {
  work.remove();
});

describe('an older version', () => {
  it('is compared with today’s', async () => {
    const older = `${URI}?versionId=${ids[0] ?? ''}`;
    const end = await work.run(['compare', older, URI]);
    expect([end.code, end.stderr]).toEqual([0, 'Moved 49 B of 1 object from S3 in 2 requests.\n']);
    const lines = end.stdout.split('\n');
    expect(lines[0]).toBe(`before: ${older}, 2 rows, 2 columns`);
    expect(lines[1]).toBe(`after: ${URI}, 3 rows, 2 columns`);
    const side = z.looseObject({ uri: z.string(), rows: z.number() });
    const column = z.looseObject({
      name: z.string(),
      newCategories: z.array(z.object({ value: z.string(), count: z.number() })).optional(),
    });
    const document = z
      .object({ before: side, after: side, columns: z.array(column) })
      .parse(await work.json(['compare', older, URI]));
    expect([document.before.rows, document.after.rows]).toEqual([2, 3]);
    expect(document.columns[1]).toMatchObject({
      name: 'city',
      newCategories: [{ value: 'Lima', count: 1 }],
    });
  });

  it('is found by the list of versions', async () => {
    const listed = z
      .object({ versions: z.array(z.looseObject({ versionId: z.string(), current: z.boolean() })) })
      .parse(await work.json(['versions', URI]));
    expect(listed.versions.map(({ versionId, current }) => [versionId, current])).toEqual([
      [ids[1], true],
      [ids[0], false],
    ]);
    const { code, stdout } = await work.run(['versions', URI]);
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.includes(' B '))).toEqual([
      expect.stringMatching(new RegExp(`│ 20.*Z │ 28 B │ ${ids[1] ?? ''} │ current │`)),
      expect.stringMatching(new RegExp(`│ 20.*Z │ 21 B │ ${ids[0] ?? ''} │ +│`)),
    ]);
    await refused(work, ['versions', 's3://lake/x/none.csv'], {
      ...{ exit: 1, code: 'not-found', says: /^There is nothing at s3:\/\/lake\/x\/none\.csv\.$/ },
    });
  });

  it('that never was is one sentence', async () => {
    const wrong = `${URI}?versionId=01AAAAAAAAAAAAAAAAAAAAAAAA`;
    await refused(work, ['compare', wrong, URI], {
      ...{ exit: 1, code: 'not-found' },
      says: /^There is nothing at s3:\/\/lake\/x\/trips\.csv\?versionId=01A{24}\.$/,
    });
  });
});

const usage = z.object({
  folder: z.string(),
  bytes: z.number(),
  copies: z.number(),
  datasets: z.array(z.looseObject({ address: z.string(), copies: z.number(), open: z.boolean() })),
});

describe('sluice cache', () => {
  it('tells what is kept, as du does, and clears it', async () => {
    const empty = await work.run(['cache']);
    const folder = join(work.cache, 's3');
    expect([empty.code, empty.stdout]).toEqual([0, `0 B in 0 objects in ${folder}\n`]);
    await work.json(['profile', URI]);
    const kept = usage.parse(await work.json(['cache']));
    const [file = ''] = readdirSync(join(folder, 'objects'));
    const du = execFileSync('du', ['-B1', join(folder, 'objects', file)], { encoding: 'utf8' });
    expect(kept).toMatchObject({
      ...{ folder, bytes: Number.parseInt(du, 10), copies: 1 },
      datasets: [{ address: URI, copies: 1, open: false }],
    });
    const table = await work.run(['cache']);
    expect(table.stdout).toMatch(/│ s3:\/\/lake\/x\/trips\.csv +│ +\d+\.\d kB │ +1 │ 20\d\d-/);
    const cleared = await work.run(['cache', '--clear']);
    expect(cleared.code).toBe(0);
    expect(cleared.stdout).toMatch(/^Removed \d+\.\d kB in 1 object\.\n$/);
    expect(usage.parse(await work.json(['cache']))).toMatchObject({ bytes: 0, datasets: [] });
  });
});
