import { execFileSync, spawn } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAws } from '../../src/aws/client.ts';
import type { Aws } from '../../src/aws/client.ts';
import { CLIENT_MARK_VARIABLE, markOf } from '../../src/aws/s3/mirror/processMark.ts';
import { SwappingAws } from '../../src/host/aws/swappingAws.ts';
import type { AwsContract } from '../../src/shared/contracts/aws.ts';
import type { Remote } from '../../src/shared/rpc/contract.ts';
import { rejection } from '../aws-client/rejection.ts';
import { useS3 } from './useS3.ts';

/** The cache on the disk: what it takes, what is removed from it, and what stays. */
const bench = useS3();
const script = fileURLToPath(new URL('../../src/aws/main.ts', import.meta.url));
let folder: string;
let others: { dispose(): void }[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-s3-cache-'));
});
afterEach(() => {
  for (const other of others) other.dispose();
  others = [];
  Reflect.deleteProperty(process.env, 'SLUICE_S3_CACHE_LIMIT');
  rmSync(folder, { recursive: true, force: true });
});

/** The AWS process of another window: a window is a process that lives until it is killed. */
function otherWindow(): { readonly aws: Aws; readonly kill: () => void } {
  const window = spawn('sleep', ['600'], { stdio: 'ignore' });
  const env = { ...process.env, [CLIENT_MARK_VARIABLE]: markOf(window.pid ?? 0) };
  const aws = createAws({ mode: 'child', script, env });
  others.push(aws, { dispose: () => void window.kill() });
  return { aws, kill: () => void window.kill('SIGKILL') };
}

function otherProcess(): Aws {
  return otherWindow().aws;
}

/** Bytes that no disk makes smaller. */
function noise(length: number, seed: number): Buffer {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16)).update(
    Buffer.alloc(length),
  );
}

type Ensured = AwsContract['ensure']['params'];

async function bring(
  uri: string,
  more: Partial<Ensured> = {},
  aws: Remote<AwsContract> = bench().aws,
): Promise<string[]> {
  const { base, objects } = await aws.resolve({ uri });
  const { files } = await aws.ensure({ base, objects, cacheDirectory: folder, ...more });
  return files.map(({ path }) => path);
}

/** A folder of two whole objects, and a Parquet-like one of which 1.5 MB of 9 come. */
async function seed(): Promise<void> {
  const { server } = bench();
  await server.seedObject('lake', 'csv/month=1/a.csv', noise(300_000, 1));
  await server.seedObject('lake', 'csv/month=2/b.csv', noise(200_000, 2));
  await server.seedObject('lake', 'big/c.parquet', noise(9_000_000, 3));
}

const BIG = 's3://lake/big/c.parquet';
const part = { parts: { [BIG]: [[1_000_000, 2_500_000]] as const } };

/** What `du` says that the copies take, hard links once. */
function diskBytes(): number {
  const places = ['objects', 'sparse', 'data'].map((name) => join(folder, name));
  const files = execFileSync('find', [
    ...places.filter((place) => existsSync(place)),
    ...['-type', 'f', '-not', '-name', 'extents', '-print0'],
  ]);
  const said = execFileSync('du', ['-B1', '-c', '--files0-from=-'], {
    input: files,
    encoding: 'utf8',
  });
  return Number(/^(\d+)\ttotal$/m.exec(said)?.[1]);
}

