import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Confirmation } from '../../../src/jobs/confirmation.ts';
import { jobSettings } from '../../../src/jobs/documents.ts';
import { RunHistory } from '../../../src/jobs/history.ts';
import type { RunRecord } from '../../../src/jobs/runRecord.ts';
import { confirmationText } from '../../../src/session/runs/confirmationText.ts';
import { logFile, readLogFrom } from '../../../src/session/runs/runLog.ts';
import { RunsModel } from '../../../src/session/runs/runsModel.ts';
import { trips, tripsRecipe, useRunBench } from './runBench.ts';

const bench = useRunBench();

function seed(): string {
  bench().write('trips.csv', trips);
  return bench().write('trips.sluice.json', tripsRecipe());
}

const settings = (change: object = {}) =>
  jobSettings(undefined, {
    role: bench().role,
    staging: 's3://lake/staging/',
    maxSeconds: 600,
    ...change,
  });
const created = (): number => bench().standIn.control.created('processing');

/** Submits the recipe; `asked` keeps what the person was asked. */
function submit(recipePath: string, answer = true, asked: Confirmation[] = []) {
  return bench().service.runOnSagemaker({
    ...{ recipePath, parameters: {}, refit: true, settings: settings() },
    confirm: (confirmation) => {
      asked.push(confirmation);
      return Promise.resolve(answer);
    },
  });
}

describe('a run here', () => {
  it('asks to learn first, then writes its outputs, its record and its log', async () => {
    const recipePath = seed();
    const { service, folder, read } = bench();
    await expect(
      service.runHere({ recipePath, parameters: {}, refit: false }),
    ).rejects.toMatchObject({ code: 'stale' });
    const started: string[] = [];
    const end = await service.runHere({
      ...{ recipePath, parameters: { least: '2' }, refit: true },
      onStart: (name) => started.push(name),
    });
    expect(end.error).toBeUndefined();
    expect(started).toEqual([end.record.name]);
    expect(end.run?.outputs).toMatchObject([{ name: 'train', rows: 5 }]);
    expect(read('trips.sluice.json')).toContain('"km": 5');
    const output = join(end.record.directory, 'output', 'train');
    const [part = ''] = readdirSync(output);
    expect(readFileSync(join(output, part), 'utf8')).toBe(
      '1,2,5.0\n0,3,3.0\n1,4,5.0\n1,5,9.0\n0,6,30.0\n',
    );
    const history = await RunHistory.near(folder);
    const log = await readLogFrom(logFile(history, end.record.name), 0);
    expect(log.text).toMatch(/\[\d\/\d\] [\s\S]*Completed\.\n$/);
    expect(await readLogFrom(logFile(history, end.record.name), log.next)).toEqual({
      ...{ text: '', next: log.next },
    });
  });

  it('runs beside another one, each over its own sources', async () => {
    const { write, service } = bench();
    write('trips.csv', trips);
    write('few.csv', 'id,km,late\n1,7,true\n');
    const many = write('a.sluice.json', tripsRecipe());
    const few = write('b.sluice.json', tripsRecipe().replace('trips.csv', 'few.csv'));
    const ends = await Promise.all(
      [many, few].map((recipePath) => service.runHere({ recipePath, parameters: {}, refit: true })),
    );
    expect(ends.map(({ run }) => run?.outputs[0]?.rows)).toEqual([6, 1]);
  });

  it('is stopped by its signal, and the record says so', async () => {
    const recipePath = seed();
    const controller = new AbortController();
    const running = bench().service.runHere(
      {
        ...{ recipePath, parameters: {}, refit: true },
        onStart: () => {
          controller.abort();
        },
      },
      { signal: controller.signal },
    );
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    const [entry] = await (await RunHistory.near(recipePath)).list();
    expect(entry).toMatchObject({ record: { state: 'stopped' } });
  });
});

