import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Confirmation } from '../../src/jobs/confirmation.ts';
import type { TrainDocument } from '../../src/jobs/documents.ts';
import { RunHistory } from '../../src/jobs/history.ts';
import { trainLocally } from '../../src/jobs/trainLocal.ts';
import { trainOnSagemaker } from '../../src/jobs/trainSagemaker.ts';
import { useStandIn } from '../aws-client/useStandIn.ts';
import { filesBelow, python, pythonFolder, remove, scratch } from './jobFolder.ts';
import { channelText } from './trainingData.ts';

const bench = useStandIn();
let folder: string;
let history: RunHistory;
let asked: Confirmation[];

beforeEach(async () => {
  folder = await scratch();
  history = new RunHistory(join(folder, '.sluice'));
  asked = [];
});
afterEach(async () => {
  await remove(folder);
});

describe('a training on SageMaker', () => {
  const document = (change: Partial<TrainDocument> = {}): TrainDocument => ({
    ...{ sluiceTrain: 1, input: { run: 'latest' }, algorithm: 'xgboost', version: '3.2-0' },
    hyperparameters: { objective: 'binary:logistic', num_round: 5, eval_metric: 'auc' },
    ...{ instance: 'ml.m5.xlarge', volumeGb: 30, maxSeconds: 600 },
    ...{ role: bench().role, output: 's3://lake/models/' },
    ...change,
  });
  const confirm = (confirmation: Confirmation) => {
    asked.push(confirmation);
    return Promise.resolve(true);
  };

  it('trains on what a run here wrote, and agrees with the training here', async () => {
    const { aws } = bench();
    const directory = history.directoryOf('data-1');
    const texts = { train: channelText(2000, 1), validation: channelText(500, 2) };
    await history.create({
      ...{ sluiceRecord: 1, name: 'data-1', kind: 'run', target: 'local', state: 'completed' },
      ...{ started: '2026-11-20T10:00:00.000Z', directory, recipe: { sha256: 'r'.repeat(64) } },
      outputs: Object.keys(texts).map((name) => ({
        name,
        uri: `file://${directory}/output/${name}/`,
      })),
    });
    for (const [name, text] of Object.entries(texts)) {
      await mkdir(join(directory, 'output', name), { recursive: true });
      await writeFile(join(directory, 'output', name, 'part-00000.csv'), text);
    }
    const shared = {
      history,
      aws,
      document: document(),
      documentPath: join(folder, 'x.train.json'),
    };
    const { record, error } = await trainOnSagemaker({
      ...{ ...shared, name: 'train-1', confirm, wait: true, pollSeconds: 0.1 },
    });
    expect(error).toBeUndefined();
    expect(asked[0]).toMatchObject({
      ...{ kind: 'training', name: 'train-1', maxSeconds: 600 },
      uploadBytes: Buffer.byteLength(texts.train) + Buffer.byteLength(texts.validation),
    });
    expect(record).toMatchObject({
      ...{ state: 'completed', kind: 'train', input: 'data-1' },
      model: 's3://lake/models/train-1/output/model.tar.gz',
      metric: { name: 'validation-auc' },
    });
    const here = await trainLocally({
      ...{ ...shared, name: 'train-2', objectCache: join(folder, 'objects') },
      ...{ python, pythonFolder, env: process.env },
    });
    expect(here.record.metric?.value).toBeCloseTo(record.metric?.value ?? 0, 4);
    expect(await filesBelow(history.directoryOf('train-1'))).toEqual(['record.json']);
  });

  it('of channels on S3 here: the same files, fetched', async () => {
    const { aws, standIn } = bench();
    await standIn.putObject('lake', 'c/train/a.csv', channelText(500, 1));
    await standIn.putObject('lake', 'c/validation/b.csv', channelText(200, 2));
    const { record } = await trainLocally({
      ...{ history, aws, name: 'train-3', documentPath: join(folder, 'x.train.json') },
      document: document({
        input: { train: 's3://lake/c/train/', validation: 's3://lake/c/validation/' },
      }),
      ...{ objectCache: join(folder, 'objects'), python, pythonFolder, env: process.env },
    });
    expect(record).toMatchObject({ state: 'completed', metric: { name: 'validation-auc' } });
    expect(await readFile(join(history.directoryOf('train-3'), 'train.json'), 'utf8')).toContain(
      '/a.csv',
    );
  });

  it.each([
    [
      'a wrong hyperparameter',
      { hyperparameters: { depth: 3 } },
      'XGBoost has no hyperparameter depth.',
    ],
    ['no output', { output: undefined }, 'A training on SageMaker needs “output”.'],
  ])('with %s nothing is submitted', async (_name, change, message) => {
    const training = trainOnSagemaker({
      ...{ history, aws: bench().aws, name: 'train-4', documentPath: 'x', confirm, wait: true },
      document: { ...document(), ...change },
    });
    await expect(training).rejects.toThrow(message);
    expect(bench().standIn.control.calls('CreateTrainingJob')).toBe(0);
    expect(await history.list()).toEqual([]);
  });
});
