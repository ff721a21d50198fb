import { execFileSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAws } from '../../src/aws/client.ts';
import type { TrainDocument } from '../../src/jobs/documents.ts';
import { RunHistory } from '../../src/jobs/history.ts';
import { trainLocally } from '../../src/jobs/trainLocal.ts';
import type { TrainLocalInput } from '../../src/jobs/trainLocal.ts';
import { python, pythonFolder, remove, scratch } from './jobFolder.ts';
import { channelText } from './trainingData.ts';

let folder: string;
let history: RunHistory;
const aws = createAws({ mode: 'inProcess' });

beforeEach(async () => {
  folder = await scratch();
  history = new RunHistory(join(folder, '.sluice'));
});
afterEach(async () => {
  aws.dispose();
  await remove(folder);
});

const document = (change: Partial<TrainDocument> = {}): TrainDocument => ({
  sluiceTrain: 1,
  input: { run: 'latest' },
  algorithm: 'xgboost',
  version: '3.2-0',
  hyperparameters: {
    objective: 'binary:logistic',
    num_round: 20,
    max_depth: 3,
    eval_metric: 'auc',
  },
  instance: 'ml.m5.xlarge',
  volumeGb: 30,
  maxSeconds: 3600,
  ...change,
});

/** A completed run of the history with these texts as its outputs. */
async function run(name: string, started: string, outputs: Readonly<Record<string, string>>) {
  await history.create({
    ...{ sluiceRecord: 1, name, kind: 'run', target: 'local', state: 'completed', started },
    directory: history.directoryOf(name),
    recipe: { sha256: 'r'.repeat(64) },
    snapshots: { main: 'sha256:s' },
    outputs: Object.keys(outputs).map((output) => ({
      name: output,
      uri: `${pathToFileURL(join(history.directoryOf(name), 'output', output)).href}/`,
    })),
  });
  for (const [output, text] of Object.entries(outputs)) {
    const place = join(history.directoryOf(name), 'output', output);
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'part-00000.csv'), text);
  }
}

const input = (change: Partial<TrainLocalInput> = {}): TrainLocalInput => ({
  ...{
    history,
    aws,
    name: 'train-1',
    document: document(),
    documentPath: join(folder, 'x.train.json'),
  },
  ...{ objectCache: join(folder, 'objects'), python, pythonFolder, env: process.env },
  ...change,
});

const both = { train: channelText(4000, 1), validation: channelText(1000, 2) };

/** The AUC of the packed model on a CSV, by scikit-learn; the model is opened as its users would. */
const independentAuc = (model: string, csv: string, at: string): number => {
  const script = `
import sys, tarfile, numpy, xgboost
from sklearn.metrics import roc_auc_score
with tarfile.open(sys.argv[1]) as tar:
    assert tar.getnames() == ["xgboost-model"], tar.getnames()
    tar.extractall(sys.argv[3], filter="data")
booster = xgboost.Booster()
booster.load_model(sys.argv[3] + "/xgboost-model")
rows = [[float(c) if c else numpy.nan for c in line.split(",")] for line in open(sys.argv[2]).read().split()]
table = numpy.array(rows, dtype=numpy.float32)
print(repr(float(roc_auc_score(table[:, 0], booster.predict(xgboost.DMatrix(table[:, 1:]))))))
`;
  return Number(execFileSync(python, ['-c', script, model, csv, at]).toString());
};

