import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { GetObjectCommandInput } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, it } from 'vitest';
import { readSdkError } from '../../src/aws/sdkError.ts';
import type { Fault, FaultRule } from './faults/fault.ts';
import { s3Errors } from './faults/s3Errors.ts';
import type { S3ErrorCase } from './faults/s3Errors.ts';
import { useS3 } from './useS3.ts';

const bench = useS3();
const content = Buffer.concat(
  Array.from({ length: 6250 }, (_, index) => createHash('sha256').update(String(index)).digest()),
);
beforeEach(async () => {
  await bench().server.seedObject('lake', 'x.bin', content);
});

/** The SDK through the proxy, with so many attempts. */
async function through<T>(
  work: (client: S3Client) => Promise<T>,
  { attempts = 1, ...config }: { attempts?: number; region?: string } = {},
): Promise<T> {
  const { proxy, server } = bench();
  const client = new S3Client({
    ...{ endpoint: proxy.endpoint, credentials: server.credentials, region: 'us-east-1' },
    ...{ forcePathStyle: true, maxAttempts: attempts },
    ...{ requestHandler: { connectionTimeout: 500, socketTimeout: 500 } },
    ...config,
  });
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}

const get =
  (more: Partial<GetObjectCommandInput> = {}) =>
  async (client: S3Client): Promise<Buffer> => {
    const answer = await client.send(
      new GetObjectCommand({ Bucket: 'lake', Key: 'x.bin', ...more }),
    );
    return Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
  };
const range = { Range: 'bytes=1000-100999' };

/** What our code would read of the error. */
async function failure(work: Promise<unknown>): Promise<{ name: string; status?: number }> {
  try {
    await work;
  } catch (error) {
    const { name, status } = readSdkError(error);
    return status === undefined ? { name } : { name, status };
  }
  throw new Error('it should have failed');
}

function order(fault: Fault, rule: Omit<FaultRule, 'fault'> = {}): void {
  bench().proxy.fault({ fault, ...rule });
}

describe('without a fault', () => {
  it('passes to the byte, and counts by method, key and range', async () => {
    const { proxy } = bench();
    expect((await through(get())).equals(content)).toBe(true);
    expect((await through(get(range))).equals(content.subarray(1000, 101_000))).toBe(true);
    await through((client) =>
      client.send(new PutObjectCommand({ Bucket: 'lake', Key: 'ö/y', Body: content })),
    );
    await through((client) => client.send(new HeadObjectCommand({ Bucket: 'lake', Key: 'ö/y' })));
    await through((client) => client.send(new ListObjectsV2Command({ Bucket: 'lake' })));
    expect(
      proxy.requests.map(({ method, key, range: asked, status, bytes, listing, done }) => [
        ...[method, key, asked, status, listing ? 0 : bytes, done],
      ]),
    ).toEqual([
      ['GET', 'x.bin', undefined, 200, 200_000, true],
      ['GET', 'x.bin', 'bytes=1000-100999', 206, 100_000, true],
      ['PUT', 'ö/y', undefined, 200, 0, true],
      ['HEAD', 'ö/y', undefined, 200, 0, true],
      ['GET', '', undefined, 200, 0, true],
    ]);
    expect(proxy.count({ method: 'GET', key: /bin$/ })).toBe(2);
    expect(proxy.bytes({ key: 'x.bin' })).toBe(300_000);
    expect(proxy.requests.every(({ region }) => region === 'us-east-1')).toBe(true);
  });
});

describe('a body that goes wrong', () => {
  for (const at of [0, 1, 50_000, 99_999])
    for (const how of ['end', 'reset'] as const)
      it(`is cut after ${String(at)} bytes by ${how}, which the SDK does not mend`, async () => {
        order({ kind: 'cut', at, how });
        expect((await failure(through(get(range), { attempts: 3 }))).name).toMatch(
          /^(ECONNRESET|aborted)$/,
        );
        expect(bench().proxy.requests.map(({ bytes, fault }) => [bytes, fault])).toEqual([
          [at, 'cut'],
        ]);
      });

  it('is truncated, and a ranged GET tells nobody', async () => {
    order({ kind: 'truncate', at: 40_000 }, { times: 2 });
    expect((await through(get(range))).equals(content.subarray(1000, 41_000))).toBe(true);
    expect((await through(get())).length).toBe(40_000);
  });

  it('is flipped: a ranged GET tells nobody, a whole one has a checksum where S3 keeps one', async () => {
    await bench().direct.send(
      new PutObjectCommand({
        ...{ Bucket: 'lake', Key: 'x.bin', Body: content, ChecksumAlgorithm: 'CRC32' },
      }),
    );
    order({ kind: 'flip', at: 3 }, { times: 2 });
    const expected = Buffer.from(content.subarray(1000, 101_000));
    expected[3] = (content[1003] ?? 0) ^ 1;
    expect((await through(get(range))).equals(expected)).toBe(true);
    await expect(through(get({ ChecksumMode: 'ENABLED' }))).rejects.toThrow(/[Cc]hecksum mismatch/);
  });

  it('stops without an end', async () => {
    order({ kind: 'stall', at: 70_000 });
    expect(await failure(through(get(range)))).toEqual({ name: 'TimeoutError' });
    expect(bench().proxy.bytes()).toBe(70_000);
  });

  it('comes slowly', async () => {
    order({ kind: 'throttle', bytesPerSecond: 400_000 });
    const started = performance.now();
    expect((await through(get(range))).equals(content.subarray(1000, 101_000))).toBe(true);
    expect(performance.now() - started).toBeGreaterThan(200);
  });
});

