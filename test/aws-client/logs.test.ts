import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import { createAws } from '../../src/aws/client.ts';
import type { Aws } from '../../src/aws/client.ts';
import { rejection } from './rejection.ts';
import { useStandIn } from './useStandIn.ts';

const bench = useStandIn();

async function start(name: string, script: string): Promise<void> {
  const { aws, standIn, role } = bench();
  await standIn.putObject('lake', 'stage/code/run.py', script);
  await aws.submitProcessing({
    name,
    role,
    instance: 'ml.m5.xlarge',
    volumeGb: 30,
    maxSeconds: 600,
    code: 's3://lake/stage/code/',
    inputs: [],
    outputs: [],
    run: `s3://lake/stage/${name}/run/`,
    networkIsolation: false,
    tags: {},
  });
}

async function follow(aws: Aws, name: string): Promise<string[]> {
  const texts: string[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await aws.logs({
      kind: 'processing',
      name,
      follow: true,
      ...(cursor === undefined ? {} : { cursor }),
    });
    texts.push(...page.events.map(({ text }) => text));
    cursor = page.cursor;
    if (page.done) return texts;
  }
}

const TALK = `
import time
for i in range(4):
    print('line', i, flush=True)
    print('same', flush=True)
    time.sleep(0.7)
print('last')
`;

describe('logs', () => {
  it('are followed to the end: every line once, equal lines as often as they came', async () => {
    await start('talk', TALK);
    const texts = await follow(bench().aws, 'talk');
    expect(texts.filter((text) => /^(line|last)/.test(text))).toEqual([
      'line 0',
      'line 1',
      'line 2',
      'line 3',
      'last',
    ]);
    expect(texts.filter((text) => text === 'same').length).toBe(4);
  });

  it('wait while nothing has been written, and can be cancelled', async () => {
    await start('silent', 'import time\ntime.sleep(30)\n');
    const first = await bench().aws.logs({ kind: 'processing', name: 'silent' });
    expect(first).toMatchObject({ events: [], waiting: true, done: false });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 500);
    const error = await rejection(
      bench().aws.logs(
        { kind: 'processing', name: 'silent', follow: true },
        { signal: stop.signal },
      ),
    );
    expect(error.code).toBe('cancelled');
    await bench().aws.stopJob({ kind: 'processing', name: 'silent' });
  });

  it('bring an event that arrives late with an earlier time', async () => {
    const { aws, standIn } = bench();
    await start('late', "print('first', flush=True)\nimport time\ntime.sleep(4)\nprint('end')\n");
    const group = '/aws/sagemaker/ProcessingJobs';
    const logs = new CloudWatchLogsClient({ endpoint: standIn.endpoint });
    const early = await aws.logs({ kind: 'processing', name: 'late', follow: true });
    expect(early.events.map(({ text }) => text)).toContain('first');
    const before = (early.events[0]?.time ?? 0) - 5000;
    const logStreamName = 'late/algo-2-1';
    await logs.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName }));
    const put = (message: string): Promise<unknown> =>
      logs.send(
        new PutLogEventsCommand({
          logGroupName: group,
          logStreamName,
          logEvents: [{ timestamp: before, message }],
        }),
      );
    await put('from the second host');
    const next = await aws.logs({ kind: 'processing', name: 'late', cursor: early.cursor });
    expect(next.events.map(({ stream, text }) => [stream, text])).toContainEqual([
      'algo-2-1',
      'from the second host',
    ]);
    await put('late');
    const texts: string[] = [];
    let cursor = next.cursor;
    for (;;) {
      const page = await aws.logs({ kind: 'processing', name: 'late', cursor, follow: true });
      texts.push(...page.events.map(({ text }) => text));
      cursor = page.cursor;
      if (page.done) break;
    }
    expect(texts.filter((text) => text === 'late').length).toBe(1);
    expect(texts.filter((text) => text === 'first' || text.startsWith('from'))).toEqual([]);
    expect(texts).toContain('end');
  });
});

