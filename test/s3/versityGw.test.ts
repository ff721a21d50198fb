import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from 'vitest';
import { useS3 } from './useS3.ts';

const bench = useS3();
const folder = mkdtempSync(join(tmpdir(), 'sluice-s3-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function read(key: string, more: object = {}): Promise<[string | undefined, string]> {
  const answer = await bench().direct.send(
    new GetObjectCommand({ Bucket: 'lake', Key: key, ...more }),
  );
  return [answer.ETag, (await answer.Body?.transformToString()) ?? ''];
}

describe('an object that is seeded', () => {
  it('is an object like any other: ETag, range, condition, listing', async () => {
    const { server, direct } = bench();
    const { etag } = await server.seedObject('lake', 'a/b c=1/ü.txt', Buffer.from('hello'));
    expect(etag).toBe('5d41402abc4b2a76b9719d911017c592');
    expect(await read('a/b c=1/ü.txt', { Range: 'bytes=1-3' })).toEqual([`"${etag}"`, 'ell']);
    expect(await read('a/b c=1/ü.txt', { IfMatch: `"${etag}"` })).toEqual([`"${etag}"`, 'hello']);
    await expect(read('a/b c=1/ü.txt', { IfMatch: '"other"' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    const listed = await direct.send(new ListObjectsV2Command({ Bucket: 'lake' }));
    expect(listed.Contents?.map(({ Key, Size, ETag }) => [Key, Size, ETag])).toEqual([
      ['a/b c=1/ü.txt', 5, `"${etag}"`],
    ]);
  });

  it('from a file is a link to it, and stays apart from what replaces it', async () => {
    const path = join(folder, 'big.bin');
    writeFileSync(path, Buffer.alloc(1_000_000, 7));
    const { etag } = await bench().server.seedObject('lake', 'big.bin', path);
    expect(etag).toBe(createHash('md5').update(Buffer.alloc(1_000_000, 7)).digest('hex'));
    expect(statSync(path).nlink).toBe(2);
    await bench().direct.send(
      new PutObjectCommand({ Bucket: 'lake', Key: 'big.bin', Body: 'other' }),
    );
    expect((await read('big.bin'))[1]).toBe('other');
    expect(statSync(path).size).toBe(1_000_000);
  });

  it('may be replaced, deleted, and forgotten by a reset', async () => {
    const { server } = bench();
    await server.seedObject('lake', 'x', Buffer.from('one'));
    await server.seedObject('lake', 'x', Buffer.from('two'), { etag: 'abc-2' });
    expect(await read('x')).toEqual(['"abc-2"', 'two']);
    await server.deleteObject('lake', 'x');
    await expect(read('x')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await server.reset();
    await expect(read('x')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

it('keeps versions, the seeded one as `null`', async () => {
  const { server, direct } = bench();
  await direct.send(new CreateBucketCommand({ Bucket: 'lake' }));
  await server.seedObject('lake', 'x', Buffer.from('one'));
  await direct.send(
    new PutBucketVersioningCommand({
      Bucket: 'lake',
      VersioningConfiguration: { Status: 'Enabled' },
    }),
  );
  const put = await direct.send(new PutObjectCommand({ Bucket: 'lake', Key: 'x', Body: 'two' }));
  const listed = await direct.send(new ListObjectVersionsCommand({ Bucket: 'lake' }));
  expect(listed.Versions?.map(({ VersionId, Size }) => [VersionId, Size])).toEqual([
    [put.VersionId, 3],
    ['null', 3],
  ]);
  expect((await read('x', { VersionId: 'null' }))[1]).toBe('one');
  expect((await read('x', { VersionId: put.VersionId }))[1]).toBe('two');
});

it('holds requests to their signature, their region, the clock and the policy', async () => {
  const { server, direct } = bench();
  await direct.send(new CreateBucketCommand({ Bucket: 'lake' }));
  await server.seedObject('lake', 'open/x', Buffer.from('one'));
  await server.seedObject('lake', 'shut/x', Buffer.from('one'));
  const alice = { accessKeyId: 'alice', secretAccessKey: 'her-secret' };
  await server.createUser(alice);
  await direct.send(
    new PutBucketPolicyCommand({
      Bucket: 'lake',
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            ...{ Effect: 'Allow', Principal: 'alice', Action: 's3:GetObject' },
            Resource: 'arn:aws:s3:::lake/open/*',
          },
        ],
      }),
    }),
  );
  const get = async (config: object, key: string): Promise<string> => {
    const client = new S3Client({
      ...{ endpoint: server.endpoint, region: 'us-east-1', credentials: alice },
      ...{ forcePathStyle: true, maxAttempts: 1, ...config },
    });
    try {
      const answer = await client.send(new GetObjectCommand({ Bucket: 'lake', Key: key }));
      return (await answer.Body?.transformToString()) ?? '';
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    } finally {
      client.destroy();
    }
  };
  expect(await get({}, 'open/x')).toBe('one');
  expect(await get({}, 'shut/x')).toBe('AccessDenied');
  expect(await get({ credentials: { ...alice, secretAccessKey: 'no' } }, 'open/x')).toBe(
    'SignatureDoesNotMatch',
  );
  expect(await get({ region: 'eu-west-1' }, 'open/x')).toBe('AuthorizationHeaderMalformed');
  expect(await get({ systemClockOffset: -3_600_000 }, 'open/x')).toBe('RequestTimeTooSkewed');
});
