import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DescribeProcessingJobCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServiceFault } from './faults.ts';
import { clientConfig, processingEnd, sagemakerAt, scriptJob } from './seedJobs.ts';
import { startStandIn, type StandIn } from './standIn.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 });

const root = fileURLToPath(new URL('../../', import.meta.url));
let standIn: StandIn;
let client: SageMakerClient;
let s3: S3Client;
let role: string;

beforeAll(async () => {
  standIn = await startStandIn({ root });
  client = sagemakerAt(standIn);
  s3 = new S3Client({ ...clientConfig(standIn), maxAttempts: 1 });
});
afterAll(async () => {
  await standIn.stop();
});
beforeEach(async () => {
  await standIn.reset();
  await standIn.createBucket('lake');
  role = await standIn.createRole('SageMakerRole');
});

const describeJob = (name: string): DescribeProcessingJobCommand =>
  new DescribeProcessingJobCommand({ ProcessingJobName: name });

async function get(key: string, range?: string, ifMatch?: string): Promise<string | undefined> {
  const command = new GetObjectCommand({
    Bucket: 'lake',
    Key: key,
    Range: range,
    IfMatch: ifMatch,
  });
  return (await s3.send(command)).Body?.transformToString();
}

describe('a fault of a call', () => {
  it.each([
    ['throttle', 'ThrottlingException', 400],
    ['error500', 'InternalServerException', 500],
    ['error503', 'ServiceUnavailable', 503],
    ['resourceLimit', 'ResourceLimitExceeded', 400],
    ['accessDenied', 'AccessDeniedException', 400],
    ['expiredToken', 'ExpiredTokenException', 400],
  ] satisfies [ServiceFault['kind'], string, number][])(
    '%s answers %s, creates nothing and is met once',
    async (kind, name, httpStatusCode) => {
      standIn.control.fault({ operation: 'CreateProcessingJob', kind });
      const command = await scriptJob(standIn, { name: 'a', role, script: '' });
      await expect(client.send(command)).rejects.toMatchObject({
        name,
        $metadata: { httpStatusCode },
      });
      expect(standIn.control.created('processing')).toBe(0);
      await client.send(command);
      expect(standIn.control.created('processing')).toBe(1);
    },
  );

  it('is met by the calls that it is ordered for, and the SDK rides out throttling', async () => {
    standIn.control.fault({
      operation: 'DescribeProcessingJob',
      kind: 'throttle',
      skip: 1,
      times: 2,
    });
    await client.send(await scriptJob(standIn, { name: 'a', role, script: '' }));
    await client.send(describeJob('a'));
    const patient = sagemakerAt(standIn, 5);
    expect((await patient.send(describeJob('a'))).ProcessingJobName).toBe('a');
    expect(standIn.control.calls('DescribeProcessingJob')).toBe(4);
    expect(standIn.control.state().pending).toEqual([]);
  });

  it('may lose the answer after the job was created', async () => {
    standIn.control.fault({ operation: 'CreateProcessingJob', kind: 'dropAfter' });
    const command = await scriptJob(standIn, { name: 'lost', role, script: '' });
    await expect(client.send(command)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(standIn.control.created('processing')).toBe(1);
    // The next attempt learns that the first one landed.
    await expect(client.send(command)).rejects.toMatchObject({ name: 'ResourceInUse' });
    expect((await processingEnd(client, 'lost')).ProcessingJobStatus).toBe('Completed');
    expect(standIn.control.created('processing')).toBe(1);
  });

  it('may lose the connection before anything is done, and may wait', async () => {
    standIn.control.fault({ operation: 'CreateProcessingJob', kind: 'dropBefore' });
    const command = await scriptJob(standIn, { name: 'before', role, script: '' });
    await expect(client.send(command)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(standIn.control.created('processing')).toBe(0);
    standIn.control.fault({ operation: 'CreateProcessingJob', kind: 'delay', milliseconds: 400 });
    const begun = Date.now();
    await client.send(command);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(390);
  });

  it('also meets services that moto answers', async () => {
    const sts = new STSClient({ ...clientConfig(standIn), maxAttempts: 1 });
    standIn.control.fault({ operation: 'GetCallerIdentity', kind: 'expiredToken' });
    await expect(sts.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: 'ExpiredToken',
      $metadata: { httpStatusCode: 403 },
    });
    expect((await sts.send(new GetCallerIdentityCommand())).Account).toBe('123456789012');
  });

  it('is ordered over HTTP too, where the counters can be read', async () => {
    const control = `${standIn.endpoint}/__control`;
    await fetch(control, {
      method: 'POST',
      body: JSON.stringify({
        reset: true,
        faults: [{ operation: 'DescribeProcessingJob', kind: 'throttle' }],
        failNextJob: { reason: 'AlgorithmError: ordered' },
      }),
    });
    await client.send(await scriptJob(standIn, { name: 'http', role, script: '' }));
    await expect(client.send(describeJob('http'))).rejects.toThrow('Rate exceeded');
    expect((await processingEnd(client, 'http')).FailureReason).toBe('AlgorithmError: ordered');
    const state: unknown = await (await fetch(control)).json();
    expect(state).toMatchObject({
      calls: { CreateProcessingJob: 1 },
      created: { processing: 1, training: 0 },
      jobs: [{ kind: 'processing', name: 'http', status: 'Failed' }],
      pending: [],
    });
  });
});

it('refuses an order that it does not understand', async () => {
  const order = async (text: string): Promise<number> =>
    (await fetch(`${standIn.endpoint}/__control`, { method: 'POST', body: text })).status;
  expect(await order('{"faults":[{"operation":"StopTrainingJob","kind":"explode"}]}')).toBe(500);
  expect(await order('{"s3":[{"path":"(","kind":"cut"}]}')).toBe(500);
  expect(standIn.control.state().pending).toEqual([]);
});

describe('a fault of S3', () => {
  beforeEach(async () => {
    await standIn.putObject('lake', 'raw/a.csv', 'abcdefghij');
    await standIn.putObject('lake', 'raw/b.csv', 'other');
  });

  it.each([
    ['slowDown', 'SlowDown', 503],
    ['error500', 'InternalError', 500],
    ['forbidden', 'AccessDenied', 403],
    ['expiredToken', 'ExpiredToken', 400],
  ] as const)('%s answers %s', async (kind, name, httpStatusCode) => {
    standIn.control.s3Fault({ method: 'GET', path: '/raw/a\\.csv', kind });
    expect(await get('raw/b.csv')).toBe('other');
    await expect(get('raw/a.csv')).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
    expect(await get('raw/a.csv')).toBe('abcdefghij');
  });

  it('answers a HEAD without a body', async () => {
    standIn.control.s3Fault({ method: 'HEAD', path: 'raw', kind: 'forbidden' });
    const head = new HeadObjectCommand({ Bucket: 'lake', Key: 'raw/a.csv' });
    await expect(s3.send(head)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });

  it('cuts a body', async () => {
    standIn.control.s3Fault({ path: 'raw/a.csv', kind: 'cut', at: 4 });
    await expect(get('raw/a.csv')).rejects.toThrow(/aborted|ECONNRESET|premature/i);
    expect(standIn.control.state().s3.at(-1)).toMatchObject({ status: 200, bytes: 4 });
  });

  it('corrupts a byte, which the checksum finds in a whole object and not in a range', async () => {
    standIn.control.s3Fault({ path: 'raw/a.csv', kind: 'corrupt', at: 2, times: 2 });
    await expect(get('raw/a.csv')).rejects.toThrow(/checksum/i);
    expect(await get('raw/a.csv', 'bytes=0-4')).toBe(`ab\ufffdde`);
  });

  it('puts another object in its place between two requests', async () => {
    const head = await s3.send(new HeadObjectCommand({ Bucket: 'lake', Key: 'raw/a.csv' }));
    standIn.control.s3Fault({ path: 'raw/a.csv', kind: 'replace', body: 'changed', skip: 1 });
    expect(await get('raw/a.csv', 'bytes=0-1', head.ETag)).toBe('ab');
    await expect(get('raw/a.csv', 'bytes=2-3', head.ETag)).rejects.toMatchObject({
      $metadata: { httpStatusCode: 412 },
    });
    expect(await get('raw/a.csv')).toBe('changed');
  });

  it('loses the answer of an upload that arrived', async () => {
    standIn.control.s3Fault({ method: 'PUT', path: 'up.txt', kind: 'dropAfter' });
    const put = new PutObjectCommand({ Bucket: 'lake', Key: 'up.txt', Body: 'here' });
    await expect(s3.send(put)).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(await get('up.txt')).toBe('here');
  });

  it('counts what was asked and what left', async () => {
    await get('raw/a.csv', 'bytes=2-4');
    expect(standIn.control.calls('S3.GET')).toBe(1);
    expect(standIn.control.state().s3).toEqual([
      {
        method: 'GET',
        path: '/lake/raw/a.csv?x-id=GetObject',
        range: 'bytes=2-4',
        status: 206,
        bytes: 3,
      },
    ]);
  });
});