describe('preflight', () => {
  const GB = 1e9;

  it('finds nothing in a sound plan', async () => {
    const { aws, role } = bench();
    const report = await aws.preflight({
      role,
      staging: 's3://lake/stage/',
      outputs: [{ name: 'train', uri: 's3://lake/out/run-1/' }],
      inputs: [{ name: 'main', uri: 's3://lake/raw/', size: 2 * GB }],
      volumeGb: 9,
    });
    expect(report).toEqual({
      identity: {
        account: '123456789012',
        arn: expect.stringMatching(/^arn:aws:/) as string,
        region: 'us-east-1',
        customEndpoint: true,
      },
      problems: [],
    });
  });

  it('names all that would fail, and creates nothing', async () => {
    const { aws, standIn } = bench();
    await standIn.createBucket('faraway', 'eu-west-1');
    await standIn.putObject('lake', 'out/run-1/part-0.csv', 'x');
    const role = await standIn.createRole('Lambda', 'lambda.amazonaws.com');
    standIn.control.reset();
    const { problems } = await aws.preflight({
      role,
      staging: 's3://faraway/stage/',
      outputs: [
        { name: 'train', uri: 's3://lake/out/run-1/' },
        { name: 'test', uri: 's3://no-such-bucket/x/' },
      ],
      inputs: [{ name: 'main', uri: 's3://lake/raw/', size: 10 * GB }],
      volumeGb: 24,
    });
    expect(problems.map(({ field, code, severity }) => [field, code, severity])).toEqual([
      ['role', 'role-trust', 'error'],
      ['staging', 'wrong-region', 'error'],
      ['outputs.test', 'not-found', 'error'],
      ['outputs.train', 'used-prefix', 'error'],
      ['volumeGb', 'small-volume', 'error'],
    ]);
    expect(problems.at(-1)?.hint).toBe('Set it to at least 25 GB: twice the input and 5 GB.');
    expect(problems.every(({ message, hint }) => message !== '' && hint !== '')).toBe(true);
    const { calls, created } = standIn.control.state();
    expect(created).toEqual({ processing: 0, training: 0 });
    expect(Object.keys(calls).sort()).toEqual([
      'GetCallerIdentity',
      'GetRole',
      'S3.GET',
      'S3.HEAD',
    ]);
  });

  const roles: readonly (readonly [string, string, string])[] = [
    ['MyRole', 'role-form', 'error'],
    ['arn:aws:iam::123456789012:user/me', 'role-form', 'error'],
    [
      'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123',
      'role-form',
      'error',
    ],
    ['arn:aws:iam::999999999999:role/Other', 'role-account', 'error'],
    ['arn:aws:iam::123456789012:role/Nobody', 'role-missing', 'error'],
    ['arn:aws:iam::123456789012:role/path/SageMakerRole', 'role-path', 'error'],
  ];
  for (const [role, code, severity] of roles) {
    it(`judges the role ${role}`, async () => {
      const { problems } = await bench().aws.preflight({
        role,
        staging: 's3://lake/stage/',
        outputs: [],
        inputs: [],
        volumeGb: 30,
      });
      expect(problems).toMatchObject([{ field: 'role', code, severity }]);
    });
  }

  it('says what it could not check', async () => {
    const { aws, standIn, role } = bench();
    standIn.control.fault({ operation: 'GetRole', kind: 'accessDenied' });
    const { problems } = await aws.preflight({
      role,
      staging: 's3://lake/stage/',
      outputs: [],
      inputs: [],
      volumeGb: 30,
    });
    expect(problems).toMatchObject([{ field: 'role', code: 'not-checked', severity: 'note' }]);
  });

  it('ends at credentials that do not work', async () => {
    const { aws, standIn, role } = bench();
    standIn.control.fault({ operation: 'GetCallerIdentity', kind: 'expiredToken' });
    const report = await aws.preflight({
      role,
      staging: 's3://lake/stage/',
      outputs: [],
      inputs: [],
      volumeGb: 1,
    });
    expect(report.identity).toBeUndefined();
    expect(report.problems.map(({ field, code }) => [field, code])).toEqual([
      ['identity', 'credentials'],
      ['volumeGb', 'small-volume'],
    ]);
  });
});

describe('the forked process', () => {
  const script = fileURLToPath(new URL('../../src/aws/main.ts', import.meta.url));

  it('answers over RPC, with errors, progress and cancel; comes back after a crash', async () => {
    const { standIn } = bench();
    await standIn.putObject('lake', 'x/a.csv', 'abc');
    const aws = createAws({ mode: 'child', script });
    const folder = mkdtempSync(join(tmpdir(), 'sluice-aws-'));
    try {
      expect((await aws.identity({})).account).toBe('123456789012');
      expect(await rejection(aws.resolve({ uri: 's3://lake/none/' }))).toMatchObject({
        code: 'not-found',
        message: 'There is no data at s3://lake/none/.',
      });
      const source = await aws.resolve({ uri: 's3://lake/x/' });
      const notes: number[] = [];
      const ensured = await aws.ensure(
        { ...source, cacheDirectory: folder },
        { onProgress: ({ done }) => notes.push(done) },
      );
      expect(ensured.files.length).toBe(1);
      expect(notes.at(-1)).toBe(3);
      standIn.control.s3Fault({ path: 'list-type', kind: 'delay', milliseconds: 20_000, times: 2 });
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 300);
      const cancelled = aws.resolve({ uri: 's3://lake/x/' }, { signal: stop.signal });
      expect((await rejection(cancelled)).code).toBe('cancelled');
      const doomed = rejection(aws.resolve({ uri: 's3://lake/x/' }));
      await new Promise((done) => setTimeout(done, 300));
      for (const pid of childrenOf(process.pid, 'src/aws/main.ts')) process.kill(pid, 'SIGKILL');
      expect(await doomed).toMatchObject({
        code: 'engine-crashed',
        message: 'The process that talks to AWS ended unexpectedly.',
      });
      expect((await aws.resolve({ uri: 's3://lake/x/' })).objects.length).toBe(1);
    } finally {
      aws.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function childrenOf(parent: number, script: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return status.includes(`\nPPid:\t${String(parent)}\n`) && command.includes(script);
      } catch {
        // The process ended between the listing and the look.
        return false;
      }
    })
    .map(Number);
}
