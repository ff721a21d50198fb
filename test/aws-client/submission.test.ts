import { afterEach, describe, expect, it } from 'vitest';
import { AddTagsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { makeAwsHandlers } from '../../src/aws/handlers.ts';
import type { ProcessingSpec, TrainingSpec } from '../../src/shared/contracts/aws.ts';
import { rejection } from './rejection.ts';
import { useStandIn } from './useStandIn.ts';

const bench = useStandIn();

const SLOW = `
import time
print('started')
time.sleep(20)
`;

const impatient = makeAwsHandlers({ create: 700 });
afterEach(() => {
  impatient.dispose();
});
const context = { signal: new AbortController().signal, progress: () => undefined };

async function processing(name: string): Promise<ProcessingSpec> {
  const { standIn, role } = bench();
  await standIn.putObject('lake', 'stage/code/run.py', SLOW);
  await standIn.putObject('lake', 'raw/a.csv', 'a\n1\n');
  return {
    name,
    role,
    instance: 'ml.m5.xlarge',
    volumeGb: 30,
    maxSeconds: 600,
    code: 's3://lake/stage/code/',
    inputs: [{ name: 'main', type: 'S3Prefix', uri: 's3://lake/raw/' }],
    outputs: [{ name: 'train', uri: `s3://lake/out/${name}/` }],
    run: `s3://lake/stage/${name}/run/`,
    networkIsolation: false,
    tags: { recipe: 'sha256:abc' },
  };
}

async function training(name: string): Promise<TrainingSpec> {
  const { standIn, role } = bench();
  await standIn.putObject('lake', 'train/a.csv', '1,2\n0,3\n');
  return {
    name,
    role,
    instance: 'ml.m5.xlarge',
    volumeGb: 30,
    maxSeconds: 600,
    version: '3.2-0',
    hyperparameters: { num_round: 2, objective: 'binary:logistic' },
    channels: { train: 's3://lake/train/' },
    output: 's3://lake/models/',
    tags: {},
  };
}

describe('a job is created once', () => {
  const faults = [
    ['throttle', 3, 4],
    ['error500', 2, 3],
    ['error503', 1, 2],
    ['dropBefore', 1, 2],
    ['dropAfter', 1, 1],
  ] as const;

  for (const [kind, times, attempts] of faults) {
    it(`under ${kind} ×${String(times)}`, async () => {
      const { aws, standIn } = bench();
      const spec = await processing(`p-${kind.toLowerCase()}`);
      standIn.control.fault({ operation: 'CreateProcessingJob', kind, times });
      const submitted = await aws.submitProcessing(spec);
      expect(submitted).toEqual({
        name: spec.name,
        arn: `arn:aws:sagemaker:us-east-1:123456789012:processing-job/${spec.name}`,
        adopted: kind === 'dropAfter',
      });
      expect(standIn.control.created('processing')).toBe(1);
      expect(standIn.control.calls('CreateProcessingJob')).toBe(attempts);
      await aws.stopJob({ kind: 'processing', name: spec.name });
    });
  }

  it('when the answer comes after our patience has ended', async () => {
    const { standIn, aws } = bench();
    const spec = await processing('p-late');
    standIn.control.fault({ operation: 'CreateProcessingJob', kind: 'delay', milliseconds: 2500 });
    const submitted = await impatient.handlers.submitProcessing(spec, context);
    expect(submitted.name).toBe('p-late');
    await new Promise((done) => setTimeout(done, 2500));
    expect(standIn.control.created('processing')).toBe(1);
    await aws.stopJob({ kind: 'processing', name: spec.name });
  });

  it('when the answer is lost and AWS is then busy, slow to show it, and refuses', async () => {
    const { standIn, aws } = bench();
    const spec = await training('t-lost');
    standIn.control.fault({ operation: 'CreateTrainingJob', kind: 'dropAfter' });
    for (const kind of ['throttle', 'error503', 'accessDenied'] as const) {
      standIn.control.fault({ operation: 'DescribeTrainingJob', kind });
    }
    expect(await aws.submitTraining(spec)).toMatchObject({ adopted: true });
    expect(standIn.control.created('training')).toBe(1);
    expect(standIn.control.calls('CreateTrainingJob')).toBe(1);
  });

  it('when the job may be described but its tags may not be read', async () => {
    const { standIn, aws } = bench();
    standIn.control.fault({ operation: 'CreateTrainingJob', kind: 'dropAfter' });
    standIn.control.fault({ operation: 'ListTags', kind: 'accessDenied' });
    expect(await aws.submitTraining(await training('t-tags'))).toMatchObject({ adopted: true });
    expect(standIn.control.created('training')).toBe(1);
  });

  it('when a training was lost on its way', async () => {
    const { standIn, aws } = bench();
    standIn.control.fault({ operation: 'CreateTrainingJob', kind: 'dropBefore' });
    expect(await aws.submitTraining(await training('t-dropped'))).toMatchObject({ adopted: false });
    expect(standIn.control.created('training')).toBe(1);
  });

  it('when the same submission is made again, by a process that was killed before', async () => {
    const { standIn, aws } = bench();
    const spec = await processing('p-again');
    const first = await aws.submitProcessing(spec);
    const second = await aws.submitProcessing(spec);
    expect(second).toEqual({ ...first, adopted: true });
    expect(standIn.control.created('processing')).toBe(1);
    await aws.stopJob({ kind: 'processing', name: spec.name });
  });

  it('when a cancel comes while it is open whether it exists', async () => {
    const { standIn, aws } = bench();
    const spec = await processing('p-cancel');
    standIn.control.fault({ operation: 'CreateProcessingJob', kind: 'dropAfter' });
    const stop = new AbortController();
    const running = aws.submitProcessing(spec, { signal: stop.signal });
    setTimeout(() => stop.abort(), 500);
    expect(await running).toMatchObject({ name: 'p-cancel', adopted: true });
    await aws.stopJob({ kind: 'processing', name: spec.name });
  });
});

describe('a job gets', () => {
  it('the very objects of a source, with their Hive folders', async () => {
    const { aws, standIn } = bench();
    const spec = await processing('p-inputs');
    for (const key of ['y=1/a.csv', 'y=1/_hidden.csv', 'y=2/b.csv', 'y=2/c.txt']) {
      await standIn.putObject('lake', `hive/${key}`, key);
    }
    const list = `
import pathlib, sys
# The stand-in says where /opt/ml/processing lies here.
base = pathlib.Path(sys.argv[sys.argv.index('--base') + 1])
files = sorted(str(p.relative_to(base / 'input/data')) for p in (base / 'input/data').rglob('*') if p.is_file())
(base / 'output/train/files.txt').write_text('\\n'.join(files))
`;
    await standIn.putObject('lake', 'stage/code/run.py', list);
    const inputs = [];
    for (const [name, uri] of [
      ['folder', 's3://lake/raw'],
      ['marked', 's3://lake/hive/'],
      ['year', 's3://lake/hive/y=2/'],
      ['glob', 's3://lake/hive/**/*.csv'],
      ['one', 's3://lake/hive/y=2/c.txt'],
    ] as const) {
      const source = await aws.resolve({ uri });
      inputs.push(await aws.pinInput({ name, source, staging: 's3://lake/stage/' }));
    }
    expect(inputs.map(({ type }) => type)).toEqual([
      'S3Prefix',
      ...Array.from({ length: 4 }, () => 'ManifestFile'),
    ]);
    await aws.submitProcessing({ ...spec, inputs });
    const ended = await aws.waitJob({ kind: 'processing', name: spec.name, pollSeconds: 0.3 });
    expect([ended.outcome, ended.failure]).toEqual(['succeeded', undefined]);
    const text = await aws.getText({ uri: `${ended.outputs[0]?.uri ?? ''}/files.txt` });
    expect(text.split('\n')).toEqual([
      'folder/a.csv',
      'glob/y=1/a.csv',
      'glob/y=2/b.csv',
      'marked/y=1/a.csv',
      'marked/y=2/b.csv',
      'marked/y=2/c.txt',
      'one/y=2/c.txt',
      'year/y=2/b.csv',
      'year/y=2/c.txt',
    ]);
  });
});

describe('a submission fails', () => {
  it("when the name is somebody else's", async () => {
    const { aws, standIn } = bench();
    const spec = await processing('p-taken');
    await aws.submitProcessing(spec);
    const error = await rejection(aws.submitProcessing({ ...spec, maxSeconds: 601 }));
    expect(error).toMatchObject({
      code: 'name-taken',
      message: 'Another job is named p-taken already.',
      hint: 'Start the run again; it gets a new name.',
    });
    expect(standIn.control.created('processing')).toBe(1);
    await aws.stopJob({ kind: 'processing', name: spec.name });
  });

  it('at the quota, with the type named, without another attempt', async () => {
    const { aws, standIn } = bench();
    standIn.control.fault({ operation: 'CreateProcessingJob', kind: 'resourceLimit' });
    const error = await rejection(aws.submitProcessing(await processing('p-quota')));
    expect(error.code).toBe('quota');
    expect(error.message).toBe(
      'The account\'s limit "ml.m5.xlarge for processing job usage" is 0, and the job would go beyond it.',
    );
    expect(standIn.control.calls('CreateProcessingJob')).toBe(1);
  });

  it('when it is not allowed', async () => {
    const { aws, standIn } = bench();
    standIn.control.fault({ operation: 'CreateTrainingJob', kind: 'accessDenied' });
    const error = await rejection(aws.submitTraining(await training('t-denied')));
    expect(error.code).toBe('forbidden');
    expect(error.message).toContain('sagemaker:CreateTrainingJob');
    expect(standIn.control.created('training')).toBe(0);
  });

  it('with words that tell that the job may run, when AWS cannot be asked', async () => {
    const { aws, standIn } = bench();
    const spec = await processing('p-unknown');
    standIn.control.fault({ operation: 'CreateProcessingJob', kind: 'dropAfter' });
    standIn.control.fault({ operation: 'DescribeProcessingJob', kind: 'expiredToken', times: 9 });
    const error = await rejection(aws.submitProcessing(spec));
    expect(error).toMatchObject({
      code: 'network',
      message: 'It is not known whether the job p-unknown was created: AWS does not answer.',
    });
    expect(error.hint).toMatch(/^Sign in again.* Then look with `sluice jobs show p-unknown`/);
    expect(error.detail).toContain('have expired');
    standIn.control.reset();
    expect((await aws.describeJob({ kind: 'processing', name: spec.name })).name).toBe(spec.name);
    await aws.stopJob({ kind: 'processing', name: spec.name });
  });
});

describe('a job under way', () => {
  it('is described, waited for, listed, stopped; Stopped is no success', async () => {
    const { aws, standIn } = bench();
    const spec = await processing('p-life');
    await aws.submitProcessing(spec);
    const ref = { kind: 'processing', name: spec.name } as const;
    const states: string[] = [];
    const waiting = aws.waitJob(
      { ...ref, pollSeconds: 0.2 },
      { onProgress: ({ what }) => states.push(what) },
    );
    await new Promise((done) => setTimeout(done, 700));
    standIn.control.fault({ operation: 'DescribeProcessingJob', kind: 'throttle', times: 2 });
    await new Promise((done) => setTimeout(done, 300));
    const stopping = await aws.stopJob(ref);
    expect(stopping.status).toMatch(/^Stopp/);
    const ended = await waiting;
    expect(ended).toMatchObject({
      status: 'Stopped',
      outcome: 'stopped',
      account: '123456789012',
      region: 'us-east-1',
      instance: 'ml.m5.xlarge',
      count: 1,
      maxSeconds: 600,
      role: spec.role,
    });
    expect(ended.outputs).toEqual([
      { name: 'train', uri: 's3://lake/out/p-life' },
      { name: 'run', uri: 's3://lake/stage/p-life/run' },
    ]);
    expect(states[0]).toBe('InProgress');
    expect(states.at(-1)).toBe('Stopped');
    expect((await aws.stopJob(ref)).status).toBe('Stopped');
    expect((await aws.listJobs({ ours: true })).map(({ name }) => name)).toEqual(['p-life']);
    expect(await aws.listJobs({ nameContains: 'other' })).toEqual([]);
  });

  it('is listed only with our tag', async () => {
    const { aws, standIn } = bench();
    const spec = await training('t-ours');
    await aws.submitTraining(spec);
    expect((await aws.listJobs({ ours: true, kind: 'training' })).length).toBe(1);
    const client = new SageMakerClient({ endpoint: standIn.endpoint });
    const { arn } = await aws.describeJob({ kind: 'training', name: 't-ours' });
    await client.send(
      new AddTagsCommand({ ResourceArn: arn, Tags: [{ Key: 'created-by', Value: 'another' }] }),
    );
    expect(await aws.listJobs({ ours: true, kind: 'training' })).toEqual([]);
    expect((await aws.listJobs({ kind: 'training' })).length).toBe(1);
  });

  it('is not found under another name', async () => {
    for (const kind of ['processing', 'training'] as const) {
      expect(await rejection(bench().aws.describeJob({ kind, name: 'nobody' }))).toMatchObject({
        code: 'not-found',
        message: 'SageMaker knows no job nobody in this region.',
      });
    }
  });
});
