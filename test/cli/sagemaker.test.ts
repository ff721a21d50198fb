import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { useBuild } from './build.ts';
import { download, keysBelow } from './download.ts';
import {
  jobsAnswer,
  ordersCsv,
  ordersRecipe,
  ordersTable,
  runAnswer,
  seedOrders,
} from './orders.ts';
import { rowsOf } from './query.ts';
import { refused } from './refused.ts';
import type { Ended } from './sluice.ts';
import { useAws } from './useAws.ts';

useBuild();

const file = 'orders.sluice.json';
const onS3 = ordersRecipe.replace('"uri": "orders.csv"', '"uri": "s3://lake/in/orders.csv"');
/** One source on S3, the other one here; the median has been learned. */
const aws = useAws(async ({ standIn, work }) => {
  await seedOrders(work);
  await standIn.putObject('lake', 'in/orders.csv', work.read('orders.csv'));
  work.write(file, onS3);
  const learned = await work.run(['run', file, '--refit', '--out', work.path('local')]);
  if (learned.code !== 0) throw new Error(learned.stderr);
});

const submit = (...more: string[]): string[] => [
  ...['run', file, '--sagemaker', '--role', aws().role, '--staging', 's3://lake/staging/'],
  ...more,
];
const created = (): number => aws().standIn.control.created('processing');

/** The runs on SageMaker, newest first. */
async function remoteRuns(): Promise<z.infer<typeof jobsAnswer>['runs']> {
  const { runs } = jobsAnswer.parse(await aws().work.json(['jobs']));
  return runs.filter(({ target }) => target === 'sagemaker');
}

const nameOf = async (): Promise<string> => (await remoteRuns())[0]?.name ?? '';

async function submitted(...more: string[]): Promise<Ended> {
  const end = await aws().work.run([...submit('--yes', ...more), '--json']);
  expect(end.code, end.stdout + end.stderr).toBe(0);
  return end;
}

const errorOf = (end: Ended): unknown =>
  z.strictObject({ error: z.looseObject({ code: z.string() }) }).parse(end.json).error;

describe('a run on SageMaker', () => {
  it('gives the table of the run here, at the addresses that it names', async () => {
    const { work, standIn } = aws();
    const answer = runAnswer.parse((await submitted('--wait')).json);
    const name = basename(answer.run);
    expect(answer).toMatchObject({
      state: 'completed',
      rows: { in: 6, out: 5 },
      outputs: [
        { name: 'all', uri: `s3://lake/orders/all/${name}/`, rows: 5 },
        { name: 'plain', uri: `s3://lake/orders/plain/${name}/`, rows: 5 },
      ],
    });
    const all = await download(standIn, `s3://lake/orders/all/${name}/`, work.path('all'));
    expect(await rowsOf(all)).toEqual(ordersTable);
    expect(await rowsOf(work.path('local/output/all'))).toEqual(ordersTable);
    const plain = await download(standIn, `s3://lake/orders/plain/${name}/`, work.path('plain'));
    expect(readFileSync(join(plain, 'part-00000.csv'), 'utf8')).toBe(ordersCsv);
    expect(created()).toBe(1);
    const [job] = standIn.control.state().jobs;
    expect(job?.name).toBe(name);
    expect(job?.tags['sluice:recipe']).toMatch(/^[0-9a-f]{64}$/);
    expect(job?.tags['sluice:snapshot']).toMatch(/^sha256:[0-9a-f]{64}$/);
    const record = await work.json(['jobs', 'show', name]);
    expect(record).toMatchObject({
      state: 'completed',
      job: { arn: job?.arn },
      outputs: answer.outputs,
    });
    const run: unknown = JSON.parse(readFileSync(join(answer.run, 'output/run/run.json'), 'utf8'));
    expect(run).toMatchObject({
      ...{ name, state: 'completed', target: 'sagemaker', outputs: answer.outputs },
      job: { arn: job?.arn, region: 'us-east-1', role: aws().role },
    });
  });

  it('names account, region, role, instance and cap before it asks; --yes answers', async () => {
    const end = await aws().work.run(
      submit('--yes', '--instance', 'ml.m5.2xlarge', '--max-seconds', '900'),
    );
    expect(end.code, end.stderr).toBe(0);
    for (const word of [
      '123456789012',
      'us-east-1',
      aws().role,
      'ml.m5.2xlarge',
      '900 s',
      's3://lake/orders/all/',
    ])
      expect(end.stderr).toContain(word);
    expect(end.stdout).toMatch(/sluice jobs logs orders-\S+ --follow/);
  });

  it('without a terminal and without --yes: exit 2, and no job', async () => {
    const { work, standIn } = aws();
    const before = await keysBelow(standIn, 'lake', '');
    const end = await work.run([...submit(), '--json']);
    expect([end.code, errorOf(end)]).toEqual([2, expect.objectContaining({ code: 'usage' })]);
    expect(end.stdout).toMatch(/--yes/);
    expect([created(), standIn.control.calls('CreateProcessingJob')]).toEqual([0, 0]);
    expect(await remoteRuns()).toEqual([]);
    expect(await keysBelow(standIn, 'lake', '')).toEqual(before);
  });

  it.each([
    ['a role that is not there', ['--role', 'arn:aws:iam::123456789012:role/Nobody'], /Nobody/],
    ['a staging bucket that is not there', ['--staging', 's3://no-such-lake/'], /no-such-lake/],
  ])('%s: exit 1 before anything is sent', async (_what, flags, says) => {
    await refused(aws().work, submit('--yes', ...flags), { exit: 1, code: 'preflight', says });
    expect([created(), await remoteRuns()]).toEqual([0, []]);
  });

  it('without a role: exit 2', async () => {
    const args = ['run', file, '--sagemaker', '--yes', '--staging', 's3://lake/staging/'];
    await refused(aws().work, args, { exit: 2, code: 'usage', says: /role/ });
  });
});

