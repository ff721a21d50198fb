import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AwsClients } from '../../src/aws/clients.ts';
import { createAws } from '../../src/aws/client.ts';
import type { Aws } from '../../src/aws/client.ts';
import { Buckets } from '../../src/aws/s3/buckets.ts';
import { parseS3Uri } from '../../src/aws/s3/s3Uri.ts';
import { rejection } from '../aws-client/rejection.ts';
import { useS3 } from './useS3.ts';

const bench = useS3();
let folder: string;
let anonymous: Aws | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-s3-addresses-'));
});
afterEach(() => {
  anonymous?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function read(aws: Aws, uri: string): Promise<string[]> {
  const source = await aws.resolve({ uri });
  const { files } = await aws.ensure({ ...source, cacheDirectory: folder });
  return files.map(({ path }) => readFileSync(path, 'utf8'));
}

describe('without credentials', () => {
  beforeEach(async () => {
    const { server, direct } = bench();
    await server.seedObject('open', 'x/a.csv', Buffer.from('public'));
    await server.seedObject('half', 'x/a.csv', Buffer.from('by name only'));
    await server.seedObject('shut', 'x/a.csv', Buffer.from('private'));
    const policy = (bucket: string, actions: readonly string[]) =>
      new PutBucketPolicyCommand({
        Bucket: bucket,
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: actions.map((Action) => ({
            ...{ Effect: 'Allow', Principal: '*', Action },
            Resource: `arn:aws:s3:::${bucket}${Action === 's3:ListBucket' ? '' : '/*'}`,
          })),
        }),
      });
    await direct.send(policy('open', ['s3:GetObject', 's3:ListBucket']));
    await direct.send(policy('half', ['s3:GetObject']));
    Reflect.deleteProperty(process.env, 'AWS_ACCESS_KEY_ID');
    Reflect.deleteProperty(process.env, 'AWS_SECRET_ACCESS_KEY');
    anonymous = createAws({ mode: 'inProcess' });
  });

  it('public buckets are read without a signature', async () => {
    const aws = anonymous ?? bench().aws;
    expect(await read(aws, 's3://open/x/')).toEqual(['public']);
    expect((await aws.list({ uri: 's3://open/' })).folders).toEqual(['s3://open/x/']);
    expect((await aws.head({ uri: 's3://open/x/a.csv' })).size).toBe(6);
    expect(bench().proxy.requests.map(({ accessKeyId }) => accessKeyId)).toEqual(
      bench().proxy.requests.map(() => undefined),
    );
  });

  it('an object that may be read but not listed is read by its name', async () => {
    const aws = anonymous ?? bench().aws;
    expect(await read(aws, 's3://half/x/a.csv')).toEqual(['by name only']);
    expect(await rejection(aws.resolve({ uri: 's3://half/x/' }))).toMatchObject({
      code: 'credentials',
      message: 'No AWS credentials were found, and s3://half/x/ is not public, or not there.',
    });
  });

  it('what is not public says so, and is read once there are credentials', async () => {
    const aws = anonymous ?? bench().aws;
    expect(await rejection(aws.resolve({ uri: 's3://shut/x/' }))).toMatchObject({
      code: 'credentials',
      message: 'No AWS credentials were found, and s3://shut/x/ is not public, or not there.',
    });
    expect((await rejection(aws.resolve({ uri: 's3://shut/x/' }))).hint).toMatch(
      /^Set AWS_PROFILE/,
    );
    const { accessKeyId, secretAccessKey } = bench().server.credentials;
    process.env.AWS_ACCESS_KEY_ID = accessKeyId;
    process.env.AWS_SECRET_ACCESS_KEY = secretAccessKey;
    expect(await read(aws, 's3://shut/x/')).toEqual(['private']);
  });

  it('there is no list of buckets, and a bucket that is not there is told', async () => {
    const aws = anonymous ?? bench().aws;
    expect(await rejection(aws.list({ uri: 's3://' }))).toMatchObject({
      message: 'No AWS credentials were found.',
    });
    expect(await rejection(aws.resolve({ uri: 's3://nowhere-at-all/x/' }))).toMatchObject({
      message: 'There is no bucket nowhere-at-all.',
    });
  });
});

