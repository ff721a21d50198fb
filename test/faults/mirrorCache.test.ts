import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAws } from '../../src/aws/client.ts';
import { bytesOf } from '../../src/shared/byteRanges.ts';
import type { ByteRange } from '../../src/shared/byteRanges.ts';
import type { AwsContract, LocalCopy, ResolvedS3 } from '../../src/shared/contracts/aws.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { CallOptions, Remote } from '../../src/shared/rpc/contract.ts';
import { useS3 } from '../s3/useS3.ts';
import { childrenOf } from './mirrorRuns/childrenOf.ts';
import { noise } from './noise.ts';

/** The sparse copies themselves, whatever network, disk and other windows do. */
const bench = useS3();
const SIZE = 9_000_000;
const URI = 's3://lake/p/a.parquet';
let folder: string;
let bytes: Buffer;
let source: ResolvedS3;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-cache-'));
  bytes = noise(SIZE, 'a');
  await bench().server.seedObject('lake', 'p/a.parquet', bytes);
  source = await bench().aws.resolve({ uri: URI });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function ensure(
  ranges: readonly ByteRange[],
  aws: Remote<AwsContract> = bench().aws,
  more: Partial<AwsContract['ensure']['params']> = {},
  call: CallOptions = {},
): Promise<LocalCopy> {
  const request = { base: source.base, objects: source.objects, cacheDirectory: folder };
  const { files } = await aws.ensure({ ...request, parts: { [URI]: ranges }, ...more }, call);
  const [file] = files;
  if (!file) throw new Error('Nothing came.');
  return file;
}

/** What the copy says is there is what the object has there; all else is zeros or right. */
function expectTrue(file: LocalCopy, least: readonly ByteRange[]): void {
  const copy = readFileSync(file.path);
  const present = file.present ?? [[0, SIZE]];
  for (const [from, to] of present) {
    expect(copy.subarray(from, to).equals(bytes.subarray(from, to))).toBe(true);
  }
  for (const [from, to] of least) {
    expect(present.some(([start, end]) => start <= from && end >= to)).toBe(true);
  }
}

async function refused(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => new Error('It was not refused.'),
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error;
  throw error;
}

function journal(): string {
  const [key = ''] = readdirSync(join(folder, 'sparse'));
  return join(folder, 'sparse', key, 'extents');
}

const moved = (): number => bench().proxy.bytes({ method: 'GET', key: 'p/a.parquet' });

describe('a sparse copy', () => {
  it('brings the very ranges, takes hardly any room, and pays for none twice', async () => {
    const first = await ensure([
      [1000, 2000],
      [5_000_000, 5_000_500],
    ]);
    expect(first.size).toBe(SIZE);
    expect(first.present).toEqual([
      [1000, 2000],
      [5_000_000, 5_000_500],
    ]);
    expectTrue(first, [[1000, 2000]]);
    expect(statSync(first.path).size).toBe(SIZE);
    expect(statSync(first.path).blocks * 512).toBeLessThan(100_000);
    expect(moved()).toBe(1500);
    const more = await ensure([[1500, 2500]]);
    expect(moved()).toBe(2000);
    expect(more.present).toEqual([
      [1000, 2500],
      [5_000_000, 5_000_500],
    ]);
    const whole = await ensure([], bench().aws, { parts: {} });
    expect(whole.present).toBeUndefined();
    expect(readFileSync(whole.path).equals(bytes)).toBe(true);
    expect(moved()).toBe(SIZE);
  });

  it('merges neighbours into one request, and never asks for what lies between and is here', async () => {
    await ensure([
      [0, 1000],
      [3000, 4000],
    ]);
    expect(bench().proxy.count({ method: 'GET', key: 'p/a.parquet' })).toBe(1);
    await ensure([[300_000, 301_000]]);
    const before = moved();
    await ensure([
      [299_000, 300_000],
      [301_000, 302_000],
    ]);
    expect(moved() - before).toBe(2000);
  });

  it('two requests for the same bytes at once pay once', async () => {
    await Promise.all([1, 2, 3, 4].map(() => ensure([[0, 6_000_000]])));
    expect(moved()).toBe(6_000_000);
  });
});

