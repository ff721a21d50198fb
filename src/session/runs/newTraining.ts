import type { RunRecord } from '../../jobs/runRecord.ts';

/** The text of a new training document, prefilled from what ran before. `records`: newest first. */
export function newTraining(records: readonly RunRecord[]): string {
  const trainings = records.filter(({ kind }) => kind === 'train');
  const role = records.find(({ job }) => job?.role !== undefined)?.job?.role;
  const model = trainings.find(({ model: place }) => place?.startsWith('s3://'))?.model;
  const output = model === undefined ? undefined : /^(s3:\/\/.+\/)[^/]+\/output\//.exec(model)?.[1];
  const document = {
    sluiceTrain: 1,
    input: { run: 'latest' },
    algorithm: 'xgboost',
    version: '3.2-0',
    hyperparameters: { objective: 'binary:logistic', num_round: 100, eval_metric: 'auc' },
    ...(role === undefined ? {} : { role }),
    instance: 'ml.m5.xlarge',
    volumeGb: 30,
    maxSeconds: 3600,
    ...(output === undefined ? {} : { output }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
