import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
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
    await start(
      'late',
      "print('first\\nsecond', flush=True)\nimport time\ntime.sleep(5)\nprint('end')\n",
    );
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
