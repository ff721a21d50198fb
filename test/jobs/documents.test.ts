import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  jobSettings,
  readJobDocument,
  readTrainDocument,
  trainSettings,
} from '../../src/jobs/documents.ts';
import { remove, scratch } from './jobFolder.ts';

let folder: string;
beforeEach(async () => {
  folder = await scratch();
});
afterEach(async () => {
  await remove(folder);
});

async function file(value: unknown): Promise<string> {
  const path = join(folder, 'x.json');
  await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

const role = 'arn:aws:iam::123456789012:role/service-role/Sluice';
const job = {
  ...{ sluiceJob: 1, recipe: 'late.sluice.json', role, instance: 'ml.m5.xlarge', count: 1 },
  ...{ volumeGb: 30, maxSeconds: 3600, staging: 's3://lake/staging/', parameters: {} },
  ...{ kmsKey: null, subnets: [], securityGroups: [], networkIsolation: true },
};
const train = {
  ...{ sluiceTrain: 1, input: { run: 'latest' }, algorithm: 'xgboost', version: '3.2-0' },
  hyperparameters: { objective: 'binary:logistic', num_round: 100, eval_metric: 'auc' },
  ...{
    role,
    instance: 'ml.m5.xlarge',
    volumeGb: 30,
    maxSeconds: 3600,
    output: 's3://lake/models/',
  },
};

describe('*.job.json', () => {
  it('is read as documented; what is absent has its default', async () => {
    expect(await readJobDocument(await file(job))).toEqual(job);
    const { role: _role, staging: _staging, ...defaults } = job;
    const least = { sluiceJob: 1, recipe: 'late.sluice.json' };
    expect(await readJobDocument(await file(least))).toEqual(defaults);
  });

  it('a flag beats it, also where there is only a recipe', async () => {
    const document = await readJobDocument(await file(job));
    const flags = { instance: 'ml.c5.large', maxSeconds: 60, role: undefined };
    expect(jobSettings(document, flags)).toEqual({
      ...job,
      instance: 'ml.c5.large',
      maxSeconds: 60,
    });
    expect(jobSettings(undefined, { staging: 's3://b/' })).toMatchObject({
      staging: 's3://b/',
      instance: 'ml.m5.xlarge',
    });
    expect(() => jobSettings(undefined, { maxSeconds: 0 })).toThrow(/“maxSeconds”/);
  });

  it.each([
    [{ ...job, colour: 'red' }, '“colour” is no known key.'],
    [{ ...job, sluiceJob: 2 }, '“sluiceJob”: Invalid input: expected 1.'],
    [{ sluiceJob: 1 }, '“recipe” is missing.'],
    [{ ...job, role: 'Sluice' }, '“role” is not the ARN of a role (arn:aws:iam::…:role/…).'],
    [{ ...job, instance: 'm5' }, '“instance” is no instance type (ml.m5.xlarge).'],
    [{ ...job, staging: '/tmp' }, '“staging” is not an address on S3 (s3://bucket/folder/).'],
    [{ ...job, volumeGb: 0 }, '“volumeGb”: Too small: expected number to be >=1.'],
    ['{"sluiceJob": 1,', 'is not JSON.'],
  ])('%j is refused with a sentence', async (value, sentence) => {
    const path = await file(value);
    const reading = readJobDocument(path);
    await expect(reading).rejects.toMatchObject({ code: 'bad-data' });
    await expect(reading).rejects.toThrow(sentence);
    await expect(reading).rejects.toThrow(path);
  });

  it('that is not there', async () => {
    const reading = readJobDocument(join(folder, 'nothing.job.json'));
    await expect(reading).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('*.train.json', () => {
  it('is read as documented', async () => {
    expect(await readTrainDocument(await file(train))).toEqual(train);
    const input = { train: 's3://lake/train/', validation: 's3://lake/validation/' };
    expect(await readTrainDocument(await file({ ...train, input }))).toMatchObject({ input });
    const document = await readTrainDocument(await file(train));
    expect(trainSettings(document, { instance: 'ml.c5.large' }).instance).toBe('ml.c5.large');
  });

  it.each([
    [{ ...train, input: 'latest' }, 'input must be {"run": …} or {"train": "s3://…"'],
    [{ ...train, input: { run: 'latest', train: 's3://x/' } }, 'input must be'],
    [{ ...train, algorithm: 'linear' }, '“algorithm”'],
    [{ ...train, version: '3' }, '“version” is no version of the algorithm (3.2-0).'],
    [{ ...train, hyperparameters: { num_round: null } }, 'num_round'],
    [{ ...train, staging: 's3://x/' }, '“staging” is no known key.'],
  ])('%j is refused with a sentence', async (value, sentence) => {
    await expect(readTrainDocument(await file(value))).rejects.toThrow(sentence);
  });
});
