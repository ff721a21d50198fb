import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateModelCommand, DescribeModelCommand } from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Upload } from '@aws-sdk/lib-storage';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { clientConfig, sagemakerAt } from './seedJobs.ts';
import { startStandIn, type StandIn } from './standIn.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 });

const root = fileURLToPath(new URL('../../', import.meta.url));
let standIn: StandIn;
let s3: S3Client;

beforeAll(async () => {
  standIn = await startStandIn({ root });
  s3 = new S3Client(clientConfig(standIn));
});
afterAll(async () => {
  await standIn.stop();
});
beforeEach(async () => {
  await standIn.reset();
  await standIn.createBucket('lake');
});

async function sha256OfObject(key: string): Promise<string> {
  const answer = await s3.send(new GetObjectCommand({ Bucket: 'lake', Key: key }));
  const bytes = await answer.Body?.transformToByteArray();
  return createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
}

it('carries S3 both ways to the byte: buffers, streams, several parts, odd keys', async () => {
  const body = randomBytes(3_000_000);
  const wanted = createHash('sha256').update(body).digest('hex');
  await s3.send(new PutObjectCommand({ Bucket: 'lake', Key: 'a é+b&c/d.bin', Body: body }));
  expect(await sha256OfObject('a é+b&c/d.bin')).toBe(wanted);
  const parts = Readable.from([body.subarray(0, 1_000_000), body.subarray(1_000_000)]);
  const upload = new Upload({ client: s3, params: { Bucket: 'lake', Key: 'stream', Body: parts } });
  await upload.done();
  expect(await sha256OfObject('stream')).toBe(wanted);
  const large = randomBytes(11_000_000);
  const inParts = new Upload({ client: s3, params: { Bucket: 'lake', Key: 'parts', Body: large } });
  expect((await inParts.done()).ETag).toMatch(/-3"$/);
  expect(await sha256OfObject('parts')).toBe(createHash('sha256').update(large).digest('hex'));
  const listed = await s3.send(new ListObjectsV2Command({ Bucket: 'lake' }));
  expect(listed.Contents?.map((object) => object.Key)).toEqual([
    'a é+b&c/d.bin',
    'parts',
    'stream',
  ]);
  const Objects = [{ Key: 'parts' }, { Key: 'stream' }];
  await s3.send(new DeleteObjectsCommand({ Bucket: 'lake', Delete: { Objects } }));
  expect((await s3.send(new ListObjectsV2Command({ Bucket: 'lake' }))).KeyCount).toBe(1);
});

it('sends a client to the region of its bucket', async () => {
  await standIn.createBucket('far', 'eu-west-1');
  await standIn.putObject('far', 'a.txt', 'far away');
  const get = new GetObjectCommand({ Bucket: 'far', Key: 'a.txt' });
  await expect(s3.send(get)).rejects.toMatchObject({
    name: 'PermanentRedirect',
    $metadata: { httpStatusCode: 301 },
  });
  await expect(s3.send(new HeadBucketCommand({ Bucket: 'far' }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 301 },
  });
  const location = await s3.send(new GetBucketLocationCommand({ Bucket: 'far' }));
  expect(location.LocationConstraint).toBe('eu-west-1');
  const following = new S3Client({ ...clientConfig(standIn), followRegionRedirects: true });
  expect(await (await following.send(get)).Body?.transformToString()).toBe('far away');
  const nobody = new GetObjectCommand({ Bucket: 'nobody-has-it', Key: 'a' });
  await expect(s3.send(nobody)).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

it('carries STS and IAM', async () => {
  const sts = new STSClient(clientConfig(standIn));
  const identity = await sts.send(new GetCallerIdentityCommand());
  expect(identity.Account).toBe('123456789012');
  const arn = await standIn.createRole('SageMakerRole');
  const iam = new IAMClient(clientConfig(standIn));
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'SageMakerRole' }));
  expect(Role?.Arn).toBe(arn);
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain(
    'sagemaker.amazonaws.com',
  );
  await expect(iam.send(new GetRoleCommand({ RoleName: 'x' }))).rejects.toMatchObject({
    name: 'NoSuchEntityException',
  });
});

it('carries Logs, and keeps to a prefix of streams', async () => {
  const logs = new CloudWatchLogsClient(clientConfig(standIn));
  const logGroupName = '/a/group';
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  for (const logStreamName of ['one/1', 'two/1']) {
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    const logEvents = [{ timestamp: Date.now(), message: `from ${logStreamName}` }];
    await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  }
  const got = await logs.send(
    new GetLogEventsCommand({ logGroupName, logStreamName: 'one/1', startFromHead: true }),
  );
  expect(got.events?.map((event) => event.message)).toEqual(['from one/1']);
  const filter = async (logStreamNamePrefix: string): Promise<(string | undefined)[]> => {
    const answer = await logs.send(
      new FilterLogEventsCommand({ logGroupName, logStreamNamePrefix }),
    );
    return (answer.events ?? []).map((event) => event.message);
  };
  expect(await filter('two/')).toEqual(['from two/1']);
  expect(await filter('three/')).toEqual([]);
});

it('leaves the rest of SageMaker to moto, but not its judgement of requests', async () => {
  const client = sagemakerAt(standIn);
  const ExecutionRoleArn = await standIn.createRole('SageMakerRole');
  await client.send(new CreateModelCommand({ ModelName: 'churn', ExecutionRoleArn }));
  const described = await client.send(new DescribeModelCommand({ ModelName: 'churn' }));
  expect(described.ModelArn).toMatch(/model\/churn$/);
  await expect(
    client.send(new CreateModelCommand({ ModelName: 'no_underscore', ExecutionRoleArn })),
  ).rejects.toThrow(/'modelName'.*pattern/);
});

it('refuses what is not signed, not JSON or not SageMaker', async () => {
  const post = async (operation: string, body: string, signed = true): Promise<string> => {
    const scope = 'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/sagemaker/aws4_request';
    const answer = await fetch(standIn.endpoint, {
      method: 'POST',
      headers: {
        'x-amz-target': `SageMaker.${operation}`,
        ...(signed ? { authorization: scope } : {}),
      },
      body,
    });
    expect(answer.status).toBe(400);
    return answer.text();
  };
  expect(await post('ListTrainingJobs', '{}', false)).toContain('MissingAuthenticationToken');
  expect(await post('ListTrainingJobs', '{')).toContain('SerializationException');
  expect(await post('MakeCoffee', '{}')).toContain('UnknownOperationException');
});