describe('one version of an object', () => {
  it('is read by its id, beside the newest, and each has its own copy', async () => {
    const { aws, direct, server } = bench();
    await direct.send(new CreateBucketCommand({ Bucket: 'lake' }));
    // Written before versions were kept: its id is the word `null`.
    await server.seedObject('lake', 'x/a.csv', Buffer.from('zero'));
    await direct.send(
      new PutBucketVersioningCommand({
        Bucket: 'lake',
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    );
    const put = async (body: string): Promise<string> => {
      const { VersionId } = await direct.send(
        new PutObjectCommand({ Bucket: 'lake', Key: 'x/a.csv', Body: body }),
      );
      return VersionId ?? '';
    };
    const one = await put('one!');
    await put('two!');
    const at = (version: string): string => `s3://lake/x/a.csv?versionId=${version}`;
    expect(await read(aws, 's3://lake/x/a.csv')).toEqual(['two!']);
    expect(await read(aws, at(one))).toEqual(['one!']);
    expect(await read(aws, at('null'))).toEqual(['zero']);
    expect(await read(aws, 's3://lake/x/')).toEqual(['two!']);
    const older = await aws.resolve({ uri: at(one) });
    expect(older.objects[0]).toMatchObject({
      ...{ uri: 's3://lake/x/a.csv', key: 'x/a.csv', versionId: one, pinned: true },
    });
    expect(older.snapshot).not.toBe((await aws.resolve({ uri: 's3://lake/x/a.csv' })).snapshot);
    // md5 of "one!", by md5sum
    expect(await aws.checksums({ objects: older.objects })).toMatchObject([
      { algorithm: 'md5', hex: '633c8403325f1cf963809e6eb224d77e' },
    ]);
    expect(await aws.getText({ uri: at(one) })).toBe('one!');
    expect(await rejection(aws.putText({ uri: at(one), text: 'x' }))).toMatchObject({
      code: 'usage',
    });
    const wrong = await rejection(aws.resolve({ uri: at('01AAAAAAAAAAAAAAAAAAAAAAAA') }));
    expect(wrong).toMatchObject({
      code: 'not-found',
      message: `There is nothing at ${at('01AAAAAAAAAAAAAAAAAAAAAAAA')}.`,
    });
    const job = { name: 'main', source: older, staging: 's3://lake/staging/' };
    expect(await rejection(aws.pinInput(job))).toMatchObject({ code: 'unsupported' });
  });
});

describe('addresses', () => {
  it('are taken apart as S3 has them', () => {
    const alias = 'trips-m7n6b5v4c3x2z1qwertyuiopasdfguse1a-s3alias';
    const arn = 'arn:aws-cn:s3:cn-north-1:123456789012:accesspoint/trips';
    const cases = [
      ['s3://lake/a b/ü%20.csv', { bucket: 'lake', key: 'a b/ü%20.csv' }],
      ['s3a://lake/x', { bucket: 'lake', key: 'x' }],
      [`s3://${alias}/x/`, { bucket: alias, key: 'x/' }],
      [`s3://${arn}/x/y.csv`, { bucket: arn, key: 'x/y.csv' }],
      [`s3://${arn}`, { bucket: arn, key: '' }],
      [
        's3://lake/x?versionId=3/L4kqtJlcpXroDTDmJ+rmSpXd',
        { bucket: 'lake', key: 'x?versionId=3/L4kqtJlcpXroDTDmJ+rmSpXd' },
      ],
      [
        's3://lake/x?versionId=3sL4kqtJlcpXroDTDmJ.rmSpXd_dIbrHY-1',
        { bucket: 'lake', key: 'x', versionId: '3sL4kqtJlcpXroDTDmJ.rmSpXd_dIbrHY-1' },
      ],
      ['s3://lake/x-?.csv', { bucket: 'lake', key: 'x-?.csv' }],
      ['s3://lake/?versionId=1', { bucket: 'lake', key: '?versionId=1' }],
    ] as const;
    for (const [uri, place] of cases) expect(parseS3Uri(uri), uri).toEqual(place);
    for (const uri of [
      'lake/x',
      'https://lake.s3.amazonaws.com/x',
      's3:///x',
      's3://a',
      's3://arn:aws:s3:::lake/x',
    ])
      expect(() => parseS3Uri(uri), uri).toThrow('is not an address on S3.');
  });
});

describe('an access point', () => {
  it('lies in the region of its ARN, and its requests go to that partition', async () => {
    Reflect.deleteProperty(process.env, 'AWS_ENDPOINT_URL_S3');
    const buckets = new Buckets(new AwsClients());
    const hosts = await Promise.all(
      [
        'arn:aws:s3:eu-west-1:123456789012:accesspoint/trips',
        'arn:aws-cn:s3:cn-north-1:123456789012:accesspoint/trips',
        'arn:aws-us-gov:s3:us-gov-west-1:123456789012:accesspoint:trips',
      ].map(async (arn) => {
        const client = await buckets.client(arn);
        let host = '';
        client.middlewareStack.add(
          (next) => (args) => {
            const { request } = args;
            if (typeof request === 'object' && request !== null && 'hostname' in request)
              host = String(request.hostname);
            // Signed, and not sent.
            throw new Error(`stopped before ${typeof next}`);
          },
          { step: 'finalizeRequest', priority: 'low' },
        );
        await client.send(new GetObjectCommand({ Bucket: arn, Key: 'x' })).catch(() => undefined);
        return [await buckets.region(arn), host];
      }),
    );
    expect(hosts).toEqual([
      ['eu-west-1', 'trips-123456789012.s3-accesspoint.eu-west-1.amazonaws.com'],
      ['cn-north-1', 'trips-123456789012.s3-accesspoint.cn-north-1.amazonaws.com.cn'],
      ['us-gov-west-1', 'trips-123456789012.s3-accesspoint.us-gov-west-1.amazonaws.com'],
    ]);
    expect(bench().proxy.count()).toBe(0);
  });

  it('of several regions is told', async () => {
    const uri = 's3://arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap/x.csv';
    expect(await rejection(bench().aws.resolve({ uri }))).toMatchObject({
      code: 'unsupported',
      message:
        'arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap is an access point of several regions.',
    });
  });
});
