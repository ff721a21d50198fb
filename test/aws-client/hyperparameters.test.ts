import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  validateXgboostHyperparameters,
  xgboostHyperparameters,
} from '../../src/core/training/xgboostHyperparameters.ts';
import { snapshotOf } from '../../src/core/recipe/snapshot.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the stand-in's container says of each set: the words of its refusal, or nothing. */
function containerSays(sets: readonly Readonly<Record<string, string>>[]): (string | null)[] {
  const program = `
import json, sys
sys.path.insert(0, 'test/aws')
from xgboostHyperparameters import UserError, read_hyperparameters
answers = []
for given in json.load(sys.stdin):
    try:
        read_hyperparameters(given)
        answers.append(None)
    except UserError as error:
        answers.append(str(error))
json.dump(answers, sys.stdout)
`;
  const run = spawnSync('.venv/bin/python', ['-c', program], {
    cwd: root,
    input: JSON.stringify(sets),
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  // SAFETY: the program above prints exactly this.
  return JSON.parse(run.stdout) as (string | null)[];
}

/** Names that one of the two leaves out on purpose, or judges more strictly for XGBoost 3. */
const apart = [
  ...['max_bin', 'aft_loss_distribution_scale', '_kfold', '_num_cv_round'],
  ...['save_model_on_termination', 'sampling_method'],
];
const candidates = [
  ...['-1', '0', '0.5', '1', '1.0', '1.5', '2', '3', '10', '2147483647', '-2147483648', '1e3'],
  ...['x', '', '0x10', 'NaN', 'true', 'auto', 'hist', 'gpu_hist', 'dart', 'tree'],
  ...[
    'binary:logistic',
    'reg:squarederror',
    'rank:map',
    'auc',
    'rmse, mae',
    'rmse,,mae',
    'error@0.7',
  ],
  ...['error@x', 'auc@1', 'gamma-deviance', 'normal', 'update', 'lossguide', 'uniform', 'forest'],
];

describe('hyperparameters of XGBoost', () => {
  it("are judged as the stand-in's container judges them", () => {
    const sets: Record<string, string>[] = [];
    for (const name of Object.keys(xgboostHyperparameters)) {
      if (apart.includes(name) || name.endsWith('_constraints') || name === 'num_class') continue;
      for (const value of candidates) sets.push({ num_round: '1', [name]: value });
    }
    const differing = containerSays(sets).flatMap((refusal, index) => {
      const set = sets[index] ?? {};
      const ours = validateXgboostHyperparameters(set, 'sagemaker');
      return (refusal === null) === (ours.length === 0) ? [] : [{ set, refusal, ours }];
    });
    expect(sets.length).toBeGreaterThan(1000);
    expect(differing).toEqual([]);
  });

  const cases: readonly (readonly [
    Readonly<Record<string, string | number | boolean>>,
    'local' | 'sagemaker',
    readonly string[],
  ])[] = [
    [
      { objective: 'binary:logistic', num_round: 100, eval_metric: 'auc', eta: 0.3, seed: 7 },
      'local',
      [],
    ],
    [{}, 'local', ['The hyperparameter num_round is missing.']],
    [{ num_round: 10, colour: 1 }, 'sagemaker', ['XGBoost has no hyperparameter colour.']],
    [{ num_round: 10, toString: 1 }, 'sagemaker', ['XGBoost has no hyperparameter toString.']],
    [{ num_round: 1.5 }, 'local', ['The hyperparameter num_round cannot be 1.5.']],
    [
      { num_round: 1, eta: 0.1, learning_rate: 0.2 },
      'local',
      ['The hyperparameters learning_rate and eta are the same.'],
    ],
    [
      { num_round: 1, objective: 'multi:softprob' },
      'local',
      ['The objective multi:softprob needs num_class.'],
    ],
    [
      { num_round: 1, objective: 'binary:logistic', num_class: 2 },
      'local',
      ['num_class has no meaning for the objective binary:logistic.'],
    ],
    [
      { num_round: 1, eval_metric: 'auc' },
      'sagemaker',
      ['auc cannot judge the objective reg:squarederror.'],
    ],
    [
      { num_round: 1, eval_metric: 'accuracy' },
      'local',
      ['The metric accuracy exists on SageMaker only.'],
    ],
    [{ num_round: 1, eval_metric: 'accuracy' }, 'sagemaker', []],
    [
      { num_round: 1, csv_weights: 1 },
      'local',
      ['The hyperparameter csv_weights works on SageMaker only.'],
    ],
    [{ num_round: 1, csv_weights: 1 }, 'sagemaker', []],
    [
      { num_round: 1, monotone_constraints: '(1,-1)' },
      'local',
      ['monotone_constraints needs the tree_method exact or hist.'],
    ],
    [{ num_round: 1, monotone_constraints: '(1,-1)', tree_method: 'hist' }, 'local', []],
  ];
  it('are refused with a sentence and a next step', () => {
    for (const [values, target, messages] of cases) {
      const problems = validateXgboostHyperparameters(values, target);
      expect(problems.map(({ message }) => message)).toEqual(messages);
      expect(problems.every(({ hint }) => hint.length > 5)).toBe(true);
    }
  });
});

describe('a snapshot', () => {
  const objects = [
    { uri: 's3://lake/b.csv', size: 2, version: 'v2' },
    { uri: 's3://lake/a.csv', size: 1, version: '0a1b' },
    { uri: 's3://lake/\u{1F600}.csv', size: 3, version: 'e' },
    { uri: 's3://lake/\uFF5E.csv', size: 3, version: 'e' },
  ];
  // Both from Python: hashlib.sha256 over the lines sorted as bytes.
  it('is the hash of the sorted lines, whatever the order', () => {
    const hash = 'sha256:741ba2b866a77016a6af1e6a7cd96a6ab60ca6e74e10c5410144f7d9b92e430a';
    expect(snapshotOf(objects)).toBe(hash);
    expect(snapshotOf(objects.toReversed())).toBe(hash);
    expect(snapshotOf([])).toBe(
      'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });
  it('moves with each part of an object', () => {
    const [first] = objects;
    if (first === undefined) throw new Error('no object');
    const seen = new Set(
      [
        first,
        { ...first, uri: 's3://lake/c.csv' },
        { ...first, size: 3 },
        { ...first, version: 'v3' },
      ].map((object) => snapshotOf([object])),
    );
    expect(seen.size).toBe(4);
  });
});