describe('a connection that goes wrong', () => {
  it('is slow to answer', async () => {
    order({ kind: 'delay', milliseconds: 150 });
    const started = performance.now();
    expect((await through(get())).length).toBe(content.length);
    expect(performance.now() - started).toBeGreaterThan(140);
  });

  it('is lost before or after the request was performed', async () => {
    for (const when of ['before', 'after'] as const) {
      order({ kind: 'drop', when });
      const put = through((client) =>
        client.send(new PutObjectCommand({ Bucket: 'lake', Key: when, Body: 'x' })),
      );
      expect(await failure(put)).toEqual({ name: 'TimeoutError' });
    }
    const { Contents } = await bench().direct.send(new ListObjectsV2Command({ Bucket: 'lake' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['after', 'x.bin']);
  });

  it('is refused until it is accepted again', async () => {
    await bench().proxy.refuse();
    expect(await failure(through(get()))).toEqual({ name: 'ECONNREFUSED' });
    await bench().proxy.accept();
    expect((await through(get())).length).toBe(content.length);
  });
});

describe('an answer that refuses', () => {
  // SAFETY: these are the keys of the table itself.
  const cases = Object.keys(s3Errors) as S3ErrorCase[];
  for (const name of cases)
    it(`${name} has S3's code and status`, async () => {
      order({ kind: 'error', error: name });
      const { code, status } = s3Errors[name];
      expect(await failure(through(get()))).toEqual({ name: code, status });
    });

  it('has no words where the request was a HEAD', async () => {
    for (const [error, seen] of [
      ['AccessDenied', { name: 'Unknown', status: 403 }],
      ['ExpiredToken', { name: 'Unknown', status: 400 }],
      ['NoSuchKey', { name: 'NotFound', status: 404 }],
    ] as const) {
      order({ kind: 'error', error });
      const head = through((client) =>
        client.send(new HeadObjectCommand({ Bucket: 'lake', Key: 'x.bin' })),
      );
      expect(await failure(head), error).toEqual(seen);
    }
  });

  it('503 and 500 are tried again, a storm is a share of the requests by its seed', async () => {
    order({ kind: 'error', error: 'SlowDown' });
    order({ kind: 'error', error: 'InternalError' });
    expect((await through(get(), { attempts: 3 })).length).toBe(content.length);
    expect(bench().proxy.requests.map(({ status }) => status)).toEqual([503, 500, 200]);
    const storm = async (): Promise<string> => {
      bench().proxy.clear();
      order({ kind: 'error', error: 'SlowDown' }, { times: Infinity, share: 0.3, seed: 7 });
      for (let index = 0; index < 40; index++) await through(get(range)).catch(() => undefined);
      return bench()
        .proxy.requests.map(({ fault }) => (fault === undefined ? '.' : 'x'))
        .join('');
    };
    const first = await storm();
    expect(await storm()).toBe(first);
    expect(first.replaceAll('.', '').length).toBeGreaterThan(5);
    expect(first.replaceAll('.', '').length).toBeLessThan(20);
  });

  it('301 names the region, and goes away for whoever signs for it', async () => {
    order({ kind: 'redirect', region: 'us-east-1' }, { times: Infinity });
    try {
      await through(get(), { region: 'eu-west-1' });
      throw new Error('it should have failed');
    } catch (error) {
      expect(readSdkError(error)).toMatchObject({
        ...{ name: 'PermanentRedirect', status: 301, bucketRegion: 'us-east-1' },
      });
    }
    expect((await through(get())).length).toBe(content.length);
  });

  it('asks the requester to pay', async () => {
    order({ kind: 'requester-pays' }, { times: Infinity });
    expect(await failure(through(get()))).toEqual({ name: 'AccessDenied', status: 403 });
    expect((await through(get({ RequestPayer: 'requester' }))).length).toBe(content.length);
  });

  it('is a page of HTML', async () => {
    order({ kind: 'html', status: 404 });
    expect((await failure(through(get()))).status).toBe(404);
    order({ kind: 'html', status: 200 });
    const list = through((client) => client.send(new ListObjectsV2Command({ Bucket: 'lake' })));
    await expect(list).rejects.toThrow(/Deserialization error/);
  });
});

describe('another writer', () => {
  it('replaces the object: 412 for whoever named its ETag', async () => {
    const { etag } = await bench().server.seedObject('lake', 'x.bin', content);
    order({ kind: 'replace', content: Buffer.from('new') });
    expect(await failure(through(get({ ...range, IfMatch: `"${etag}"` })))).toEqual({
      ...{ name: 'PreconditionFailed', status: 412 },
    });
    expect((await through(get())).toString()).toBe('new');
  });

  it('deletes the object', async () => {
    order({ kind: 'delete' });
    expect(await failure(through(get(range)))).toEqual({ name: 'NoSuchKey', status: 404 });
  });
});

it('rules look at method, bucket, key, range and listing, and may let some pass', async () => {
  const { proxy } = bench();
  const error = { kind: 'error', error: 'AccessDenied' } as const;
  order(error, { method: 'PUT' });
  order(error, { bucket: 'other' });
  order(error, { key: /^y/ });
  order(error, { listing: true });
  order(error, { ranged: true, skip: 1 });
  expect((await through(get())).length).toBe(content.length);
  expect((await through(get(range))).length).toBe(100_000);
  expect(proxy.pending().length).toBe(5);
  expect((await failure(through(get(range)))).name).toBe('AccessDenied');
  expect(proxy.pending().length).toBe(4);
});
