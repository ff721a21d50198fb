import { FilterLogEventsCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  StopTrainingJobCommand,
  type CreateTrainingJobCommandInput,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { trainingRequest } from './requests.ts';
import { clientConfig, poll, sagemakerAt, trainingEnd } from './seedJobs.ts';
import { startStandIn, type StandIn } from './standIn.ts';
import { without } from './without.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 90_000 });

const root = fileURLToPath(new URL('../../', import.meta.url));
const python = join(root, '.venv/bin/python');
let standIn: StandIn;
let client: SageMakerClient;
let s3: S3Client;
let role: string;
let csv: { train: string; validation: string };

// 600 rows, two features, a label that follows the first with noise; made by a seed.
const MAKE = `
import json, random
random.seed(7)
def rows(n):
    out = []
    for _ in range(n):
        a, b = random.random(), random.random()
        out.append('%d,%.4f,%.4f' % (a + random.gauss(0, 0.2) > 0.5, a, b))
    return '\\n'.join(out) + '\\n'
print(json.dumps({'train': rows(400), 'validation': rows(200)}))
`;

beforeAll(async () => {
  const made: unknown = JSON.parse(execFileSync(python, ['-c', MAKE], { encoding: 'utf8' }));
  // SAFETY: the program above prints exactly these two texts.
  csv = made as { train: string; validation: string };
  standIn = await startStandIn({ root });
  client = sagemakerAt(standIn);
  s3 = new S3Client(clientConfig(standIn));
});
afterAll(async () => {
  await standIn.stop();
});
beforeEach(async () => {
  await standIn.reset();
  await standIn.createBucket('lake');
  role = await standIn.createRole('SageMakerRole');
  // Two files in the training channel, one of them in a folder.
  const half = csv.train.indexOf('\n', csv.train.length / 2) + 1;
  await standIn.putObject('lake', 'churn/train/part-0.csv', csv.train.slice(0, half));
  await standIn.putObject('lake', 'churn/train/more/part-1.csv', csv.train.slice(half));
  await standIn.putObject('lake', 'churn/validation/part-0.csv', csv.validation);
});

function training(
  name: string,
  change: Partial<CreateTrainingJobCommandInput> = {},
): CreateTrainingJobCommand {
  return new CreateTrainingJobCommand({
    ...trainingRequest,
    TrainingJobName: name,
    RoleArn: role,
    ...change,
  });
}

async function failure(
  change: Partial<CreateTrainingJobCommandInput>,
): Promise<string | undefined> {
  await client.send(training('fails', change));
  const job = await trainingEnd(client, 'fails');
  expect(job).toMatchObject({ TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed' });
  return job.FailureReason;
}

describe('built-in XGBoost', () => {
  it('trains on its channels; the model opens in xgboost and scores as the job said', async () => {
    standIn.settings.paceMs = 500;
    const isolated = { EnableNetworkIsolation: true };
    const { TrainingJobArn } = await client.send(training('Churn-1', isolated));
    expect(TrainingJobArn).toBe('arn:aws:sagemaker:us-east-1:123456789012:training-job/churn-1');
    const early = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'Churn-1' }));
    expect(early).toMatchObject({ TrainingJobStatus: 'InProgress', SecondaryStatus: 'Starting' });
    const job = await trainingEnd(client, 'Churn-1');
    expect(job.FailureReason).toBeUndefined();
    const path = 's3://lake/churn/model/Churn-1/output/model.tar.gz';
    expect(job).toMatchObject({
      TrainingJobStatus: 'Completed',
      SecondaryStatus: 'Completed',
      ModelArtifacts: { S3ModelArtifacts: path },
      HyperParameters: trainingRequest.HyperParameters,
      InputDataConfig: trainingRequest.InputDataConfig,
    });
    expect(job.SecondaryStatusTransitions?.map((transition) => transition.Status)).toEqual([
      'Starting',
      'Downloading',
      'Training',
      'Uploading',
      'Completed',
    ]);
    for (const { StartTime, EndTime } of job.SecondaryStatusTransitions ?? []) {
      expect(EndTime?.getTime()).toBeGreaterThanOrEqual(StartTime?.getTime() ?? Infinity);
    }
    expect(job.BillableTimeInSeconds).toBeGreaterThanOrEqual(1);
    const metrics = Object.fromEntries(
      (job.FinalMetricDataList ?? []).map((metric) => [metric.MetricName ?? '', metric.Value ?? 0]),
    );
    expect(Object.keys(metrics).sort()).toEqual(['train:auc', 'validation:auc']);

    await standIn.control.job('Churn-1')?.done;
    const logs = new CloudWatchLogsClient(clientConfig(standIn));
    const events = await logs.send(
      new FilterLogEventsCommand({
        logGroupName: '/aws/sagemaker/TrainingJobs',
        logStreamNamePrefix: 'Churn-1/',
      }),
    );
    const lines = (events.events ?? []).map((event) => event.message ?? '');
    expect(
      lines.filter((line) => /^\[\d+\]#011train-auc:[\d.]+#011validation-auc:[\d.]+$/.test(line)),
    ).toHaveLength(20);
    expect(lines.join('\n')).toContain('Train matrix has 400 rows');

    const answer = await s3.send(
      new GetObjectCommand({ Bucket: 'lake', Key: path.slice('s3://lake/'.length) }),
    );
    const scored = score((await answer.Body?.transformToByteArray()) ?? new Uint8Array());
    expect(scored.rounds).toBe(20);
    expect(scored.auc).toBeCloseTo(metrics['validation:auc'] ?? 0, 4);
    expect(scored.auc).toBeGreaterThan(0.8);
  });

  it('reads a channel without content type as libsvm, and so fails on CSV', async () => {
    const InputDataConfig = trainingRequest.InputDataConfig.map((channel) =>
      without(channel, 'ContentType'),
    );
    expect(await failure({ InputDataConfig })).toMatch(
      /^ClientError: First line '[\d,.]+\.\.\.' of file '.*csv' is not 'LIBSVM' format/,
    );
  });

  it.each([
    ['a surplus name', { colour: 'blue' }, 'ClientError: Extraneous hyperparameter found: colour'],
    [
      'no rounds',
      { num_round: undefined },
      'ClientError: Missing required hyperparameter: num_round',
    ],
    [
      'a word for a number',
      { eta: 'fast' },
      'ClientError: Hyperparameter eta: could not parse value',
    ],
    [
      'a value out of range',
      { subsample: '0' },
      'ClientError: Hyperparameter subsample: 0.0 is not in',
    ],
    [
      'classes untold',
      { objective: 'multi:softmax', eval_metric: 'merror' },
      "ClientError: Require input for parameter 'num_class'",
    ],
    ['auc of numbers', { objective: 'reg:squarederror' }, "ClientError: Metric 'auc' can only"],
  ])('refuses %s', async (_what, change, reason) => {
    const merged = Object.entries({ ...trainingRequest.HyperParameters, ...change });
    const HyperParameters: Record<string, string> = {};
    for (const [name, value] of merged) if (value !== undefined) HyperParameters[name] = value;
    expect(await failure({ HyperParameters })).toContain(reason);
  });

  it('fails for a label that the objective does not take, and for an empty channel', async () => {
    await standIn.putObject('lake', 'churn/train/part-9.csv', '7,0.5,0.5\n');
    expect(await failure({})).toMatch(/^ClientError: .*label must be in/);
    await standIn.putObject('lake', 'empty/a.csv', '');
    const [train, validation] = trainingRequest.InputDataConfig;
    const S3Uri = 's3://lake/empty/';
    const nothing = {
      ...validation,
      ChannelName: 'validation',
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri } },
    };
    const name = 'fails-too';
    await client.send(
      training(name, {
        InputDataConfig: [
          { ...train, ChannelName: 'train', DataSource: train?.DataSource },
          nothing,
        ],
      }),
    );
    expect((await trainingEnd(client, name)).FailureReason).toMatch(
      /No data in validation channel/,
    );
  });

  it('is refused at once for a prefix without objects or a bucket of another region', async () => {
    await standIn.createBucket('far', 'eu-west-1');
    await standIn.putObject('far', 'a.csv', '1,2\n');
    for (const S3Uri of ['s3://lake/none/', 's3://far/', 's3://nobody-has-it/']) {
      const InputDataConfig = [
        {
          ChannelName: 'train',
          ContentType: 'text/csv',
          DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri } },
        },
      ];
      const refused = client.send(training('nothing', { InputDataConfig }));
      await expect(refused).rejects.toMatchObject({ name: 'ValidationException' });
      await expect(refused).rejects.toThrow(/^No S3 objects found under S3 URL/);
    }
    expect(standIn.control.created('training')).toBe(0);
  });

  it('stops in the middle, and fails on order', async () => {
    standIn.settings.paceMs = 500;
    const long = { ...trainingRequest.HyperParameters, num_round: '100000' };
    await client.send(training('long', { HyperParameters: long }));
    const ask = () => client.send(new DescribeTrainingJobCommand({ TrainingJobName: 'long' }));
    await poll(ask, (job) => job.SecondaryStatus === 'Training');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await client.send(new StopTrainingJobCommand({ TrainingJobName: 'long' }));
    expect((await ask()).TrainingJobStatus).toBe('Stopping');
    const job = await trainingEnd(client, 'long');
    expect(job.TrainingJobStatus).toBe('Stopped');
    expect(job.SecondaryStatusTransitions?.map((transition) => transition.Status)).toEqual([
      'Starting',
      'Downloading',
      'Training',
      'Stopping',
      'Stopped',
    ]);
    standIn.control.failNextJob({ kind: 'training', reason: 'InternalServerError: ordered' });
    expect(await failure({})).toBe('InternalServerError: ordered');
    const listed = await client.send(new ListTrainingJobsCommand({ StatusEquals: 'Failed' }));
    expect(listed.TrainingJobSummaries).toMatchObject([
      { TrainingJobName: 'fails', TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed' },
    ]);
  });

  it('ends as MaxRuntimeExceeded at its limit', async () => {
    const change = {
      HyperParameters: { ...trainingRequest.HyperParameters, num_round: '100000' },
      StoppingCondition: { MaxRuntimeInSeconds: 2 },
    };
    await client.send(training('limit', change));
    expect(await trainingEnd(client, 'limit')).toMatchObject({
      TrainingJobStatus: 'Stopped',
      SecondaryStatus: 'MaxRuntimeExceeded',
    });
  });
});

/** Opens a model.tar.gz with xgboost and scores the validation rows with scikit-learn. */
function score(archive: Uint8Array): { rounds: number; auc: number } {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-score-'));
  try {
    writeFileSync(join(folder, 'model.tar.gz'), archive);
    writeFileSync(join(folder, 'validation.csv'), csv.validation);
    const program = `
import json, numpy, sys, tarfile, xgboost
from sklearn.metrics import roc_auc_score
tarfile.open('model.tar.gz').extractall('.', filter='data')
model = xgboost.Booster(); model.load_model('xgboost-model')
rows = numpy.loadtxt('validation.csv', delimiter=',')
scores = model.predict(xgboost.DMatrix(rows[:, 1:]))
print(json.dumps({'rounds': model.num_boosted_rounds(), 'auc': roc_auc_score(rows[:, 0], scores)}))
`;
    const text = execFileSync(python, ['-c', program], { cwd: folder, encoding: 'utf8' });
    // SAFETY: the program above prints exactly these two numbers.
    return JSON.parse(text) as { rounds: number; auc: number };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