describe('a bad network', () => {
  it('that cuts bodies is taken up where it did', async () => {
    const cut = (how: 'end' | 'reset'): void => {
      for (const at of [1, 1_000_000, 70_000]) {
        bench().proxy.fault({ fault: { kind: 'cut', at, how }, method: 'GET', ranged: true });
      }
    };
    cut('end');
    expectTrue(await ensure([[100, 4_000_000]]), [[100, 4_000_000]]);
    // The last piece before the end of a connection may be lost on its way through the client.
    expect(moved()).toBeLessThan(4_000_000 + 3 * 65_536);
    // What was on its way when a connection was reset is lost, and comes again.
    cut('reset');
    expectTrue(await ensure([[4_000_000, 8_000_000]]), [[100, 8_000_000]]);
    expect(bench().proxy.pending()).toEqual([]);
  });

  it('that leaves bytes out is noticed by the length', async () => {
    bench().proxy.fault({ fault: { kind: 'truncate', at: 5000 }, method: 'GET', ranged: true });
    expectTrue(await ensure([[0, 20_000]]), [[0, 20_000]]);
  });

  it('that gives nothing but errors is one sentence, and what came is kept', async () => {
    await ensure([[0, 1000]]);
    bench().proxy.fault({ fault: { kind: 'cut', at: 0 }, method: 'GET', ranged: true, times: 99 });
    expect((await refused(ensure([[0, 5000]]))).code).toBe('network');
    bench().proxy.clear();
    expectTrue(await ensure([[0, 5000]]), [[0, 5000]]);
    expect(moved()).toBe(4000);
  }, 90_000);

  it('an object that was replaced is told, and gives no byte', async () => {
    await ensure([[0, 1000]]);
    await bench().server.seedObject('lake', 'p/a.parquet', noise(SIZE, 'b'));
    expect(await refused(ensure([[2000, 3000]]))).toMatchObject({ code: 'changed' });
    const now = await bench().aws.resolve({ uri: URI });
    const after = await bench().aws.ensure({
      ...{ base: now.base, objects: now.objects, cacheDirectory: folder },
      parts: { [URI]: [[0, 1000]] },
    });
    const copy = readFileSync(after.files[0]?.path ?? '').subarray(0, 1000);
    expect(copy.equals(noise(1000, 'b'))).toBe(true);
  });

  it('a cancelled transfer keeps all that came, pieces of requests too', async () => {
    bench().proxy.fault({ fault: { kind: 'stall', at: 100_000 }, method: 'GET', ranged: true });
    const stop = new AbortController();
    let last = Date.now();
    const onProgress = (): void => {
      last = Date.now();
    };
    const call = { signal: stop.signal, onProgress };
    const work = refused(ensure([[0, SIZE]], bench().aws, {}, call));
    await expect.poll(() => bench().proxy.pending().length, { timeout: 10_000 }).toBe(0);
    // One request stalls; the others are through when nothing moves any more.
    await expect.poll(() => Date.now() - last, { timeout: 10_000 }).toBeGreaterThan(700);
    stop.abort();
    expect((await work).code).toBe('cancelled');
    // A cancel does not wait for the disk; what came is synced and written down behind it.
    await expect
      .poll(async () => bytesOf((await ensure([])).present ?? []), { timeout: 10_000 })
      .toBe(moved());
    expectTrue(await ensure([]), []);
  });
});

describe('a crash', () => {
  it('in the middle of a line of the journal loses that range only', async () => {
    await ensure([[0, 1000]]);
    const text = readFileSync(journal(), 'utf8');
    await ensure([[500_000, 501_000]]);
    const whole = readFileSync(journal(), 'utf8');
    for (let end = text.length; end < whole.length - 1; end += 1) {
      writeFileSync(journal(), whole.slice(0, end));
      expect((await ensure([])).present).toEqual([[0, 1000]]);
    }
    // What comes next is not spoiled by the torn line.
    expect((await ensure([[500_000, 501_000]])).present).toEqual([
      [0, 1000],
      [500_000, 501_000],
    ]);
  });

  it('a line that nobody wrote counts for nothing', async () => {
    await ensure([[0, 1000]]);
    appendFileSync(journal(), '0 9000000 0123456789abcdef\n0 9000000\n');
    expect((await ensure([])).present).toEqual([[0, 1000]]);
  });

  it('that took the data leaves no journal that speaks of them', async () => {
    const file = await ensure([[0, 1000]]);
    rmSync(join(journal(), '..', 'data'));
    rmSync(file.path);
    expect((await ensure([])).present).toEqual([]);
    expectTrue(await ensure([[0, 1000]]), [[0, 1000]]);
  });

  it('by kill -9 between bytes and their sync leaves no byte that is taken for data', async () => {
    for (let run = 0; run < 4; run += 1) {
      const script = fileURLToPath(new URL('../../src/aws/main.ts', import.meta.url));
      const aws = createAws({ mode: 'child', script });
      bench().proxy.clear();
      bench().proxy.fault({
        fault: { kind: 'stall', at: 200_000 + run * 700_000 },
        ...({ method: 'GET', ranged: true, skip: 1 } as const),
      });
      const doomed = refused(ensure([[0, SIZE]], aws));
      await expect.poll(() => bench().proxy.pending().length, { timeout: 20_000 }).toBe(0);
      await pause(200);
      aws.dispose();
      expect((await doomed).code).toMatch(/engine-crashed|cancelled/);
      const file = await ensure([]);
      expectTrue(file, []);
    }
    bench().proxy.clear();
    expectTrue(await ensure([[0, SIZE]]), [[0, SIZE]]);
    expect(existsSync(join(journal(), '..', 'lock'))).toBe(false);
  }, 120_000);
});

