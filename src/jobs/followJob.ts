import { join } from 'node:path';
import { z } from 'zod';
import type { AwsContract, JobState } from '../shared/contracts/aws.ts';
import { AppError } from '../shared/errors.ts';
import type { CallOptions, Remote } from '../shared/rpc/contract.ts';
import type { RunHistory } from './history.ts';
import { runError } from './localRun.ts';
import type { RunEnd } from './localRun.ts';
import { keepState } from './refreshRun.ts';
import { readRunDocument } from './runDocument.ts';
import type { RunDocument } from './runDocument.ts';
import type { RunRecord } from './runRecord.ts';

const exitSummary = z.object({ code: z.string(), message: z.string() });

/** A submitted run to wait for. */
export interface FollowInput {
  readonly history: RunHistory;
  readonly aws: Remote<AwsContract>;
  readonly name: string;
  readonly pollSeconds?: number;
}

/** Waits for a job to end, fetches its `run.json`, and brings both into the history. */
export async function followJob(input: FollowInput, call: CallOptions = {}): Promise<RunEnd> {
  const { history, aws, name, pollSeconds } = input;
  const record = await history.get(name);
  if (!record.job) {
    throw new AppError('usage', `${name} is no job on SageMaker.`, {
      hint: 'It ran here; “sluice jobs show” tells how it ended.',
    });
  }
  const { kind } = record.job;
  const state = await aws.waitJob(
    { kind, name: record.job.name, ...(pollSeconds === undefined ? {} : { pollSeconds }) },
    call,
  );
  let kept = await keepState(history, record, state);
  const run = await fetchRun(aws, kept, call);
  const error = errorOf(state, run);
  kept = await history.update(name, {
    ...(run && state.outcome === 'succeeded'
      ? { outputs: run.outputs.map(({ name: output, uri, rows }) => ({ name: output, uri, rows })) }
      : {}),
    ...(error ? { error: { code: error.code, message: error.message } } : {}),
  });
  return { record: kept, run, error };
}

async function fetchRun(
  aws: Remote<AwsContract>,
  record: RunRecord,
  call: CallOptions,
): Promise<RunDocument | undefined> {
  if (record.runUri === undefined) return undefined;
  const directory = join(record.directory, 'output', 'run');
  try {
    await aws.download({ uri: record.runUri, directory }, call);
  } catch (error) {
    // A job that failed early has left nothing.
    if (!(error instanceof AppError && error.code === 'not-found')) throw error;
  }
  return readRunDocument(record.directory);
}

/** What the runner left for the service to pass on: there even where outputs of a failed job are not. */
function exitError(text: string | undefined): Parameters<typeof runError>[0]['error'] {
  if (text === undefined) return undefined;
  try {
    return z.object({ error: exitSummary }).parse(JSON.parse(text)).error;
  } catch {
    return undefined; // a message of another kind, or one that was cut: the details show it
  }
}

function errorOf(state: JobState, run: RunDocument | undefined): AppError | undefined {
  const detail = [state.failure, state.exitMessage].filter((text) => text !== undefined).join('\n');
  const more = detail === '' ? {} : { detail };
  if (state.outcome === 'stopped') {
    return new AppError('job-failed', `The job ${state.name} was stopped.`, {
      hint: 'It was stopped by someone, or ran into its cap of time; run it again.',
      ...more,
    });
  }
  if (state.outcome === 'succeeded') {
    if (state.kind === 'training' || run) return undefined;
    return new AppError('job-failed', `The job ${state.name} left no run.json.`, {
      hint: `Read its log: sluice jobs logs ${state.name}.`,
      ...more,
    });
  }
  const known = run?.error ?? exitError(state.exitMessage);
  if (known) return runError({ name: state.name, error: known });
  const reason = state.failure?.split('\n')[0]?.replace(/\.$/, '') ?? 'no reason given';
  return new AppError('job-failed', `The job ${state.name} failed: ${reason}.`, {
    hint: `Read its log: sluice jobs logs ${state.name}.`,
    ...more,
  });
}
