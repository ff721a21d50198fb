import { describe, expect, it } from 'vitest';
import { processingImage, xgboostImage } from '../../src/aws/sagemaker/imageUri.ts';
import accounts from '../../src/aws/sagemaker/imageAccounts.json' with { type: 'json' };
import { jobTags } from '../../src/aws/sagemaker/jobTags.ts';
import { processingRequest } from '../../src/aws/sagemaker/processingRequest.ts';
import { trainingRequest } from '../../src/aws/sagemaker/trainingRequest.ts';
import { inputManifest } from '../../src/aws/s3/pinInput.ts';
import type { ProcessingSpec, ResolvedS3, TrainingSpec } from '../../src/shared/contracts/aws.ts';
import { AppError } from '../../src/shared/errors.ts';
import { validateRequest } from '../aws/serviceModel.ts';

const role = 'arn:aws:iam::123456789012:role/service-role/AmazonSageMaker-ExecutionRole';

const processing: ProcessingSpec = {
  name: 'late-flights-20261120-121530-a1b2',
  role,
  instance: 'ml.m5.xlarge',
  volumeGb: 30,
  maxSeconds: 3600,
  code: 's3://lake/stage/abc/code/',
  wheels: 's3://lake/stage/wheels',
  inputs: [
    { name: 'main', type: 'S3Prefix', uri: 's3://lake/flights' },
    { name: 'airports', type: 'ManifestFile', uri: 's3://lake/stage/manifests/0a.json' },
  ],
  outputs: [
    { name: 'train', uri: 's3://lake/out/train/run-1/' },
    { name: 'validation', uri: 's3://lake/out/validation/run-1/' },
  ],
  run: 's3://lake/stage/abc/run/',
  tags: { recipe: 'sha256:0123', snapshot: 'sha256:4567', engine: 'duckdb 1.5.6' },
};

const training: TrainingSpec = {
  name: 'late-flights-20261120-131530-a1b3',
  role,
  instance: 'ml.m5.xlarge',
  volumeGb: 30,
  maxSeconds: 3600,
  version: '3.2-0',
  hyperparameters: { objective: 'binary:logistic', num_round: 100, eval_metric: 'auc', eta: 0.2 },
  channels: { train: 's3://lake/out/train/run-1', validation: 's3://lake/out/validation/run-1/' },
  output: 's3://lake/models/',
  tags: { recipe: 'sha256:0123' },
};

describe('requests that AWS accepts', () => {
  const processings: Readonly<Record<string, Partial<ProcessingSpec>>> = {
    'as usual': {},
    'several instances': { count: 5 },
    'in a VPC': { subnets: ['subnet-0a1b2c3d'], securityGroups: ['sg-0a1b2c3d'] },
    'with a key': { kmsKey: 'arn:aws:kms:us-east-1:123456789012:key/0a1b-2c3d' },
    'with a key on an instance with its own disk': {
      kmsKey: 'alias/lake',
      instance: 'ml.r5d.large',
    },
    'with the network': { networkIsolation: false },
    'with an image of the user': {
      image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:1',
    },
    'with every input and output': {
      inputs: Array.from({ length: 8 }, (_, i) => ({
        name: `s${String(i)}`,
        type: 'S3Prefix' as const,
        uri: `s3://lake/${String(i)}/`,
      })),
      outputs: Array.from({ length: 9 }, (_, i) => ({
        name: `o${String(i)}`,
        uri: `s3://lake/out/${String(i)}/`,
      })),
    },
    'with wild tags': {
      tags: {
        'aws:mine': 'refused by AWS',
        'name#1': 'a "quoted" {value}; é 数据 \u{1F600}',
        long: 'x'.repeat(1000),
        ...Object.fromEntries(
          Array.from({ length: 80 }, (_, i) => [`tag-${String(i)}`, String(i)]),
        ),
      },
    },
    'with the longest name': { name: 'a'.repeat(63) },
  };
  for (const [title, change] of Object.entries(processings)) {
    it(`processing, ${title}`, () => {
      const request = processingRequest({ ...processing, ...change }, 'us-east-1');
      expect(validateRequest('CreateProcessingJob', request)).toEqual([]);
    });
  }

  it('processing, without a wheel', () => {
    const { wheels: _none, ...spec } = processing;
    expect(_none).toBeDefined();
    const request = processingRequest(spec, 'us-east-1');
    expect(validateRequest('CreateProcessingJob', request)).toEqual([]);
    expect(request.ProcessingInputs?.length).toBe(3);
  });

  const trainings: Readonly<Record<string, Partial<TrainingSpec>>> = {
    'as usual': {},
    'without validation': { channels: { train: 's3://lake/t/' } },
    'with a key': { kmsKey: 'alias/lake', instance: 'ml.g5.xlarge' },
    'in a VPC': { subnets: ['subnet-0a1b2c3d'], securityGroups: ['sg-0a1b2c3d'] },
  };
  for (const [title, change] of Object.entries(trainings)) {
    it(`training, ${title}`, () => {
      const request = trainingRequest({ ...training, ...change }, 'us-east-1');
      expect(validateRequest('CreateTrainingJob', request)).toEqual([]);
    });
  }

  it('in every region of the table', () => {
    for (const region of Object.keys(accounts.scikitLearnAndXgboost)) {
      expect(validateRequest('CreateProcessingJob', processingRequest(processing, region))).toEqual(
        [],
      );
      expect(validateRequest('CreateTrainingJob', trainingRequest(training, region))).toEqual([]);
    }
  });
});