describe('two windows on one cache', () => {
  const script = fileURLToPath(new URL('../../src/aws/main.ts', import.meta.url));

  it('pay once for the same bytes, and each sees what the other fetched', async () => {
    const [one, two] = [createAws({ mode: 'child', script }), createAws({ mode: 'child', script })];
    try {
      await Promise.all([one.regions({}), two.regions({})]);
      const files = await Promise.all([
        ensure([[0, 6_000_000]], one),
        ensure([[0, 6_000_000]], two),
        ensure([[5_000_000, 8_000_000]], one),
        ensure([[7_000_000, 9_000_000]], two),
      ]);
      for (const file of files) expectTrue(file, []);
      expect(moved()).toBe(SIZE);
    } finally {
      one.dispose();
      two.dispose();
    }
  });

  it('do not wait for one that is gone', async () => {
    await ensure([[0, 10]]);
    writeFileSync(join(journal(), '..', 'lock'), '999999-12345');
    expectTrue(await ensure([[0, 1000]]), [[0, 1000]]);
  });

  it('evict what was not used for longest, and never what is open in either', async () => {
    const [one, two] = [createAws({ mode: 'child', script }), bench().aws];
    try {
      const copies: Record<string, string> = {};
      for (const name of ['old', 'open', 'new']) {
        await bench().server.seedObject('lake', `q/${name}.parquet`, noise(3_000_000, name));
        const { base, objects } = await two.resolve({ uri: `s3://lake/q/${name}.parquet` });
        const [object] = objects;
        if (!object) throw new Error('There is no object.');
        const request = {
          ...{ base, objects, cacheDirectory: folder, cacheLimit: 7_000_000 },
          parts: { [object.uri]: [[0, 3_000_000] as const] },
        };
        const { files } =
          name === 'open'
            ? await one.ensure({ ...request, holder: 'document' })
            : await two.ensure(request);
        copies[name] = files[0]?.path ?? '';
        await pause(20);
      }
      const there = (): string[] =>
        Object.keys(copies).filter((name) => existsSync(copies[name] ?? ''));
      expect(there()).toEqual(['old', 'open', 'new']);
      const other = createAws({ mode: 'child', script });
      await ensure([[0, 4_000_000]], other, { cacheLimit: 7_000_000 });
      other.dispose();
      expect(there()).toEqual(['open']);
    } finally {
      one.dispose();
    }
  });

  it('keep what is open although the AWS process of its window was killed, and of no window that is gone', async () => {
    const parts = (key: string) => ({ [`s3://lake/q/${key}.parquet`]: [[0, 3_000_000] as const] });
    const [one, two] = [createAws({ mode: 'child', script }), bench().aws];
    const fill = async (
      name: string,
      aws: Remote<AwsContract>,
      holder?: string,
    ): Promise<string> => {
      await bench().server.seedObject('lake', `q/${name}.parquet`, noise(3_000_000, name));
      const { base, objects } = await aws.resolve({ uri: `s3://lake/q/${name}.parquet` });
      const held = holder === undefined ? {} : { holder };
      const request = { base, objects, cacheDirectory: folder, parts: parts(name), ...held };
      return (await aws.ensure(request)).files[0]?.path ?? '';
    };
    // A process measures the cache before the first bytes that it fetches.
    const evict = async (): Promise<void> => {
      const fresh = createAws({ mode: 'child', script });
      await ensure([[0, 1000]], fresh, { cacheLimit: 1_000_000 });
      fresh.dispose();
    };
    try {
      const open = await fill('open', one, 'document');
      for (const pid of childrenOf(script)) process.kill(pid, 'SIGKILL');
      const answers = (): Promise<boolean> =>
        one.regions({}).then(
          () => true,
          () => false,
        );
      await expect.poll(answers, { timeout: 20_000 }).toBe(true);
      const free = await fill('free', two);
      const keys = readdirSync(join(folder, 'sparse'));
      writeFileSync(join(folder, 'holders', '999999-12345.json'), JSON.stringify({ gone: keys }));
      await evict();
      expect([open, free].map((path) => existsSync(path))).toEqual([true, false]);
    } finally {
      one.dispose();
    }
  });
});