describe('what the cache takes', () => {
  it('is nothing before anything was fetched', async () => {
    expect(await bench().aws.cacheUsage({ cacheDirectory: folder })).toEqual({
      ...{ bytes: 0, copies: 0, datasets: [] },
      ...{ whole: { bytes: 0, copies: 0 }, sparse: { bytes: 0, copies: 0 } },
      open: { bytes: 0, copies: 0 },
    });
  });

  it.each(['', '{"viewe'])('is told though a power cut left notes as “%s”', async (left) => {
    const { aws } = bench();
    await seed();
    await bring('s3://lake/csv/', { holder: 'viewer' });
    for (const notes of ['layouts', 'holders']) {
      for (const name of readdirSync(join(folder, notes))) {
        if (name.endsWith('.json')) writeFileSync(join(folder, notes, name), left);
      }
    }
    const usage = await aws.cacheUsage({ cacheDirectory: folder });
    expect(usage.datasets.map(({ address, copies, open }) => [address, copies, open])).toEqual([
      ['', 2, false],
    ]);
    const [again = ''] = await bring('s3://lake/csv/', { holder: 'viewer' });
    expect(readFileSync(again).equals(noise(300_000, 1))).toBe(true);
    expect((await aws.cacheUsage({ cacheDirectory: folder })).open.copies).toBe(2);
    await aws.release({ holder: 'viewer', cacheDirectory: folder });
    expect((await aws.clearCache({ cacheDirectory: folder })).copies).toBe(2);
  });

  it('is what du says, by dataset, with what is open', async () => {
    const { aws } = bench();
    await seed();
    const before = Date.now();
    await bring('s3://lake/csv/');
    await bring(BIG, { ...part, holder: 'viewer' });
    // The same object once more, as a dataset of its own: it is on the disk once.
    await bring('s3://lake/csv/month=1/a.csv');
    const usage = await aws.cacheUsage({ cacheDirectory: folder });
    expect(usage.bytes).toBe(diskBytes());
    expect(usage.copies).toBe(3);
    expect(usage.sparse.copies).toBe(1);
    expect(usage.sparse.bytes).toBeGreaterThanOrEqual(1_500_000);
    expect(usage.sparse.bytes).toBeLessThan(1_700_000);
    expect(usage.whole.copies).toBe(2);
    expect(usage.whole.bytes).toBeGreaterThanOrEqual(500_000);
    expect(usage.open).toEqual(usage.sparse);
    expect(usage.datasets.map(({ address, copies, open }) => [address, copies, open])).toEqual([
      [BIG, 1, true],
      ['s3://lake/csv/', 2, false],
      ['s3://lake/csv/month=1/a.csv', 1, false],
    ]);
    for (const { used } of usage.datasets) {
      expect(Date.parse(used)).toBeGreaterThanOrEqual(before - 1000);
    }
    expect(Date.parse(usage.oldest ?? '')).toBeLessThanOrEqual(Date.now());
    await aws.release({ holder: 'viewer', cacheDirectory: folder });
    expect((await aws.cacheUsage({ cacheDirectory: folder })).open.copies).toBe(0);
  });

  it('tells what another process has open, and no longer when that is gone', async () => {
    await seed();
    const other = otherWindow();
    await bring('s3://lake/csv/', { holder: 'viewer' }, other.aws);
    const open = async (): Promise<number> =>
      (await bench().aws.cacheUsage({ cacheDirectory: folder })).open.copies;
    expect(await open()).toBe(2);
    other.aws.dispose();
    expect(await open()).toBe(2);
    other.kill();
    await expect.poll(open).toBe(0);
  });
});

describe('clearing', () => {
  it('removes all but what is open, here and in another process, and names that', async () => {
    const { aws } = bench();
    await seed();
    await bring('s3://lake/csv/month=1/a.csv');
    const [elsewhere = ''] = await bring(
      's3://lake/csv/month=2/b.csv',
      { holder: 'x' },
      otherProcess(),
    );
    const [here = ''] = await bring(BIG, { ...part, holder: 'viewer' });
    const before = diskBytes();
    const { bytes, copies, left } = await aws.clearCache({ cacheDirectory: folder });
    expect(copies).toBe(1);
    expect(bytes).toBe(before - diskBytes());
    expect(bytes).toBeGreaterThanOrEqual(300_000);
    expect(left.map(({ address, open }) => [address, open])).toEqual([
      [BIG, true],
      ['s3://lake/csv/month=2/b.csv', true],
    ]);
    expect(readFileSync(elsewhere).equals(noise(200_000, 2))).toBe(true);
    expect(readFileSync(here).subarray(1_000_000, 2_500_000)).toEqual(
      noise(9_000_000, 3).subarray(1_000_000, 2_500_000),
    );
    // What was removed comes again when it is wanted.
    const [again = ''] = await bring('s3://lake/csv/month=1/a.csv');
    expect(readFileSync(again).equals(noise(300_000, 1))).toBe(true);
  });

  it('knows what a window has open after its AWS process was started anew', async () => {
    await seed();
    const swapping = new SwappingAws(() => createAws({ mode: 'child', script }));
    const { remote } = swapping;
    try {
      const [open = ''] = await bring('s3://lake/csv/', { holder: 'viewer' }, remote);
      await bring('s3://lake/csv/month=1/a.csv', { holder: 'closed' }, remote);
      await bring(BIG, part, remote);
      await remote.release({ holder: 'closed', cacheDirectory: folder });
      // As a change of profile does.
      swapping.swap();
      const { copies, left } = await remote.clearCache({ cacheDirectory: folder });
      expect(copies).toBe(1);
      expect(left.map(({ address }) => address)).toEqual([
        's3://lake/csv/',
        's3://lake/csv/month=1/a.csv',
      ]);
      expect(readFileSync(open).equals(noise(300_000, 1))).toBe(true);
      await remote.release({ holder: 'viewer', cacheDirectory: folder });
      expect((await remote.clearCache({ cacheDirectory: folder })).left).toEqual([]);
    } finally {
      swapping.dispose();
    }
  });

  it('of one dataset leaves the others, and nothing of it behind', async () => {
    const { aws } = bench();
    await seed();
    await bring('s3://lake/csv/');
    await bring(BIG, part);
    const cleared = await aws.clearCache({ cacheDirectory: folder, addresses: ['s3://lake/csv/'] });
    expect([cleared.copies, cleared.left]).toEqual([2, []]);
    const { datasets, bytes } = await aws.cacheUsage({ cacheDirectory: folder });
    expect(datasets.map(({ address }) => address)).toEqual([BIG]);
    expect(bytes).toBe(diskBytes());
    const names = ['objects', 'sparse', 'data', 'layouts'].map(
      (name) => readdirSync(join(folder, name)).length,
    );
    expect(names).toEqual([0, 1, 1, 1]);
    await aws.clearCache({ cacheDirectory: folder });
    expect(readdirSync(join(folder, 'data'))).toEqual([]);
    expect((await aws.cacheUsage({ cacheDirectory: folder })).copies).toBe(0);
  });
});

