import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/core/codegen/plan.ts';
import type { Confirmation } from '../../src/jobs/confirmation.ts';
import type { LocatedSource, SourceSpec } from '../../src/jobs/locatedSource.ts';
import { jobSettings } from '../../src/jobs/documents.ts';
import { RunHistory } from '../../src/jobs/history.ts';
import { refreshRun } from '../../src/jobs/refreshRun.ts';
import { runOnSagemaker } from '../../src/jobs/sagemakerRun.ts';
import type { SagemakerRunInput } from '../../src/jobs/sagemakerRun.ts';
import { duckdbWheel } from '../../src/jobs/wheel.ts';
import { useStandIn } from '../aws-client/useStandIn.ts';
import { python, pythonFolder, remove, root, sales, salesPlan, scratch } from './jobFolder.ts';

const bench = useStandIn();
let folder: string;
let history: RunHistory;
let asked: Confirmation[];

beforeEach(async () => {
  folder = await scratch();
  history = new RunHistory(join(folder, '.sluice'));
  asked = [];
  for (const [path, text] of Object.entries(sales)) {
    await bench().standIn.putObject('lake', `sales/${path}`, text);
  }
});
afterEach(async () => {
  await remove(folder);
});

async function locate(name: string, spec: SourceSpec): Promise<LocatedSource> {
  const remote = await bench().aws.resolve({ uri: spec.uri });
  const files = remote.objects.map((object) => ({
    uri: object.uri,
    relative: object.uri.slice(remote.base.length),
    size: object.size,
  }));
  return { name, spec, format: 'csv', files, snapshot: remote.snapshot, remote, local: undefined };
}

async function input(
  name: string,
  change: Partial<SagemakerRunInput> = {},
  plan: Partial<Plan> = {},
): Promise<SagemakerRunInput> {
  const { aws, role } = bench();
  const source = await locate('main', { uri: 's3://lake/sales/' });
  const sources: Plan['sources'] = {
    main: {
      ...{ uri: 's3://lake/sales/', format: 'csv', options: {}, snapshot: source.snapshot },
      files: source.files.map(({ relative, size }) => ({ path: relative, size })),
    },
  };
  return {
    ...{ history, aws, session: { locate }, plan: salesPlan({ name, sources, ...plan }) },
    ...{ recipeText: '{}', recipePath: join(folder, 'x.sluice.json'), folder, located: [source] },
    settings: jobSettings(undefined, { role, staging: 's3://lake/staging', maxSeconds: 600 }),
    confirm: (confirmation) => {
      asked.push(confirmation);
      return Promise.resolve(true);
    },
    ...{ wait: true, cacheDirectory: join(root, '.cache', 'tests'), pythonFolder, python },
    ...{ env: process.env, pollSeconds: 0.1 },
    ...change,
  };
}

