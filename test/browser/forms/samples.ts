import type { RunForm, RunPanelState } from '../../../src/shared/contracts/runPanel.ts';
import { instanceTypes } from '../../../src/session/runs/instanceTypes.ts';
import { trainState } from '../../../src/session/runs/trainState.ts';
import type { TrainFormState } from '../../../src/shared/contracts/trainForm.ts';

export const runForm: RunForm = {
  role: 'arn:aws:iam::444455556666:role/research-sagemaker',
  instance: 'ml.m5.xlarge',
  volumeGb: '1',
  maxMinutes: '30',
  staging: 's3://lake/staging/',
  outputs: { train: 's3://lake/late/train/', validation: 's3://lake/late/validation/' },
  parameters: { since: '' },
  refit: false,
};

export const runState: RunPanelState = {
  title: 'late-arrivals',
  summary: 'Ran here yesterday in 6.2 s · s3://lake/flights/ (128 MB, 3 files, snapshot 9f3c21)',
  outputs: [
    { name: 'train', detail: 'part train, CSV without header, late first, for training' },
    { name: 'validation', detail: 'part validation, CSV without header, late first, for training' },
  ],
  parameters: [{ name: 'since', type: 'date', default: '2001-01-01' }],
  fitted: { state: 'fitted', detail: 'Learned on the training part of snapshot 9f3c21.' },
  instances: instanceTypes,
  recent: { roles: [runForm.role, 'arn:aws:iam::444455556666:role/other'], staging: [] },
  problems: [],
  checks: [
    {
      field: 'identity',
      state: 'passed',
      title: 'Signed in as 444455556666 / assumed role research',
    },
    {
      field: 'role',
      state: 'note',
      title: 'Not checked: whether the role exists and trusts SageMaker',
      detail: 'Ask for iam:GetRole to have it checked; the job may still run.',
    },
    { field: 'inputs.main', state: 'passed', title: 'Bucket lake is in eu-west-1, as the job' },
    {
      field: 'volumeGb',
      state: 'failed',
      title: 'A volume of 1 GB is too small for 0.1 GB of input',
      detail: 'Set it to at least 6 GB: twice the input and 5 GB.',
      remedy: { kind: 'set', label: 'Use 6 GB', field: 'volumeGb', value: '6' },
    },
  ],
  checking: false,
  region: 'eu-west-1',
  blocked: '1 check would fail.',
  busy: undefined,
};

const trainText = `{
  "sluiceTrain": 1,
  "input": { "run": "latest" },
  "algorithm": "xgboost",
  "version": "3.2-0",
  "hyperparameters": {
    "objective": "binary:logistic",
    "num_round": 100,
    "max_depth": 6,
    "eta": 1.5,
    "eval_metric": "auc"
  },
  "role": "arn:aws:iam::444455556666:role/research-sagemaker",
  "instance": "ml.m5.xlarge",
  "volumeGb": 30,
  "maxSeconds": 3600,
  "output": "s3://lake/models/"
}
`;

export function trainSample(text = trainText): TrainFormState {
  return trainState({
    text,
    path: '/data/late.train.json',
    trusted: true,
    busy: undefined,
    now: Date.parse('2026-11-20T12:00:00Z'),
    records: [
      {
        ...{ sluiceRecord: 1, name: 'late-train-1', kind: 'train', target: 'local' },
        ...{ state: 'completed', started: '2026-11-20T11:00:00Z', seconds: 3.2 },
        ...{ directory: '/data/.sluice/runs/late-train-1', document: '/data/late.train.json' },
        metric: { name: 'validation-auc', value: 0.873142 },
        model: '/data/.sluice/runs/late-train-1/model',
      },
      {
        ...{ sluiceRecord: 1, name: 'late-20261120-100000-abcd', kind: 'run', target: 'local' },
        ...{ state: 'completed', started: '2026-11-20T10:00:00Z' },
        directory: '/data/.sluice/runs/late',
        outputs: [
          { name: 'train', uri: 'file:///data/train/' },
          { name: 'validation', uri: 'file:///data/validation/' },
        ],
      },
    ],
  });
}