describe('training here', () => {
  it('the printed metric is the AUC that scikit-learn finds for the packed model', async () => {
    await run('data-1', '2026-11-20T10:00:00.000Z', both);
    const lines: string[] = [];
    const { record, error } = await trainLocally(input({ onLine: (line) => lines.push(line) }));
    expect(error).toBeUndefined();
    expect(lines.slice(0, 2)).toEqual([
      'Channel train: 4,000 rows, 4 features',
      'Channel validation: 1,000 rows, 4 features',
    ]);
    const rounds = lines.slice(2);
    expect(rounds).toHaveLength(20);
    rounds.forEach((line, round) => {
      expect(line).toMatch(/^\[\d+\]\ttrain-auc:0\.\d{5}\tvalidation-auc:0\.\d{5}$/);
      expect(line.startsWith(`[${String(round)}]\t`)).toBe(true);
    });
    expect(record).toMatchObject({
      ...{ name: 'train-1', kind: 'train', target: 'local', state: 'completed', input: 'data-1' },
      recipe: { sha256: 'r'.repeat(64) },
      metric: { name: 'validation-auc' },
      versions: { xgboost: '3.2.0' },
      model: join(history.directoryOf('train-1'), 'model', 'model.tar.gz'),
    });
    const value = record.metric?.value ?? 0;
    expect(rounds.at(-1)).toContain(`validation-auc:${value.toFixed(5)}`);
    const csv = join(history.directoryOf('data-1'), 'output', 'validation', 'part-00000.csv');
    expect(independentAuc(record.model ?? '', csv, folder)).toBeCloseTo(value, 6);
    expect(value).toBeGreaterThan(0.7);
    expect(value).toBeLessThan(0.95);
    expect(await readdir(join(history.directoryOf('train-1'), 'model'))).toEqual(['model.tar.gz']);
  });

  it('takes the newest completed run with an output train, or the one named', async () => {
    await run('old-1', '2026-11-20T10:00:00.000Z', both);
    await run('new-1', '2026-11-20T11:00:00.000Z', both);
    await run('other-1', '2026-11-20T12:00:00.000Z', { all: '1,2\n' });
    await run('failed-1', '2026-11-20T13:00:00.000Z', both);
    await history.update('failed-1', { state: 'failed' });
    const latest = await trainLocally(input());
    expect(latest.record.input).toBe('new-1');
    const named = document({ input: { run: 'old-1' } });
    const old = await trainLocally(input({ name: 'train-2', document: named }));
    expect(old.record.input).toBe('old-1');
    const wrong = document({ input: { run: 'failed-1' } });
    await expect(trainLocally(input({ name: 'train-3', document: wrong }))).rejects.toMatchObject({
      code: 'bad-data',
    });
  });

  it('stops early by the last metric and keeps the best round, as the built-in algorithm does', async () => {
    await run('data-1', '2026-11-20T10:00:00.000Z', {
      train: channelText(200, 1),
      validation: channelText(200, 2),
    });
    const lines: string[] = [];
    const hyperparameters = {
      ...{ objective: 'binary:logistic', num_round: 300, eta: 1, max_depth: 8 },
      ...{ eval_metric: 'auc,logloss', early_stopping_rounds: 5 },
    };
    const { record } = await trainLocally(
      input({ document: document({ hyperparameters }), onLine: (line) => lines.push(line) }),
    );
    const losses = lines
      .map((line) => /validation-logloss:([\d.]+)/.exec(line)?.[1])
      .filter((text) => text !== undefined)
      .map(Number);
    const best = losses.indexOf(Math.min(...losses));
    expect(losses).toHaveLength(best + 6);
    expect(record.metric?.name).toBe('validation-logloss');
    expect(record.metric?.value).toBeCloseTo(losses.at(-1) ?? 0, 5);
    const script = `
import sys, tarfile, xgboost
tarfile.open(sys.argv[1]).extractall(sys.argv[2], filter="data")
model = xgboost.Booster(model_file=sys.argv[2] + "/xgboost-model")
print(model.num_boosted_rounds())`;
    const kept = execFileSync(python, ['-c', script, record.model ?? '', folder]);
    expect(Number(kept.toString())).toBe(best + 1);
  });

  it('trains without a validation channel', async () => {
    await run('data-1', '2026-11-20T10:00:00.000Z', { train: both.train });
    const { record } = await trainLocally(input());
    expect(record.metric?.name).toBe('train-auc');
  });
});

