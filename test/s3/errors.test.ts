import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAws } from '../../src/aws/client.ts';
import type { AppError } from '../../src/shared/errors.ts';
import { rejection } from '../aws-client/rejection.ts';
import type { Fault, FaultRule } from './faults/fault.ts';
import type { S3ErrorCase } from './faults/s3Errors.ts';
import { useS3 } from './useS3.ts';

const bench = useS3();
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-s3-errors-'));
  await bench().server.seedObject('lake', 'trips/a.csv', Buffer.from('x\n1\n'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

function order(fault: Fault, rule: Omit<FaultRule, 'fault'> = {}): void {
  bench().proxy.fault({ fault, ...rule });
}

/** Opens the folder and brings its bytes, as the product does. */
async function open(uri = 's3://lake/trips/'): Promise<string[]> {
  const { aws } = bench();
  const source = await aws.resolve({ uri });
  const { files } = await aws.ensure({ ...source, cacheDirectory: folder });
  return files.map(({ path }) => readFileSync(path, 'utf8'));
}

function sentence({ code, message, hint }: AppError): unknown[] {
  return [code, message, hint];
}

const whole = { method: 'GET', key: 'trips/a.csv', times: Infinity } as const;

describe('reading an object that S3 refuses', () => {
  const cases: readonly (readonly [S3ErrorCase, string, string, RegExp])[] = [
    [
      ...(['AccessDenied', 'forbidden'] as const),
      'The credentials do not allow s3:GetObject on s3://lake/trips/a.csv.',
      /permission/,
    ],
    [
      ...(['InvalidObjectState', 'unsupported'] as const),
      's3://lake/trips/a.csv lies in an archive (Glacier) and cannot be read now.',
      /restore-object/,
    ],
    [
      ...(['InvalidAccessTier', 'unsupported'] as const),
      's3://lake/trips/a.csv lies in an archive (Glacier) and cannot be read now.',
      /restore-object/,
    ],
    [
      ...(['KmsDenied', 'forbidden'] as const),
      'The encryption key arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab cannot be used on s3://lake/trips/a.csv.',
      /kms:Decrypt/,
    ],
    [
      ...(['KmsDisabled', 'forbidden'] as const),
      'The encryption key arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab cannot be used on s3://lake/trips/a.csv.',
      /enabled/,
    ],
    [
      ...(['CustomerKeyMissing', 'unsupported'] as const),
      's3://lake/trips/a.csv is encrypted with a key that only its owner has (SSE-C), and cannot be read without it.',
      /sse-c-copy-source/,
    ],
    [
      ...(['ExpiredToken', 'credentials'] as const),
      'The AWS credentials have expired.',
      /aws sso login/,
    ],
    [
      ...(['ExpiredTokenForbidden', 'credentials'] as const),
      'The AWS credentials have expired.',
      /aws sso login/,
    ],
    [
      ...(['InvalidAccessKeyId', 'credentials'] as const),
      'AWS does not know these credentials.',
      /AWS_PROFILE/,
    ],
    [
      ...(['SignatureDoesNotMatch', 'credentials'] as const),
      'AWS does not accept the secret key.',
      /AWS_SECRET_ACCESS_KEY/,
    ],
    [
      ...(['NoSuchKey', 'changed'] as const),
      'The data changed while it was read: s3://lake/trips/a.csv was deleted.',
      /Reload/,
    ],
  ];
  for (const [error, code, message, hint] of cases)
    it(`${error}: one sentence with the next step`, async () => {
      order({ kind: 'error', error }, whole);
      const failed = await rejection(open());
      expect([failed.code, failed.message]).toEqual([code, message]);
      expect(failed.hint).toMatch(hint);
      expect(
        readdirSync(folder, { recursive: true }).filter((name) => /part$/.test(String(name))),
      ).toEqual([]);
    });

  it('the words come also where the first request is a HEAD, which has none', async () => {
    for (const [error, message] of [
      ['CustomerKeyMissing', /\(SSE-C\)/],
      ['KmsDenied', /^The encryption key arn:aws:kms/],
      ['ExpiredToken', /have expired\.$/],
      ['AccessDenied', /do not allow s3:GetObject on s3:\/\/lake\/trips\/a\.csv/],
    ] as const) {
      bench().proxy.clear();
      order({ kind: 'error', error }, { key: 'trips/a.csv', times: Infinity });
      const failed = await rejection(bench().aws.head({ uri: 's3://lake/trips/a.csv' }));
      expect(failed.message, error).toMatch(message);
    }
  });

  it('storms of 503 and 500 pass; one that does not end is said', async () => {
    order({ kind: 'error', error: 'SlowDown' }, { times: 2 });
    order({ kind: 'error', error: 'InternalError' }, { times: 2 });
    expect(await open()).toEqual(['x\n1\n']);
    process.env.AWS_MAX_ATTEMPTS = '2';
    const aws = createAws({ mode: 'inProcess' });
    order({ kind: 'error', error: 'SlowDown' }, { listing: true, times: Infinity });
    expect(await rejection(aws.resolve({ uri: 's3://lake/trips/' }))).toMatchObject({
      code: 'throttled',
      message:
        'AWS limits how often s3:ListBucket may be called, and still refuses after several tries.',
    });
    aws.dispose();
  });
});

describe('an address that leads nowhere', () => {
  it('no such bucket, no such key', async () => {
    expect(sentence(await rejection(open('s3://no-such-bucket/x/')))).toEqual([
      ...['not-found', 'There is no bucket no-such-bucket.'],
      'Check its spelling, and that the profile belongs to the right account.',
    ]);
    expect(sentence(await rejection(open('s3://lake/nothing.csv')))).toEqual([
      ...['not-found', 'There is no data at s3://lake/nothing.csv.'],
      'Check the address; keys of S3 are case-sensitive.',
    ]);
  });

  it('no S3 at all: HTML with 200, and with 404', async () => {
    for (const status of [200, 404] as const) {
      bench().proxy.clear();
      order({ kind: 'html', status }, { times: Infinity });
      const aws = createAws({ mode: 'inProcess' });
      for (const call of [
        aws.resolve({ uri: 's3://lake/trips/' }),
        aws.list({ uri: 's3://lake/trips/' }),
        aws.getText({ uri: 's3://lake/trips/a.csv' }),
      ]) {
        const failed = await rejection(call);
        // A bucket that is not there is what 404 to a HEAD without words means.
        if (status === 404 && failed.code === 'not-found') continue;
        expect(failed).toMatchObject({
          code: 'usage',
          message: 'Whoever answers at this address does not speak S3.',
        });
      }
      aws.dispose();
    }
  });

  it('no network', async () => {
    process.env.AWS_MAX_ATTEMPTS = '1';
    const aws = createAws({ mode: 'inProcess' });
    await bench().proxy.refuse();
    const failed = await rejection(aws.resolve({ uri: 's3://lake/trips/' }));
    expect(failed.code).toBe('network');
    expect(failed.message).toMatch(
      /^127\.0\.0\.1:\d+ could not be reached for s3:ListBucket on s3:\/\/lake\.$/,
    );
    // The network came back: the same client goes on.
    await bench().proxy.accept();
    expect((await aws.resolve({ uri: 's3://lake/trips/' })).objects.length).toBe(1);
    aws.dispose();
  });
});

describe('who asks', () => {
  it('forbidden by a real policy', async () => {
    const alice = { accessKeyId: 'alice', secretAccessKey: 'her-secret' };
    await bench().server.createUser(alice);
    await bench().direct.send(
      new PutBucketPolicyCommand({
        Bucket: 'lake',
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: 'alice',
              Action: 's3:ListBucket',
              Resource: 'arn:aws:s3:::lake',
            },
          ],
        }),
      }),
    );
    process.env.AWS_ACCESS_KEY_ID = 'alice';
    process.env.AWS_SECRET_ACCESS_KEY = 'her-secret';
    const aws = createAws({ mode: 'inProcess' });
    const source = await aws.resolve({ uri: 's3://lake/trips/' });
    expect(await rejection(aws.ensure({ ...source, cacheDirectory: folder }))).toMatchObject({
      code: 'forbidden',
      message: 'The credentials do not allow s3:GetObject on s3://lake/trips/a.csv.',
    });
    expect(await rejection(aws.resolve({ uri: 's3://lake/trips/a.csv' }))).toMatchObject({
      code: 'forbidden',
      message: 'The credentials do not allow s3:GetObject on s3://lake/trips/a.csv.',
    });
    aws.dispose();
  });

  it('with a clock that is an hour wrong: the SDK takes the time of the answer', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
    expect(await open()).toEqual(['x\n1\n']);
    expect(bench().proxy.requests[0]?.status).toBe(403);
  });

  it('with a clock that nothing helps', async () => {
    order({ kind: 'error', error: 'RequestTimeTooSkewed' }, whole);
    expect(sentence(await rejection(open()))).toEqual([
      ...['credentials', "This machine's clock differs from AWS's by more than a few minutes."],
      'Set the clock right and try again.',
    ]);
  });

  it('in the wrong region: the hop is paid once', async () => {
    process.env.AWS_REGION = 'eu-west-1';
    order({ kind: 'redirect', region: 'us-east-1' }, { times: Infinity });
    const aws = createAws({ mode: 'inProcess' });
    const source = await aws.resolve({ uri: 's3://lake/trips/' });
    expect(source.region).toBe('us-east-1');
    await aws.ensure({ ...source, cacheDirectory: folder });
    await aws.list({ uri: 's3://lake/' });
    await aws.getText({ uri: 's3://lake/trips/a.csv' });
    expect(bench().proxy.requests.filter(({ status }) => status === 301).length).toBe(1);
    aws.dispose();
  });

  it('in the wrong region, of a server that says so in words only', async () => {
    process.env.AWS_REGION = 'eu-west-1';
    const aws = createAws({ mode: 'inProcess' });
    const source = await aws.resolve({ uri: 's3://lake/trips/' });
    expect([source.region, source.objects.length]).toEqual(['us-east-1', 1]);
    aws.dispose();
  });
});