describe('a processing request', () => {
  it('says what the job directory needs', () => {
    const request = processingRequest(processing, 'us-east-1');
    const s3 = (S3Uri: string, LocalPath: string, S3DataType: string) => ({
      S3Input: {
        S3Uri,
        LocalPath,
        S3DataType,
        S3InputMode: 'File',
        S3DataDistributionType: 'FullyReplicated',
        S3CompressionType: 'None',
      },
    });
    const local = '/opt/ml/processing/input';
    expect(request.AppSpecification).toEqual({
      ImageUri: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-cpu-py3',
      ContainerEntrypoint: ['python3', '/opt/ml/processing/input/code/run.py'],
    });
    expect(request.ProcessingInputs).toEqual([
      { InputName: 'code', ...s3('s3://lake/stage/abc/code/', `${local}/code`, 'S3Prefix') },
      { InputName: 'wheels', ...s3('s3://lake/stage/wheels/', `${local}/wheels`, 'S3Prefix') },
      { InputName: 'data-main', ...s3('s3://lake/flights/', `${local}/data/main`, 'S3Prefix') },
      {
        InputName: 'data-airports',
        ...s3('s3://lake/stage/manifests/0a.json', `${local}/data/airports`, 'ManifestFile'),
      },
    ]);
    expect(request.ProcessingOutputConfig).toEqual({
      Outputs: ['train', 'validation', 'run'].map((name) => ({
        OutputName: name,
        S3Output: {
          S3Uri: name === 'run' ? 's3://lake/stage/abc/run' : `s3://lake/out/${name}/run-1`,
          LocalPath: `/opt/ml/processing/output/${name}`,
          S3UploadMode: name === 'run' ? 'Continuous' : 'EndOfJob',
        },
      })),
    });
    expect(request.NetworkConfig).toEqual({ EnableNetworkIsolation: true });
    expect(request.StoppingCondition).toEqual({ MaxRuntimeInSeconds: 3600 });
    expect(request.Tags?.[0]).toEqual({ Key: 'created-by', Value: 'sluice' });
    expect(request.Tags).toContainEqual({ Key: 'recipe', Value: 'sha256:0123' });
  });
});

describe('a training request', () => {
  it('says CSV, all strings, one folder per channel', () => {
    const request = trainingRequest(training, 'eu-central-1');
    expect(request.AlgorithmSpecification).toEqual({
      TrainingImage: '492215442770.dkr.ecr.eu-central-1.amazonaws.com/sagemaker-xgboost:3.2-0',
      TrainingInputMode: 'File',
    });
    expect(request.HyperParameters).toEqual({
      objective: 'binary:logistic',
      num_round: '100',
      eval_metric: 'auc',
      eta: '0.2',
    });
    expect(
      request.InputDataConfig?.map((channel) => [
        channel.ChannelName,
        channel.ContentType,
        channel.DataSource?.S3DataSource?.S3Uri,
      ]),
    ).toEqual([
      ['train', 'text/csv', 's3://lake/out/train/run-1/'],
      ['validation', 'text/csv', 's3://lake/out/validation/run-1/'],
    ]);
    expect(request.ProfilerConfig).toEqual({ DisableProfiler: true });
    expect(request.EnableNetworkIsolation).toBe(true);
  });
});