describe('one job, whatever happens to the submission', () => {
  const operation = 'CreateProcessingJob';

  it.each([
    ['the answer is lost', [{ operation, kind: 'dropAfter' }]],
    ['the request is lost', [{ operation, kind: 'dropBefore' }]],
    ['AWS throttles', [{ operation, kind: 'throttle', times: 3 }]],
    [
      'AWS fails, then loses the answer',
      [
        { operation, kind: 'error500' },
        { operation, kind: 'dropAfter' },
      ],
    ],
    [
      'the answer is lost and AWS cannot be asked at once',
      [
        { operation, kind: 'dropAfter' },
        { operation: 'DescribeProcessingJob', kind: 'throttle', times: 2 },
      ],
    ],
  ] as const)('%s', async (_what, faults) => {
    for (const fault of faults) aws().standIn.control.fault(fault);
    await submitted('--wait');
    expect(created()).toBe(1);
    expect(aws().standIn.control.state().pending).toEqual([]);
    expect((await remoteRuns()).map(({ state }) => state)).toEqual(['completed']);
  });

  it('the command is killed right after: jobs finds the job, and how it ended', async () => {
    const { work, standIn } = aws();
    standIn.control.fault({ operation, kind: 'delay', milliseconds: 50 });
    const running = work.start(submit('--yes', '--wait'));
    await expect.poll(created, { timeout: 60_000, interval: 5 }).toBe(1);
    running.process.kill('SIGKILL');
    await running.ended;
    const name = standIn.control.state().jobs[0]?.name ?? '';
    expect((await remoteRuns()).map((run) => run.name)).toEqual([name]);
    await standIn.control.job(name)?.done;
    const [run] = await remoteRuns();
    expect(run).toMatchObject({ name, kind: 'run', target: 'sagemaker', state: 'completed' });
    expect(created()).toBe(1);
  });

  it('the command is killed while AWS has not answered yet', async () => {
    const { work, standIn } = aws();
    standIn.control.fault({ operation, kind: 'dropAfter' });
    standIn.control.fault({
      operation: 'DescribeProcessingJob',
      kind: 'delay',
      milliseconds: 20_000,
    });
    const running = work.start(submit('--yes'));
    await expect.poll(created, { timeout: 60_000, interval: 5 }).toBe(1);
    running.process.kill('SIGKILL');
    await running.ended;
    standIn.control.reset();
    expect((await remoteRuns()).map(({ state }) => state)).not.toContain('failed');
    expect(standIn.control.calls(operation)).toBe(0);
  });

  it('Ctrl-C while waiting leaves the job to go on: exit 130', async () => {
    const { work, standIn } = aws();
    standIn.settings.paceMs = 2000;
    const running = work.start(submit('--yes', '--wait'));
    await expect.poll(created, { timeout: 60_000 }).toBe(1);
    await new Promise((done) => setTimeout(done, 1000));
    running.process.kill('SIGINT');
    const end = await running.ended;
    expect(end.code, end.stderr).toBe(130);
    expect((await remoteRuns())[0]?.state).toBe('running');
  });
});

