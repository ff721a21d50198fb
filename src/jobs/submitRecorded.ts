import type { Submitted } from '../shared/contracts/aws.ts';
import { toAppError } from '../shared/errors.ts';
import type { ErrorCode } from '../shared/errors.ts';
import type { RunHistory } from './history.ts';
import type { RunRecord } from './runRecord.ts';

/** Failures after which nobody knows whether the job was created: its record stays `submitting`. */
const unknown: readonly ErrorCode[] = ['network', 'throttled', 'engine-crashed', 'cancelled'];

/** Submits a run that is recorded as `submitting`, and brings what comes of it into the record. */
export async function submitRecorded(
  history: RunHistory,
  name: string,
  submit: () => Promise<Submitted>,
): Promise<RunRecord> {
  try {
    const { arn } = await submit();
    const { job } = await history.get(name);
    return await history.update(name, {
      state: 'running',
      ...(job ? { job: { ...job, arn } } : {}),
    });
  } catch (error) {
    const { code, message } = toAppError(error);
    const state = unknown.includes(code) ? 'submitting' : 'failed';
    await history.update(name, { state, error: { code, message } });
    throw error;
  }
}