describe('a bucket whose readers pay', () => {
  it('is told apart, and read once its charges are accepted', async () => {
    order({ kind: 'requester-pays' }, { times: Infinity });
    expect(sentence(await rejection(open()))).toEqual([
      ...['forbidden', 'The bucket lake charges whoever reads it (requester pays).'],
      'To accept the charges, add lake to the setting sluice.aws.requesterPays, or to SLUICE_S3_REQUESTER_PAYS for the command line.',
    ]);
    process.env.SLUICE_S3_REQUESTER_PAYS = 'other, lake';
    const aws = createAws({ mode: 'inProcess' });
    try {
      const source = await aws.resolve({ uri: 's3://lake/trips/' });
      const { files } = await aws.ensure({ ...source, cacheDirectory: folder });
      expect(readFileSync(files[0]?.path ?? '', 'utf8')).toBe('x\n1\n');
      expect((await aws.head({ uri: 's3://lake/trips/a.csv' })).size).toBe(4);
    } finally {
      Reflect.deleteProperty(process.env, 'SLUICE_S3_REQUESTER_PAYS');
      aws.dispose();
    }
  });
});

describe('data that change while they are open', () => {
  it('replaced and deleted between the listing and the transfer', async () => {
    order(
      { kind: 'replace', content: Buffer.from('x\n2\n') },
      { method: 'GET', key: 'trips/a.csv' },
    );
    expect(sentence(await rejection(open()))).toEqual([
      'changed',
      'The data changed while it was read: s3://lake/trips/a.csv is not the one that was listed.',
      'Reload the dataset and try again.',
    ]);
    expect(await open()).toEqual(['x\n2\n']);
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    order({ kind: 'delete' }, { method: 'GET', key: 'trips/a.csv' });
    expect(sentence(await rejection(open()))).toEqual([
      'changed',
      'The data changed while it was read: s3://lake/trips/a.csv was deleted.',
      'Reload the dataset and try again.',
    ]);
  });

  it('a listing that changes between its pages has each key once, and none that never was', async () => {
    const { server, aws } = bench();
    const name = (index: number): string => `many/${String(index).padStart(5, '0')}.csv`;
    for (let index = 0; index < 1200; index++) {
      await server.seedObject('lake', name(index), Buffer.from('x'), { etag: 'abc-1' });
    }
    order({ kind: 'delay', milliseconds: 300 }, { listing: true, skip: 1 });
    const listing = aws.resolve({ uri: 's3://lake/many/' });
    await vi.waitFor(() => {
      expect(bench().proxy.count({ method: 'GET', key: '' })).toBe(2);
    });
    // Before the end of the first page, and in the second.
    await server.deleteObject('lake', name(3));
    await server.deleteObject('lake', name(1100));
    await server.seedObject('lake', 'many/00500b.csv', Buffer.from('x'), { etag: 'abc-1' });
    await server.seedObject('lake', 'many/01150b.csv', Buffer.from('x'), { etag: 'abc-1' });
    const source = await listing;
    const expected = Array.from({ length: 1200 }, (_, index) => name(index))
      .filter((key) => key !== name(1100))
      .concat('many/01150b.csv')
      .sort();
    expect(source.objects.map(({ key }) => key)).toEqual(expected);
    const gone = source.objects.filter(({ key }) => key === name(3));
    expect(
      await rejection(aws.ensure({ base: source.base, objects: gone, cacheDirectory: folder })),
    ).toMatchObject({ code: 'changed' });
  });
});

describe('a disk that takes nothing', () => {
  it('is full, or read-only', async () => {
    const mount = join(folder, 'disk');
    mkdirSync(mount);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', mount]);
    try {
      const { aws, server } = bench();
      await server.seedObject('lake', 'big/a.bin', Buffer.alloc(100_000));
      const big = await aws.resolve({ uri: 's3://lake/big/' });
      const full = await rejection(aws.ensure({ ...big, cacheDirectory: mount }));
      expect(full.code).toBe('disk-full');
      expect(full.hint).toMatch(/SLUICE_CACHE_DIR/);
      execFileSync('mount', ['-o', 'remount,ro', mount]);
      const small = await aws.resolve({ uri: 's3://lake/trips/' });
      const readOnly = await rejection(aws.ensure({ ...small, cacheDirectory: mount }));
      expect(readOnly.code).toBe('forbidden');
      expect(readOnly.message.startsWith(mount)).toBe(true);
      expect(readOnly.message).toMatch(/ cannot be written\.$/);
      expect(readOnly.hint).toBe(
        'Check its permissions, or set SLUICE_CACHE_DIR to another folder.',
      );
    } finally {
      execFileSync('umount', [mount]);
    }
  });
});