describe('a run on SageMaker', () => {
  it('asks, submits, waits; run.json and the outputs are there', async () => {
    const { standIn, aws, role } = bench();
    const { record, run, error } = await runOnSagemaker(await input('sales-1'));
    expect(error).toBeUndefined();
    expect(asked).toEqual([
      {
        ...{ kind: 'processing', name: 'sales-1', account: '123456789012', region: 'us-east-1' },
        ...{ role, instance: 'ml.m5.xlarge', count: 1, volumeGb: 30, maxSeconds: 600 },
        ...{ uploadBytes: 0, notes: [] },
        outputs: [
          { name: 'train', uri: 's3://lake/train/sales-1/' },
          { name: 'all', uri: 's3://lake/all/sales-1/' },
        ],
      },
    ]);
    const arn = 'arn:aws:sagemaker:us-east-1:123456789012:processing-job/sales-1';
    expect(run).toMatchObject({
      ...{ name: 'sales-1', state: 'completed', target: 'sagemaker' },
      inputs: [{ source: 'main', verified: 'checksum' }],
      outputs: [
        { name: 'train', uri: 's3://lake/train/sales-1/', rows: 4 },
        { name: 'all', uri: 's3://lake/all/sales-1/', rows: 4 },
      ],
      job: {
        ...{ arn, account: '123456789012', region: 'us-east-1', role },
        ...{ instance: 'ml.m5.xlarge', maxSeconds: 600 },
      },
    });
    expect(record).toMatchObject({
      ...{
        state: 'completed',
        target: 'sagemaker',
        job: { kind: 'processing', name: 'sales-1', arn },
      },
      outputs: [
        { name: 'train', rows: 4 },
        { name: 'all', rows: 4 },
      ],
    });
    expect(await history.list()).toEqual([{ name: 'sales-1', record }]);
    expect(await aws.getText({ uri: 's3://lake/train/sales-1/part-00000.csv' })).toBe(
      '40,4,b.csv,{main}\n,3,b.csv,{main}\n20,2,year=2025/a.csv,{main}\n10,1,year=2025/a.csv,{main}\n',
    );
    expect(standIn.control.created('processing')).toBe(1);
    const tags = standIn.control.state().jobs[0]?.tags;
    expect(tags).toMatchObject({
      'sluice:recipe': 'c'.repeat(64),
      'sluice:duckdb': '1.5.6',
      'sluice:version': '0.1.0',
    });
    // Content-addressed: the code by its hash, the wheel by its own.
    const staged = (await aws.resolve({ uri: 's3://lake/staging/sluice/**' })).objects.map(
      (o) => o.key,
    );
    expect(staged).toContain(`staging/sluice/wheels/${duckdbWheel.sha256}/${duckdbWheel.name}`);
    expect(
      staged.filter((key) => /^staging\/sluice\/jobs\/[0-9a-f]{64}\/code\//.test(key)),
    ).toHaveLength(3);
  });

  it('mounts the cp310 wheel as an input of the request', async () => {
    const { standIn } = bench();
    await runOnSagemaker(await input('wheel-1'));
    const request = standIn.control.job('wheel-1')?.request.raw;
    expect(request).toMatchObject({
      AppSpecification: {
        ImageUri:
          '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-cpu-py3',
      },
      NetworkConfig: { EnableNetworkIsolation: true },
    });
    const text = JSON.stringify(request);
    expect(text).toContain(`"S3Uri":"s3://lake/staging/sluice/wheels/${duckdbWheel.sha256}/"`);
    expect(text).toContain('"LocalPath":"/opt/ml/processing/input/wheels"');
  });

  it('uploads a source that lies here, with its checksums in the plan', async () => {
    const { aws } = bench();
    const base = join(folder, 'sales');
    await mkdir(join(base, 'year=2025'), { recursive: true });
    for (const [path, text] of Object.entries(sales)) await writeFile(join(base, path), text);
    const paths = Object.keys(sales).sort();
    const source: LocatedSource = {
      ...{ name: 'main', spec: { uri: base }, format: 'csv', snapshot: `sha256:${'a'.repeat(64)}` },
      files: paths.map((path) => ({
        uri: `file://${base}/${path}`,
        relative: path,
        size: Buffer.byteLength(sales[path as keyof typeof sales]), // SAFETY: one of its keys
      })),
      remote: undefined,
      local: { base, paths: paths.map((path) => join(base, path)), hive: [], modified: [] },
    };
    const session = { locate: () => Promise.resolve(source) };
    const given = await input(
      'local-1',
      { located: [source], session },
      { sources: salesPlan().sources },
    );
    const { run } = await runOnSagemaker(given);
    expect(asked[0]?.uploadBytes).toBe(39);
    expect(run).toMatchObject({ state: 'completed', inputs: [{ verified: 'checksum' }] });
    const uri = `s3://lake/staging/sluice/data/${'a'.repeat(64)}/year=2025/a.csv`;
    expect(await aws.getText({ uri })).toBe(sales['year=2025/a.csv']);
  });

  it('a failed check is told as such, though a failed job leaves no outputs', async () => {
    const checks = [
      { rule: 'row-count', severity: 'error' as const, title: 'many rows', sql: 'SELECT true, 4' },
    ];
    const { error, record } = await runOnSagemaker(await input('check-1', {}, { checks }));
    expect(error).toMatchObject({ code: 'check-failed' });
    expect(error?.message).toBe('A check failed: many rows (found: 4).');
    expect(record).toMatchObject({ state: 'failed', error: { code: 'check-failed' } });
    expect(await bench().aws.prefixIsUsed({ uri: 's3://lake/train/check-1/' })).toBe(false);
  });

  it('a job that fails tells AWS’s reason', async () => {
    bench().standIn.control.failNextJob({ reason: 'InternalServerError: no capacity' });
    const { error, record } = await runOnSagemaker(await input('broken-1'));
    expect(error).toMatchObject({ code: 'job-failed' });
    expect(error?.message).toContain('InternalServerError: no capacity');
    expect(record.state).toBe('failed');
  });
});

describe('nothing is submitted', () => {
  const none = async (): Promise<void> => {
    const { standIn } = bench();
    expect(standIn.control.calls('CreateProcessingJob')).toBe(0);
    expect(standIn.control.calls('CreateTrainingJob')).toBe(0);
    await Promise.resolve();
  };

  it('when the answer is no', async () => {
    const confirm = () => Promise.resolve(false);
    await expect(runOnSagemaker(await input('no-1', { confirm }))).rejects.toMatchObject({
      code: 'declined',
    });
    await none();
    expect(await history.list()).toEqual([]);
  });

  it('when the data change before it', async () => {
    const { standIn } = bench();
    const confirm = async () => {
      await standIn.putObject('lake', 'sales/b.csv', 'id,amount\n9,9\n');
      return true;
    };
    await expect(runOnSagemaker(await input('changed-1', { confirm }))).rejects.toMatchObject({
      code: 'changed',
      message: 'Source main changed while the run was prepared.',
    });
    await none();
    expect(await history.get('changed-1')).toMatchObject({ state: 'failed' });
  });

  it.each([
    ['no role', { staging: 's3://lake/x/' }, 'usage', 'A run on SageMaker needs a role.'],
    [
      'no staging',
      { role: 'arn:aws:iam::123456789012:role/SageMakerRole' },
      'usage',
      'A run on SageMaker needs a staging.',
    ],
    [
      'a role that is not there',
      { role: 'arn:aws:iam::123456789012:role/Nobody', staging: 's3://lake/x/' },
      'preflight',
      'There is no role Nobody.',
    ],
    [
      'a bucket that is not there',
      { role: 'arn:aws:iam::123456789012:role/SageMakerRole', staging: 's3://no-such-lake/x/' },
      'preflight',
      /no-such-lake/,
    ],
  ])('with %s', async (_name, flags, code, message) => {
    const running = runOnSagemaker(
      await input('bad-1', { settings: jobSettings(undefined, flags) }),
    );
    await expect(running).rejects.toMatchObject({ code });
    await expect(running).rejects.toThrow(message);
    await none();
    expect(asked).toEqual([]);
    expect(await history.list()).toEqual([]);
  });

  it.each([
    ['on more than one instance', { count: 2 }, 'A recipe runs on one instance.'],
    [
      'to outputs that share a folder',
      { outputs: 'same' },
      'Two outputs would write to s3://lake/same/two-1/.',
    ],
    ['to an output that is not on S3', { outputs: 'here' }, 'Output train has no address on S3.'],
  ])('%s', async (_name, { count, outputs }: { count?: number; outputs?: string }, message) => {
    const given = await input('two-1');
    const uri = outputs === 'same' ? 's3://lake/same' : 'out/';
    const plan = outputs
      ? { ...given.plan, outputs: given.plan.outputs.map((output) => ({ ...output, uri })) }
      : given.plan;
    const settings = { ...given.settings, count: count ?? 1 };
    await expect(runOnSagemaker({ ...given, plan, settings })).rejects.toThrow(message);
    await none();
  });
});

describe('a submission that was cut short', () => {
  it('leaves a record by which the job is found again', async () => {
    const { aws } = bench();
    const given = await input('cut-1', { wait: false });
    const { record } = await runOnSagemaker(given);
    expect(record.state).toBe('running');
    // As a process that was killed between the record and the answer leaves it.
    await history.replace({ ...record, state: 'submitting' });
    await aws.waitJob({ kind: 'processing', name: 'cut-1', pollSeconds: 0.1 });
    const again = new RunHistory(history.folder);
    const found = await refreshRun(again, aws, await again.get('cut-1'));
    expect(found).toMatchObject({ state: 'completed', job: { name: 'cut-1' } });
    expect(found.error).toBeUndefined();
    expect(await again.get('cut-1')).toMatchObject({ state: 'completed' });
  });

  it('that never arrived stays open for a while, and is then told as lost', async () => {
    const { aws } = bench();
    const { record } = await runOnSagemaker(await input('never-1', { wait: false }));
    const lost = {
      ...record,
      name: 'never-2',
      state: 'submitting' as const,
      job: { kind: 'processing' as const, name: 'never-2' },
    };
    const recent = { ...lost, started: new Date().toISOString() };
    await history.create(recent);
    expect((await refreshRun(history, aws, recent)).state).toBe('submitting');
    const old = { ...lost, started: '2026-01-01T00:00:00.000Z' };
    expect(await refreshRun(history, aws, old)).toMatchObject({
      state: 'failed',
      error: { code: 'not-found' },
    });
  });
});
