import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { root, useBuild } from './build.ts';
import { refused } from './refused.ts';
import { python } from './sluice.ts';
import type { Workspace } from './sluice.ts';
import { useAws } from './useAws.ts';

useBuild();
const aws = useAws();

const answer = z.strictObject({
  state: z.literal('completed'),
  metric: z.strictObject({ name: z.literal('validation-auc'), value: z.number() }),
  model: z.string(),
  run: z.string(),
  seconds: z.number(),
});

// Two informative columns, noise, and a label that follows them most of the time; always the same.
const visits = ((): string => {
  const lines = ['id,pages,minutes,bought'];
  let state = 7;
  const next = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  for (let id = 1; id <= 3000; id += 1) {
    const pages = Math.floor(next() * 20);
    const minutes = next() * 30;
    const bought = pages + minutes / 2 + next() * 12 > 22;
    lines.push(`${String(id)},${String(pages)},${minutes.toFixed(3)},${String(bought)}`);
  }
  return `${lines.join('\n')}\n`;
})();

const recipe = {
  sluice: 1,
  name: 'visits',
  sources: { main: { uri: 'visits.csv', format: 'csv' } },
  steps: [
    {
      id: 'split',
      op: 'split-dataset',
      params: { parts: { train: 0.7, validation: 0.3 }, key: ['id'], seed: 1, as: 'part' },
    },
    {
      id: 'features',
      op: 'select-columns',
      params: { columns: ['pages', 'minutes', 'bought', 'part'] },
    },
  ],
  outputs: ['train', 'validation'].map((name) => ({
    name,
    part: name,
    format: 'csv',
    uri: `s3://lake/${name}/`,
    options: { label: 'bought' },
  })),
};

async function prepared(more: object = {}): Promise<Workspace> {
  const { work, role } = aws();
  work.write('visits.csv', visits);
  work.writeJson('visits.sluice.json', recipe);
  work.writeJson('visits.train.json', {
    sluiceTrain: 1,
    input: { run: 'latest' },
    algorithm: 'xgboost',
    version: '3.2-0',
    hyperparameters: { objective: 'binary:logistic', num_round: 12, eval_metric: 'auc' },
    role,
    output: 's3://lake/models/',
    ...more,
  });
  await work.json(['run', 'visits.sluice.json']);
  return work;
}

/** The area under the curve as scikit-learn sees it, of the model opened anew. */
function scored(model: string, validation: string): number {
  const program = join(root, 'scripts', 'demo', 'score_model.py');
  return Number(execFileSync(python, [program, model, validation]).toString());
}

function validationFile(work: Workspace): string {
  const runs = work.path('.sluice', 'runs');
  const run = readdirSync(runs).find((name) => !name.includes('train')) ?? '';
  return join(runs, run, 'output', 'validation', 'part-00000.csv');
}

describe('train', () => {
  it('here: the metric is that of the model which it leaves, opened anew', async () => {
    const work = await prepared();
    const trained = answer.parse(await work.json(['train', 'visits.train.json', '--local']));
    expect(trained.metric.value).toBeGreaterThan(0.8);
    expect(trained.metric.value).toBeLessThan(1);
    expect(scored(trained.model, validationFile(work))).toBeCloseTo(trained.metric.value, 5);
  });

  it('prints the metric of each round', async () => {
    const work = await prepared();
    const { code, stdout } = await work.run(['train', 'visits.train.json']);
    expect(code).toBe(0);
    expect(stdout.match(/^\[\d+\]\ttrain-auc:\S+\tvalidation-auc:\S+$/gm)).toHaveLength(12);
  });

  it('there: the same channels give nearly the same metric, and one job', async () => {
    const work = await prepared();
    const here = answer.parse(await work.json(['train', 'visits.train.json']));
    const there = answer.parse(
      await work.json(['train', 'visits.train.json', '--sagemaker', '--wait', '--yes']),
    );
    expect(there.metric.value).toBeCloseTo(here.metric.value, 3);
    expect(there.model).toMatch(/^s3:\/\/lake\/models\/.*\/output\/model\.tar\.gz$/);
    expect(aws().standIn.control.created('training')).toBe(1);
  });

  it.each<[string, object, RegExp]>([
    ['an unknown hyperparameter', { hyperparameters: { num_round: 2, depth: 3 } }, /depth/],
    ['no rounds', { hyperparameters: { objective: 'binary:logistic' } }, /num_round/],
    ['another version', { version: '1.7-1' }, /1\.7/],
    ['an unknown key', { colour: 'red' }, /colour/],
    ['a run that is not there', { input: { run: 'nobody' } }, /nobody/],
  ])('refuses %s', async (_what, more, says) => {
    const work = await prepared(more);
    await refused(work, ['train', 'visits.train.json'], { exit: 1, code: /./, says });
  });
});
