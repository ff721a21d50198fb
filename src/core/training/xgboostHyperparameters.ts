import { nearest } from '../expression/nearest.ts';
import { checkHyperparameter } from './checkHyperparameter.ts';
import type { HyperparameterRule } from './hyperparameterRule.ts';

/** A hyperparameter that the training would refuse. */
export interface HyperparameterProblem {
  readonly name: string;
  readonly message: string;
  readonly hint: string;
}

/** Values as a `*.train.json` holds them. */
export type Hyperparameters = Readonly<Record<string, string | number | boolean>>;

const share = { kind: 'number', min: 0, max: 1 } as const;
const sampleShare = { kind: 'number', above: 0, max: 1 } as const;
const atLeastZero = { kind: 'number', min: 0 } as const;
const flag = { kind: 'integer', min: 0, max: 1 } as const;

/** Metrics that XGBoost computes itself. */
const nativeMetrics = [
  ...['auc', 'aucpr', 'map', 'ndcg', 'rmse', 'rmsle', 'mae', 'mape', 'mphe', 'logloss'],
  ...['error', 'merror', 'mlogloss', 'poisson-nloglik', 'gamma-nloglik', 'gamma-deviance'],
  ...['tweedie-nloglik', 'cox-nloglik', 'aft-nloglik', 'interval-regression-accuracy'],
] as const;

/** Metrics that only AWS's container adds (it computes them with scikit-learn). */
const containerMetrics = [
  ...['accuracy', 'balanced_accuracy', 'f1', 'f1_binary', 'f1_macro', 'mse', 'precision', 'r2'],
  ...['recall', 'precision_macro', 'precision_micro', 'recall_macro', 'recall_micro'],
] as const;

/** Metrics that take `@threshold`. */
const thresholdMetrics = ['error', 'ndcg', 'map'];

/** Another name of the same hyperparameter. */
const aliases: Readonly<Record<string, string>> = {
  learning_rate: 'eta',
  min_split_loss: 'gamma',
  reg_lambda: 'lambda',
  reg_alpha: 'alpha',
};

/**
 * The hyperparameters of SageMaker's built-in XGBoost, version 1.5 and later, with what each
 * accepts. Source: hyperparameter_validation.py of aws/sagemaker-xgboost-container (Apache-2.0),
 * less the names that XGBoost 3 has dropped.
 */
export const xgboostHyperparameters: Readonly<Record<string, HyperparameterRule>> = {
  num_round: { kind: 'integer', min: 1 },
  csv_weights: flag,
  early_stopping_rounds: { kind: 'integer', min: 1 },
  booster: { kind: 'one-of', values: ['gbtree', 'gblinear', 'dart'] },
  verbosity: { kind: 'integer', min: 0, max: 3 },
  nthread: { kind: 'integer', min: 1 },
  eta: share,
  gamma: atLeastZero,
  max_depth: { kind: 'integer', min: 0 },
  min_child_weight: atLeastZero,
  max_delta_step: atLeastZero,
  subsample: sampleShare,
  colsample_bytree: sampleShare,
  colsample_bylevel: sampleShare,
  colsample_bynode: sampleShare,
  lambda: atLeastZero,
  alpha: atLeastZero,
  tree_method: { kind: 'one-of', values: ['auto', 'exact', 'approx', 'hist'] },
  scale_pos_weight: { kind: 'number', above: 0 },
  refresh_leaf: flag,
  process_type: { kind: 'one-of', values: ['default', 'update'] },
  grow_policy: { kind: 'one-of', values: ['depthwise', 'lossguide'] },
  max_leaves: { kind: 'integer', min: 0 },
  max_bin: { kind: 'integer', min: 2 },
  monotone_constraints: { kind: 'text' },
  interaction_constraints: { kind: 'text' },
  sample_type: { kind: 'one-of', values: ['uniform', 'weighted'] },
  normalize_type: { kind: 'one-of', values: ['tree', 'forest'] },
  rate_drop: share,
  one_drop: flag,
  skip_drop: share,
  tweedie_variance_power: { kind: 'number', above: 1, below: 2 },
  objective: {
    kind: 'one-of',
    values: [
      ...['binary:logistic', 'binary:logitraw', 'binary:hinge', 'count:poisson'],
      ...['multi:softmax', 'multi:softprob', 'rank:pairwise', 'rank:ndcg', 'rank:map'],
      ...['reg:squarederror', 'reg:logistic', 'reg:gamma', 'reg:pseudohubererror'],
      ...['reg:squaredlogerror', 'reg:absoluteerror', 'reg:tweedie', 'survival:aft'],
      'survival:cox',
    ],
  },
  num_class: { kind: 'integer', min: 2 },
  base_score: atLeastZero,
  _kfold: { kind: 'integer', min: 2 },
  _num_cv_round: { kind: 'integer', min: 1 },
  eval_metric: { kind: 'list-of', values: [...nativeMetrics, ...containerMetrics] },
  seed: { kind: 'integer', above: -(2 ** 31), below: 2 ** 31 - 1 },
  num_parallel_tree: { kind: 'integer', min: 1 },
  save_model_on_termination: { kind: 'one-of', values: ['true', 'false'] },
  aft_loss_distribution: { kind: 'one-of', values: ['normal', 'logistic', 'extreme'] },
  aft_loss_distribution_scale: atLeastZero,
  sampling_method: { kind: 'one-of', values: ['uniform', 'gradient_based'] },
};

