import { FilterLogEventsCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import {
  AddTagsCommand,
  DescribeProcessingJobCommand,
  ListTagsCommand,
  StopProcessingJobCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { processingRequest } from './requests.ts';
import { clientConfig, poll, processingEnd, sagemakerAt, scriptJob } from './seedJobs.ts';
import { startStandIn, type StandIn } from './standIn.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 });

const root = fileURLToPath(new URL('../../', import.meta.url));
let standIn: StandIn;
let client: SageMakerClient;
let s3: S3Client;
let logs: CloudWatchLogsClient;
let role: string;

beforeAll(async () => {
  standIn = await startStandIn({ root });
  client = sagemakerAt(standIn);
  s3 = new S3Client(clientConfig(standIn));
  logs = new CloudWatchLogsClient(clientConfig(standIn));
});
afterAll(async () => {
  await standIn.stop();
});
beforeEach(async () => {
  await standIn.reset();
  await standIn.createBucket('lake');
  role = await standIn.createRole('SageMakerRole');
});

async function read(key: string): Promise<string | undefined> {
  const answer = await s3.send(new GetObjectCommand({ Bucket: 'lake', Key: key }));
  return answer.Body?.transformToString();
}

async function messages(job: string): Promise<string[]> {
  const answer = await logs.send(
    new FilterLogEventsCommand({
      logGroupName: '/aws/sagemaker/ProcessingJobs',
      logStreamNamePrefix: `${job}/`,
    }),
  );
  return (answer.events ?? []).map((event) => event.message ?? '');
}

const SUM = `
import pathlib, sys
base = pathlib.Path(sys.argv[1])
rows = [int(line) for file in sorted((base / 'input/data').rglob('*.txt')) for line in file.open()]
(base / 'output/out/deep').mkdir()
(base / 'output/out/deep/sum.txt').write_text(str(sum(rows)))
(base.parent / 'output/message').write_text('rows: %d é' % len(rows))
print('summed', len(rows))
print('to stderr', file=sys.stderr)
`;

describe('a processing job', () => {
  it('is executed: inputs from S3 in, outputs to S3, message, times and tags', async () => {
    await standIn.putObject('lake', 'raw/a.txt', '1\n2\n');
    await standIn.putObject('lake', 'raw/part/b.txt', '30\n');
    await standIn.putObject('lake', 'raw-old/c.txt', '500\n');
    const command = await scriptJob(standIn, {
      name: 'sum',
      role,
      script: SUM,
      arguments: ['/opt/ml/processing'],
    });
    command.input.ProcessingInputs?.push({
      InputName: 'data',
      S3Input: {
        S3Uri: 's3://lake/raw/',
        LocalPath: '/opt/ml/processing/input/data',
        S3DataType: 'S3Prefix',
        S3InputMode: 'File',
      },
    });
    const created = await client.send(command);
    const arn = 'arn:aws:sagemaker:us-east-1:123456789012:processing-job/sum';
    expect(created.ProcessingJobArn).toBe(arn);
    const first = await client.send(new DescribeProcessingJobCommand({ ProcessingJobName: 'sum' }));
    expect(first.ProcessingJobStatus).toBe('InProgress');
    expect(first.ProcessingEndTime).toBeUndefined();

    const job = await processingEnd(client, 'sum');
    expect(job).toMatchObject({
      ProcessingJobStatus: 'Completed',
      ExitMessage: 'rows: 3 é',
      RoleArn: role,
      ProcessingResources: processingRequest.ProcessingResources,
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    });
    expect(job.FailureReason).toBeUndefined();
    const times = [job.CreationTime, job.ProcessingStartTime, job.ProcessingEndTime].map((time) =>
      time?.getTime(),
    );
    expect(times).toEqual([...times].sort());
    expect(Math.abs(Date.now() - (times[0] ?? 0))).toBeLessThan(60_000);
    expect(await read('out/sum/deep/sum.txt')).toBe('33');
    const tags = await client.send(new ListTagsCommand({ ResourceArn: arn }));
    expect(tags.Tags).toEqual([{ Key: 'created-by', Value: 'sluice' }]);
    await client.send(new AddTagsCommand({ ResourceArn: arn, Tags: [{ Key: 'k', Value: 'v' }] }));
    expect((await client.send(new ListTagsCommand({ ResourceArn: arn }))).Tags).toHaveLength(2);
    expect(standIn.control.job('sum')?.tags.get('k')).toBe('v');
  });

  it('takes its prefix by letters and its manifest by the list', async () => {
    await standIn.putObject('lake', 'raw/a.txt', '1\n');
    await standIn.putObject('lake', 'raw-old/c.txt', '500\n');
    await standIn.putObject('lake', 'raw/skip.txt', '7000\n');
    await standIn.putObject(
      'lake',
      'list.manifest',
      JSON.stringify([{ prefix: 's3://lake/' }, 'raw/a.txt', 'raw-old/c.txt']),
    );
    const run = async (
      name: string,
      uri: string,
      type: 'S3Prefix' | 'ManifestFile',
    ): Promise<string | undefined> => {
      const command = await scriptJob(standIn, {
        name,
        role,
        script: SUM,
        arguments: ['/opt/ml/processing'],
      });
      command.input.ProcessingInputs?.push({
        InputName: 'data',
        S3Input: {
          S3Uri: uri,
          LocalPath: '/opt/ml/processing/input/data/x',
          S3DataType: type,
          S3InputMode: 'File',
        },
      });
      await client.send(command);
      const job = await processingEnd(client, name);
      expect(job.FailureReason).toBeUndefined();
      return read(`out/${name}/deep/sum.txt`);
    };
    expect(await run('folder', 's3://lake/raw/', 'S3Prefix')).toBe('7001');
    expect(await run('letters', 's3://lake/raw', 'S3Prefix')).toBe('7501');
    expect(await run('manifest', 's3://lake/list.manifest', 'ManifestFile')).toBe('501');
  });

  it('sees its own environment only, and a base folder in place of /opt/ml/processing', async () => {
    process.env.AWS_SECRET_OF_OURS = 'leak';
    const script = `
import json, os, pathlib, sys
env = dict(os.environ)
config = json.load(open(pathlib.Path(env['SLUICE_BASE']).parent / 'config/processingjobconfig.json'))
out = {'aws': sorted(k for k in env if 'AWS' in k), 'mine': env.get('MINE'), 'same': env['SLUICE_BASE'] == sys.argv[2],
  'base': sys.argv[1] == '--base=' + sys.argv[2], 'untouched': sys.argv[3], 'name': config['ProcessingJobName']}
open(env['SLUICE_BASE'] + '/output/out/env.json', 'w').write(json.dumps(out))
`;
    const words = ['--base=/opt/ml/processing', '/opt/ml/processing', '/opt/ml/processing2'];
    await client.send(
      await scriptJob(standIn, {
        name: 'env',
        role,
        script,
        arguments: words,
        change: { Environment: { MINE: 'yes' } },
      }),
    );
    expect((await processingEnd(client, 'env')).ProcessingJobStatus).toBe('Completed');
    expect(JSON.parse((await read('out/env/env.json')) ?? '')).toEqual({
      aws: ['AWS_DEFAULT_REGION', 'AWS_REGION'],
      mine: 'yes',
      same: true,
      base: true,
      untouched: '/opt/ml/processing2',
      name: 'env',
    });
  });

  it('has no network when it asks for isolation', async () => {
    const script = `
import os, socket
try:
    socket.create_connection(('127.0.0.1', int(os.environ['PORT'])), 2); print('reached')
except OSError as error:
    print('refused')
`;
    const port = new URL(standIn.endpoint).port;
    const run = async (name: string, isolated: boolean): Promise<string[]> => {
      await client.send(
        await scriptJob(standIn, {
          name,
          role,
          script,
          change: {
            Environment: { PORT: port },
            NetworkConfig: { EnableNetworkIsolation: isolated },
          },
        }),
      );
      await processingEnd(client, name);
      await standIn.control.job(name)?.done;
      return messages(name);
    };
    expect(await run('open', false)).toEqual(['reached']);
    // Where the machine allows no namespaces the stand-in says so, and the job has its network.
    const isolated = standIn.control.state().isolation ? 'refused' : 'reached';
    expect(await run('isolated', true)).toEqual([isolated]);
  });

  it('writes its lines to CloudWatch, the last of them after its end can be seen', async () => {
    const script = `
import sys, time
for n in range(3):
    print('line', n); time.sleep(1)
print('a\\ttab'); print('last')
`;
    standIn.settings.logDelayMs = 1500;
    await client.send(await scriptJob(standIn, { name: 'talk', role, script }));
    await expect(messages('talk')).rejects.toThrow(/log group does not exist/);
    await processingEnd(client, 'talk');
    const early = await messages('talk');
    expect(early).toContain('line 0');
    expect(early).not.toContain('last');
    const all = await poll(
      () => messages('talk'),
      (lines) => lines.includes('last'),
    );
    expect(all).toEqual(['line 0', 'line 1', 'line 2', 'a#011tab', 'last']);
  });

  it('fails with its exit code, its message and nothing uploaded', async () => {
    const script = `
import os, sys
open(os.environ['SLUICE_BASE'] + '/output/out/part.txt', 'w').write('half')
open(os.environ['SLUICE_MESSAGE_FILE'], 'w').write('step c3 failed')
sys.exit(3)
`;
    await client.send(await scriptJob(standIn, { name: 'broken', role, script }));
    expect(await processingEnd(client, 'broken')).toMatchObject({
      ProcessingJobStatus: 'Failed',
      FailureReason: 'AlgorithmError: See job logs for more information, exit code: 3',
      ExitMessage: 'step c3 failed',
    });
    const listed = await s3.send(new ListObjectsV2Command({ Bucket: 'lake', Prefix: 'out/' }));
    expect(listed.KeyCount).toBe(0);
  });

  it('uploads as files appear where that is asked for, whatever the end', async () => {
    const script = `
import os, sys
base = os.environ['SLUICE_BASE']
open(base + '/output/events/log.txt', 'w').write('event')
os.symlink('/etc/hostname', base + '/output/events/link')
sys.exit(1)
`;
    const command = await scriptJob(standIn, { name: 'events', role, script });
    command.input.ProcessingOutputConfig?.Outputs?.push({
      OutputName: 'events',
      S3Output: {
        S3Uri: 's3://lake/events/',
        LocalPath: '/opt/ml/processing/output/events',
        S3UploadMode: 'Continuous',
      },
    });
    await client.send(command);
    expect((await processingEnd(client, 'events')).ProcessingJobStatus).toBe('Failed');
    const listed = await s3.send(new ListObjectsV2Command({ Bucket: 'lake', Prefix: 'events/' }));
    expect(listed.Contents?.map((object) => object.Key)).toEqual(['events/log.txt']);
  });

  it('gives run.py of a job directory its base folder where nobody names one', async () => {
    const script = `
import argparse, os, pathlib
parser = argparse.ArgumentParser(); parser.add_argument('--base'); base = parser.parse_args().base
pathlib.Path(base, 'output/out/same.txt').write_text(str(base == os.environ['SLUICE_BASE']))
`;
    await standIn.putObject('lake', 'code/run-py/run.py', script);
    const command = await scriptJob(standIn, { name: 'run-py', role, script: '' });
    const ContainerEntrypoint = ['python3', '/opt/ml/processing/input/code/run.py'];
    const { ImageUri } = processingRequest.AppSpecification;
    command.input.AppSpecification = { ImageUri, ContainerEntrypoint };
    await client.send(command);
    await processingEnd(client, 'run-py');
    expect(await read('out/run-py/same.txt')).toBe('True');
  });

  it('fails for what the platform cannot download', async () => {
    const command = await scriptJob(standIn, { name: 'empty', role, script: '' });
    command.input.ProcessingInputs?.push({
      InputName: 'data',
      S3Input: {
        S3Uri: 's3://lake/nothing/',
        LocalPath: '/opt/ml/processing/input/data',
        S3DataType: 'S3Prefix',
        S3InputMode: 'File',
      },
    });
    await client.send(command);
    const job = await processingEnd(client, 'empty');
    expect(job.FailureReason).toContain('No S3 objects found under S3 URL "s3://lake/nothing/"');
    expect(job.ProcessingStartTime).toBeUndefined();
  });

  it('fails on order, and for a message that is no text', async () => {
    standIn.control.failNextJob({
      reason: 'InternalServerError: We encountered an internal error.',
    });
    await client.send(await scriptJob(standIn, { name: 'ordered', role, script: 'print(1)' }));
    expect((await processingEnd(client, 'ordered')).FailureReason).toMatch(/^InternalServerError/);
    const script = `import os; open(os.environ['SLUICE_MESSAGE_FILE'], 'wb').write(b'\\xff')`;
    await client.send(await scriptJob(standIn, { name: 'bytes', role, script }));
    expect((await processingEnd(client, 'bytes')).FailureReason).toMatch(/^ClientError.*UTF-8/);
  });

  it('stops: SIGTERM first, and Stopping before Stopped', async () => {
    const script = `
import os, signal, sys, time
def bye(*_):
    print('asked to stop', flush=True); sys.exit(0)
signal.signal(signal.SIGTERM, bye)
print('ready', flush=True)
print('waiting', flush=True)
time.sleep(60)
`;
    standIn.settings.paceMs = 500;
    await client.send(await scriptJob(standIn, { name: 'long', role, script }));
    await poll(
      () => messages('long').catch(() => ['']),
      (lines) => lines.includes('ready'),
    );
    await client.send(new StopProcessingJobCommand({ ProcessingJobName: 'long' }));
    const now = await client.send(new DescribeProcessingJobCommand({ ProcessingJobName: 'long' }));
    expect(now.ProcessingJobStatus).toBe('Stopping');
    expect((await processingEnd(client, 'long')).ProcessingJobStatus).toBe('Stopped');
    await standIn.control.job('long')?.done;
    expect(await messages('long')).toEqual(['ready', 'waiting', 'asked to stop']);
    await expect(
      client.send(new StopProcessingJobCommand({ ProcessingJobName: 'long' })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('is killed when it does not heed SIGTERM, and stopped at its time limit', async () => {
    const script = `
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print('ready', flush=True)
time.sleep(60)
`;
    const change = { StoppingCondition: { MaxRuntimeInSeconds: 3 } };
    const begun = Date.now();
    await client.send(await scriptJob(standIn, { name: 'deaf', role, script, change }));
    expect((await processingEnd(client, 'deaf')).ProcessingJobStatus).toBe('Stopped');
    expect(Date.now() - begun).toBeGreaterThan(5000);
    expect(Date.now() - begun).toBeLessThan(30_000);
  });
});