describe('the limit', () => {
  it('counts whole copies with sparse ones: of those that nobody has open, the oldest goes first', async () => {
    const { server } = bench();
    const paths: Record<string, string> = {};
    for (const [index, name] of ['old', 'open', 'used', 'new'].entries()) {
      await server.seedObject('lake', `t/${name}.csv`, noise(1_000_000, index));
      const more = name === 'open' ? { holder: 'viewer' } : {};
      [paths[name] = ''] = await bring(`s3://lake/t/${name}.csv`, more);
    }
    // `used` was fetched long ago, and read again now; `old` was neither.
    const layouts = join(folder, 'layouts');
    const long = new Date(Date.now() - 86_400_000);
    for (const path of Object.values(paths)) utimesSync(path, long, long);
    for (const name of readdirSync(layouts)) {
      const day = readFileSync(join(layouts, name), 'utf8').includes('/new.csv')
        ? new Date()
        : long;
      utimesSync(join(layouts, name), day, day);
    }
    await bring('s3://lake/t/used.csv');
    await server.seedObject('lake', 't/d.parquet', noise(3_000_000, 9));
    const uri = 's3://lake/t/d.parquet';
    // 4 MB are here; with half a MB more, one of the four has to go.
    await bring(uri, { parts: { [uri]: [[0, 500_000]] }, cacheLimit: 4_000_000 });
    const there = (): string[] =>
      Object.keys(paths).filter((name) => existsSync(paths[name] ?? ''));
    expect(there()).toEqual(['open', 'used', 'new']);
    // A smaller limit holds from the next fetch on.
    await bring(uri, { parts: { [uri]: [[0, 600_000]] }, cacheLimit: 3_100_000 });
    expect(there()).toEqual(['open', 'used']);
    await bring(uri, { parts: { [uri]: [[0, 700_000]] }, cacheLimit: 0 });
    expect(there()).toEqual(['open']);
    const { bytes } = await bench().aws.cacheUsage({ cacheDirectory: folder });
    expect(bytes).toBe(diskBytes());
  });

  it('is what SLUICE_S3_CACHE_LIMIT says in GB, where nobody says another', async () => {
    await seed();
    const [first = ''] = await bring('s3://lake/csv/month=1/a.csv');
    process.env.SLUICE_S3_CACHE_LIMIT = '0.0004';
    await bring('s3://lake/csv/month=2/b.csv');
    expect(existsSync(first)).toBe(false);
    process.env.SLUICE_S3_CACHE_LIMIT = 'much';
    expect(await rejection(bring(BIG))).toMatchObject({
      code: 'usage',
      message: 'SLUICE_S3_CACHE_LIMIT is “much”, which is no number of GB.',
    });
  });
});