describe('what training refuses, with the line', () => {
  it.each([
    [
      'true in a cell',
      '1,2\n0,true\n',
      'Line 2 of part-00000.csv of channel train holds “true”, which is no number.',
    ],
    [
      'a header',
      'late,distance\n1,2\n',
      'Line 1 of part-00000.csv of channel train holds “late”, which is no number; the file must have no header.',
    ],
    [
      'a ragged line',
      '1,2,3\n0,1,2\n1,2\n',
      'Line 3 of part-00000.csv of channel train is not the CSV that XGBoost reads.',
    ],
    ['no label', '1,2\n,3\n0,1\n', 'Line 2 of part-00000.csv of channel train has no label.'],
    [
      'an infinity',
      '1,2\n0,3\n0,inf\n',
      'Line 3 of part-00000.csv of channel train holds an infinity.',
    ],
    ['one column', '1\n0\n', 'part-00000.csv of channel train has a label and no features.'],
    ['nothing', '', 'Channel train holds no rows.'],
    ['a label that is no class', '2,1\n0,1\n', 'XGBoost refused the training: '],
  ])('%s', async (_name, train, sentence) => {
    await run('data-1', '2026-11-20T10:00:00.000Z', { train });
    const { record, error } = await trainLocally(input());
    expect(error?.code).toBe('bad-data');
    expect(error?.message).toContain(sentence);
    expect(error?.message.split('\n')).toHaveLength(1);
    expect(record).toMatchObject({ state: 'failed', error: { code: 'bad-data' } });
  });

  it('channels of different columns', async () => {
    await run('data-1', '2026-11-20T10:00:00.000Z', {
      train: both.train,
      validation: '1,2\n0,3\n',
    });
    const { error } = await trainLocally(input());
    expect(error?.message).toBe('Channels train and validation differ in their columns.');
  });

  it.each([
    [
      'another version',
      { version: '1.7-1' },
      'XGBoost 1.7 cannot train here: this Sluice has 3.2.',
      'unsupported',
    ],
    [
      'an unknown hyperparameter',
      { hyperparameters: { num_round: 1, depth: 3 } },
      'XGBoost has no hyperparameter depth.',
      'bad-data',
    ],
    ['no run', {}, 'There is no completed run with an output named train.', 'not-found'],
  ])('%s: nothing is recorded', async (_name, change, message, code) => {
    const training = trainLocally(input({ document: document(change) }));
    await expect(training).rejects.toMatchObject({ code, message });
    expect(await history.list()).toEqual([]);
  });

  it('an output that is no CSV', async () => {
    await run('data-1', '2026-11-20T10:00:00.000Z', both);
    await writeFile(join(history.directoryOf('data-1'), 'output/train/part-00001.parquet'), 'PAR1');
    await expect(trainLocally(input())).rejects.toThrow(
      'Output train of data-1 holds part-00001.parquet; training reads CSV.',
    );
  });

  it('a Python without XGBoost, or with another', async () => {
    await run('data-1', '2026-11-20T10:00:00.000Z', both);
    const floor = python.replace('.venv', '.venv-floor');
    const { error } = await trainLocally(input({ python: floor }));
    expect(error).toMatchObject({ code: 'python' });
    expect(error?.message).toMatch(/^Python 3\.11\.\d+ has no xgboost-cpu\.$/);
  });

  it('can be cancelled', async () => {
    await run('data-1', '2026-11-20T10:00:00.000Z', both);
    const hyperparameters = { objective: 'binary:logistic', num_round: 100_000 };
    const controller = new AbortController();
    const training = trainLocally(
      input({
        document: document({ hyperparameters }),
        onLine: (line) => {
          if (line.startsWith('[3]')) controller.abort();
        },
      }),
      { signal: controller.signal },
    );
    await expect(training).rejects.toMatchObject({ code: 'cancelled' });
    expect(await history.get('train-1')).toMatchObject({ state: 'stopped' });
  });
});