describe('requests that are refused before AWS sees them', () => {
  const many = Array.from({ length: 9 }, (_, i) => ({
    name: `s${String(i)}`,
    type: 'S3Prefix' as const,
    uri: `s3://lake/${String(i)}/`,
  }));
  const cases: readonly (readonly [Partial<ProcessingSpec>, string])[] = [
    [{ name: 'under_score' }, '"under_score" cannot be the name of a job.'],
    [{ name: 'a'.repeat(64) }, `"${'a'.repeat(64)}" cannot be the name of a job.`],
    [{ role: 'MyRole' }, '"MyRole" is not the ARN of a role.'],
    [{ instance: 'm5.xlarge' }, '"m5.xlarge" is not an instance type of SageMaker.'],
    [{ volumeGb: 0 }, 'A volume of 0 GB is not possible.'],
    [{ volumeGb: 30.5 }, 'A volume of 30.5 GB is not possible.'],
    [{ count: 101 }, '101 instances are not possible.'],
    [{ maxSeconds: 777_601 }, 'A processing job runs at most 9 days.'],
    [{ subnets: ['subnet-1'] }, 'subnets and securityGroups go together.'],
    [{ inputs: many }, '9 sources are too many for one job.'],
    [
      {
        outputs: Array.from({ length: 10 }, (_, i) => ({
          name: `o${String(i)}`,
          uri: 's3://lake/o',
        })),
      },
      '10 outputs are too many for one job.',
    ],
    [{ outputs: [{ name: 'run', uri: 's3://lake/o/' }] }, 'An output cannot be named "run".'],
    [{ code: '/tmp/code' }, '/tmp/code is not an address on S3.'],
    [{ run: `s3://lake/${'x'.repeat(1100)}/` }, 'The address of run is longer than AWS takes.'],
  ];
  for (const [change, message] of cases) {
    it(message.slice(0, 60), () => {
      const build = () => processingRequest({ ...processing, ...change }, 'us-east-1');
      expect(build).toThrow(AppError);
      expect(build).toThrow(message);
    });
  }

  it('a region without an image, a version that does not exist, a bad hyperparameter', () => {
    expect(() => processingImage('mars-north-1')).toThrow(
      'is not known for the region mars-north-1',
    );
    expect(() => processingImage('constructor')).toThrow('constructor');
    expect(() => xgboostImage('us-east-1', 'latest')).toThrow(
      'There is no built-in XGBoost latest.',
    );
    expect(() =>
      trainingRequest({ ...training, hyperparameters: { num_round: 0 } }, 'us-east-1'),
    ).toThrow('num_round cannot be 0.');
  });
});

describe('images', () => {
  const images: readonly (readonly [string, string])[] = [
    ['us-east-1', '683313688378.dkr.ecr.us-east-1.amazonaws.com'],
    ['cn-north-1', '450853457545.dkr.ecr.cn-north-1.amazonaws.com.cn'],
    ['us-iso-east-1', '833128469047.dkr.ecr.us-iso-east-1.c2s.ic.gov'],
    ['us-isob-east-1', '281123927165.dkr.ecr.us-isob-east-1.sc2s.sgov.gov'],
    ['us-gov-west-1', '414596584902.dkr.ecr.us-gov-west-1.amazonaws.com'],
  ];
  it('come from the registry of the region', () => {
    for (const [region, registry] of images) {
      expect(processingImage(region)).toBe(`${registry}/sagemaker-scikit-learn:1.4-2-cpu-py3`);
      expect(xgboostImage(region, '1.7-1')).toBe(`${registry}/sagemaker-xgboost:1.7-1`);
    }
  });
});

describe('tags', () => {
  it('tell one request from another, and stay within what AWS takes', () => {
    const first = jobTags({ a: '1' }, { name: 'x' });
    expect(jobTags({ a: '1' }, { name: 'x' })).toEqual(first);
    expect(jobTags({ a: '1' }, { name: 'y' })).not.toEqual(first);
    const wild = jobTags({ 'a#b': 'x{y}', 'aws:x': '1', 'created-by': 'me', '': 'none' }, {});
    expect(wild.slice(2)).toEqual([{ Key: 'a_b', Value: 'x_y_' }]);
    expect(wild[0]).toEqual({ Key: 'created-by', Value: 'sluice' });
  });
});

describe('the manifest of an input', () => {
  const object = (key: string) => ({
    uri: `s3://lake/${key}`,
    key,
    size: 1,
    etag: 'e',
    lastModified: '2026-01-01T00:00:00.000Z',
  });
  const source = (change: Partial<ResolvedS3>): ResolvedS3 => ({
    uri: 's3://lake/events/',
    kind: 'folder',
    bucket: 'lake',
    region: 'us-east-1',
    base: 's3://lake/events/',
    objects: [object('events/year=2020/a.csv'), object('events/year=2021/b.csv')],
    hidden: 0,
    snapshot: 'sha256:0',
    ...change,
  });
  it('is not needed for a plain folder', () => {
    expect(inputManifest(source({}))).toBeUndefined();
    expect(inputManifest(source({ uri: 's3://lake/events' }))).toBeUndefined();
  });
  const pinned = '[{"prefix":"s3://lake/events/"},"year=2020/a.csv","year=2021/b.csv"]';
  it('pins the objects of everything else below its base', () => {
    expect(inputManifest(source({ hidden: 1 }))).toBe(pinned);
    expect(inputManifest(source({ kind: 'glob', uri: 's3://lake/events/**/*.csv' }))).toBe(pinned);
    expect(
      inputManifest(
        source({
          uri: 's3://lake/events/year=2020/',
          objects: [object('events/year=2020/a.csv')],
        }),
      ),
    ).toBe('[{"prefix":"s3://lake/events/"},"year=2020/a.csv"]');
  });
});