describe('a run on SageMaker', () => {
  it('costs nothing unless the person says yes to what it is', async () => {
    const recipePath = seed();
    const asked: Confirmation[] = [];
    await expect(submit(recipePath, false, asked)).rejects.toMatchObject({ code: 'declined' });
    expect([created(), asked.length]).toEqual([0, 1]);
    const [confirmation] = asked;
    if (!confirmation) throw new Error('nobody was asked');
    const { question, detail, yes } = confirmationText(confirmation);
    expect(question).toBe('Start this run on SageMaker? AWS bills the account for it.');
    expect(yes).toBe('Run in us-east-1');
    expect(detail.split('\n').slice(1, 6)).toEqual([
      'Account: 123456789012, us-east-1',
      `Role: ${bench().role}`,
      'Instance: 1 × ml.m5.xlarge, 30 GB',
      'Billed: at most 1 × ml.m5.xlarge for 10 min; then it is stopped',
      `Writes train: s3://lake/trips/train/${confirmation.name}/`,
    ]);
  });

  it('is followed in the list until it has ended', async () => {
    const recipePath = seed();
    const ended: string[] = [];
    let changes = 0;
    const model = new RunsModel({
      aws: bench().aws,
      places: () => [bench().folder],
      changed: () => (changes += 1),
      ended: ({ name, state }) => ended.push(`${name} ${state}`),
      pollMs: { first: 100, most: 500 },
    });
    try {
      const { record } = await submit(recipePath);
      model.follow(record.name);
      await expect.poll(() => ended, { timeout: 30_000 }).toEqual([`${record.name} completed`]);
      expect(changes).toBeGreaterThanOrEqual(2);
      expect(model.active).toEqual([]);
      const [entry] = model.list;
      expect(entry).toMatchObject({
        record: { outputs: [{ uri: `s3://lake/trips/train/${record.name}/` }] },
      });
    } finally {
      model.dispose();
    }
  });

  it('is not asked for while nobody looks at the list', async () => {
    const recipePath = seed();
    const { record } = await submit(recipePath);
    const { control } = bench().standIn;
    const before = control.calls('DescribeProcessingJob');
    const model = new RunsModel({
      aws: bench().aws,
      places: () => [bench().folder],
      changed: () => undefined,
      ended: () => undefined,
      pollMs: { first: 20, most: 20 },
    });
    try {
      await model.refresh();
      expect(model.active.map(({ name }) => name)).toEqual([record.name]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(control.calls('DescribeProcessingJob')).toBe(before);
      model.setShown(true);
      await expect.poll(() => control.calls('DescribeProcessingJob')).toBeGreaterThan(before);
    } finally {
      model.dispose();
    }
  });

  it('a second try finds the job of one that was cut off, and pays nothing more', async () => {
    const recipePath = seed();
    const history = await RunHistory.near(recipePath);
    const { record } = await submit(recipePath);
    // What a window leaves that is killed between AWS's answer and its own note.
    await history.update(record.name, { state: 'submitting' });
    await expect(submit(recipePath)).rejects.toMatchObject({
      code: 'name-taken',
      message: `The job of your earlier try is running: ${record.name}.`,
    });
    expect(created()).toBe(1);
    expect(await history.get(record.name)).toMatchObject({ state: 'running' });
  });

  it('a try of which nothing is known yet is waited for; one that never arrived is not', async () => {
    const recipePath = seed();
    const history = await RunHistory.near(recipePath);
    const started = (minutesAgo: number): string =>
      new Date(Date.now() - minutesAgo * 60_000).toISOString();
    const record = (name: string, minutesAgo: number): RunRecord => ({
      ...{ sluiceRecord: 1, name, kind: 'run', target: 'sagemaker', state: 'submitting' },
      ...{ started: started(minutesAgo), directory: history.directoryOf(name) },
      document: recipePath,
      job: { kind: 'processing', name },
    });
    await history.create(record('trips-lost', 11));
    await history.create(record('trips-new', 1));
    await expect(submit(recipePath)).rejects.toMatchObject({
      code: 'name-taken',
      message: 'It is not known yet whether trips-new became a job.',
    });
    expect(created()).toBe(0);
    await history.update('trips-new', { started: started(11) });
    expect((await submit(recipePath)).record.state).toBe('running');
    expect(created()).toBe(1);
  });
});

describe('a training', () => {
  it('here gives its metric from the outputs of the newest run', async () => {
    const recipePath = seed();
    const { write, service, training } = bench();
    await service.runHere({ recipePath, parameters: {}, refit: true });
    const document = {
      ...{ sluiceTrain: 1, input: { run: 'latest' }, algorithm: 'xgboost', version: '3.2-0' },
      hyperparameters: { objective: 'binary:logistic', num_round: 3, eval_metric: 'logloss' },
    };
    const path = write('trips.train.json', JSON.stringify(document));
    const lines: string[] = [];
    const end = await training.trainHere(path, {}, (name) => lines.push(name));
    expect(end.error).toBeUndefined();
    expect(end.record).toMatchObject({ state: 'completed', metric: { name: 'train-logloss' } });
    expect(lines).toEqual([end.record.name]);
  });
});