describe('a job that does not end well', () => {
  it('fails: exit 1, its reason, and where to read on', async () => {
    aws().standIn.control.failNextJob({ reason: 'InternalServerError: please try again.' });
    const end = await aws().work.run([...submit('--yes', '--wait'), '--json']);
    expect(end.code).toBe(1);
    expect(end.json).toMatchObject({ error: { code: 'job-failed' } });
    expect(end.stdout).toMatch(/InternalServerError.*sluice jobs logs orders-/s);
    expect((await remoteRuns())[0]?.state).toBe('failed');
  });

  it('breaks a check: exit 3, nothing is published', async () => {
    const { work, standIn } = aws();
    work.write(file, work.read(file).replace('"columns": ["id"]', '"columns": ["name"]'));
    const end = await work.run([...submit('--yes', '--wait'), '--json']);
    expect(end.code, end.stdout).toBe(3);
    expect(runAnswer.parse(end.json)).toMatchObject({
      ...{ state: 'failed', outputs: [] },
      checks: [{ rule: 'unique', failed: true, found: 1 }, {}],
    });
    expect(await keysBelow(standIn, 'lake', 'orders/')).toEqual([]);
  });

  it('is stopped: jobs stop asks, then stops; the one who waits gets exit 1', async () => {
    const { work, standIn } = aws();
    standIn.settings.paceMs = 8000;
    const waiting = work.start([...submit('--yes', '--wait'), '--json']);
    await expect.poll(created, { timeout: 60_000 }).toBe(1);
    const name = await nameOf();
    const asked = { exit: 2, code: 'usage', says: /stop|confirm/i };
    await refused(work, ['jobs', 'stop', name], asked);
    expect(standIn.control.calls('StopProcessingJob')).toBe(0);
    const stopped = await work.run(['jobs', 'stop', name, '--yes']);
    expect(stopped.code, stopped.stderr).toBe(0);
    const end = await waiting.ended;
    expect(end.code).toBe(1);
    expect(end.json).toMatchObject({ error: { code: 'job-failed' } });
    expect(end.stdout).toMatch(/was stopped/);
    expect((await remoteRuns())[0]?.state).toBe('stopped');
    expect(await keysBelow(standIn, 'lake', 'orders/')).toEqual([]);
  });
});

describe('jobs logs', () => {
  const events = z.strictObject({
    events: z.array(
      z.strictObject({ time: z.iso.datetime(), stream: z.string(), text: z.string() }),
    ),
  });

  it('--follow prints each line once, to the end of the job', async () => {
    const { work, standIn } = aws();
    standIn.settings.paceMs = 1000;
    await submitted();
    const name = await nameOf();
    const end = await work.run(['jobs', 'logs', name, '--follow']);
    expect(end.code, end.stderr).toBe(0);
    const stages = end.stdout.split('\n').filter((line) => /^\[\d+\/\d+\]/.test(line));
    const total = Number(/\/(\d+)\]/.exec(stages[0] ?? '')?.[1]);
    expect(stages.map((line) => Number(/^\[(\d+)/.exec(line)?.[1]))).toEqual(
      Array.from({ length: total }, (_, at) => at + 1),
    );
    expect(stages.at(-1)).toMatch(/Wrote plain: 5 rows/);
    const again = events.parse(await work.json(['jobs', 'logs', name]));
    expect(again.events.map(({ text }) => text).join('\n')).toBe(end.stdout.trimEnd());
    expect(existsSync(work.path('.sluice/runs', name, 'record.json'))).toBe(true);
  });
});