/** The container's own work, which the XGBoost library here does not do. */
const containerOnly = ['csv_weights', '_kfold', '_num_cv_round', 'save_model_on_termination'];

/**
 * What is wrong with the hyperparameters of a built-in XGBoost training; nothing for a sound set.
 * `target` is where it will be trained: the container of SageMaker knows more than the library.
 */
export function validateXgboostHyperparameters(
  values: Hyperparameters,
  target: 'local' | 'sagemaker',
): HyperparameterProblem[] {
  const problems: HyperparameterProblem[] = [];
  const report = (name: string, message: string, hint: string): void => {
    problems.push({ name, message, hint });
  };
  const seen = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    const canonical = aliases[name] ?? name;
    const twin = seen.get(canonical);
    if (twin !== undefined) {
      report(name, `The hyperparameters ${name} and ${twin} are the same.`, 'Keep one of them.');
    }
    seen.set(canonical, name);
    const rule = Object.hasOwn(xgboostHyperparameters, canonical)
      ? xgboostHyperparameters[canonical]
      : undefined;
    if (rule === undefined) {
      report(name, `XGBoost has no hyperparameter ${name}.`, meant(name));
    } else if (target === 'local' && containerOnly.includes(canonical)) {
      report(
        name,
        `The hyperparameter ${name} works on SageMaker only.`,
        'Take it out to train here.',
      );
    } else {
      const hint = checkHyperparameter(canonical, rule, String(value), thresholdMetrics);
      if (hint !== undefined)
        report(name, `The hyperparameter ${name} cannot be ${String(value)}.`, hint);
    }
  }
  if (!seen.has('num_round')) {
    report(
      'num_round',
      'The hyperparameter num_round is missing.',
      'Give the number of boosting rounds, say 100.',
    );
  }
  problems.push(...validateTogether(values, target));
  return problems;
}

function validateTogether(
  values: Hyperparameters,
  target: 'local' | 'sagemaker',
): HyperparameterProblem[] {
  const problems: HyperparameterProblem[] = [];
  const objective = String(values.objective ?? 'reg:squarederror');
  const metrics = String(values.eval_metric ?? '')
    .split(',')
    .map((metric) => metric.trim());
  if (objective.startsWith('multi:') && values.num_class === undefined) {
    problems.push({
      name: 'num_class',
      message: `The objective ${objective} needs num_class.`,
      hint: 'Give the number of classes of the label.',
    });
  }
  if (!objective.startsWith('multi:') && values.num_class !== undefined) {
    problems.push({
      name: 'num_class',
      message: `num_class has no meaning for the objective ${objective}.`,
      hint: 'Take num_class out, or choose multi:softprob.',
    });
  }
  if (metrics.includes('auc') && !/^(binary|rank):/.test(objective)) {
    problems.push({
      name: 'eval_metric',
      message: `auc cannot judge the objective ${objective}.`,
      hint: 'Choose an objective of two-class classification or ranking, or another metric such as rmse.',
    });
  }
  if (metrics.includes('aft-nloglik') && objective !== 'survival:aft') {
    problems.push({
      name: 'eval_metric',
      message: `aft-nloglik cannot judge the objective ${objective}.`,
      hint: 'It goes with survival:aft only.',
    });
  }
  const foreign = metrics.find((metric) => containerMetrics.some((other) => other === metric));
  if (target === 'local' && foreign !== undefined) {
    problems.push({
      name: 'eval_metric',
      message: `The metric ${foreign} exists on SageMaker only.`,
      hint: `To train here choose one of ${nativeMetrics.join(', ')}.`,
    });
  }
  if (values.monotone_constraints !== undefined && !treeMethodIs(values, ['exact', 'hist'])) {
    problems.push({
      name: 'monotone_constraints',
      message: 'monotone_constraints needs the tree_method exact or hist.',
      hint: 'Add "tree_method": "hist".',
    });
  }
  if (
    values.interaction_constraints !== undefined &&
    !treeMethodIs(values, ['exact', 'hist', 'approx'])
  ) {
    problems.push({
      name: 'interaction_constraints',
      message: 'interaction_constraints needs the tree_method exact, hist or approx.',
      hint: 'Add "tree_method": "hist".',
    });
  }
  return problems;
}

function treeMethodIs(values: Hyperparameters, allowed: readonly string[]): boolean {
  return allowed.includes(String(values.tree_method ?? 'auto'));
}

function meant(name: string): string {
  const near = nearest(name, Object.keys(xgboostHyperparameters));
  return near === undefined
    ? 'Take it out; the documentation of built-in XGBoost lists those that there are.'
    : `Did you mean ${near}?`;
}
