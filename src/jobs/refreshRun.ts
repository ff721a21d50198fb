import type { AwsContract, JobState } from '../shared/contracts/aws.ts';
import { AppError } from '../shared/errors.ts';
import type { CallOptions, Remote } from '../shared/rpc/contract.ts';
import type { RunHistory } from './history.ts';
import type { RunRecord, RunState } from './runRecord.ts';

/** A submission that AWS has not heard of after so long never reached it. */
const LOST_AFTER_MS = 10 * 60_000;

/** The record of a run on SageMaker as AWS describes its job now, also kept in the history. */
export async function refreshRun(
  history: RunHistory,
  aws: Remote<AwsContract>,
  record: RunRecord,
  call: CallOptions = {},
): Promise<RunRecord> {
  const { job, state } = record;
  if (!job || (state !== 'submitting' && state !== 'running')) return record;
  try {
    const found = await aws.describeJob({ kind: job.kind, name: job.name }, call);
    return await keepState(history, record, found);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    const age = Date.now() - Date.parse(record.started);
    if (state === 'submitting' && age < LOST_AFTER_MS) return record;
    const message = 'SageMaker knows no job of this name: it was never created, or is deleted.';
    return history.update(record.name, { state: 'failed', error: { code: 'not-found', message } });
  }
}

/** Brings a described job into its record. */
export async function keepState(
  history: RunHistory,
  record: RunRecord,
  found: JobState,
): Promise<RunRecord> {
  const states: Readonly<Record<JobState['outcome'], RunState>> = {
    running: 'running',
    succeeded: 'completed',
    failed: 'failed',
    stopped: 'stopped',
  };
  const metric = chosenMetric(found.metrics, record.wantedMetric);
  const change: RunRecord = {
    ...record,
    // A submission that seemed to fail may have arrived all the same.
    error: undefined,
    state: states[found.outcome],
    job: {
      ...(record.job ?? { kind: found.kind, name: found.name }),
      arn: found.arn,
      account: found.account,
      region: found.region,
    },
    ...(found.seconds === undefined ? {} : { seconds: found.seconds }),
    ...(found.model === undefined ? {} : { model: found.model }),
    ...(metric ? { metric } : {}),
    ...(found.outcome === 'failed'
      ? { error: { code: 'job-failed', message: found.failure ?? 'The job failed.' } }
      : {}),
  };
  return history.replace(change);
}

/** `validation:auc` of AWS is `validation-auc` of XGBoost and of our documents; the last one counts. */
function chosenMetric(
  metrics: JobState['metrics'],
  wanted: string | undefined,
): RunRecord['metric'] | undefined {
  const named = metrics.map(({ name, value }) => ({ name: name.replace(':', '-'), value }));
  return (
    named.find(({ name }) => name === wanted) ??
    named.findLast(({ name }) => name.startsWith('validation-')) ??
    named.at(-1)
  );
}
