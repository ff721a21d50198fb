import type { JobRef, JobState } from '../../shared/contracts/aws.ts';
import { AppError } from '../../shared/errors.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import type { AwsClients } from '../clients.ts';
import { pause } from '../pause.ts';
import { describeJob } from './describeJob.ts';

const SLOWEST_SECONDS = 30;
const PATIENCE_MS = 15 * 60_000;

/**
 * Asks until the job has ended, however it ended. (The SDK's waiter takes `Stopped` for success.)
 * A connection that is lost for some minutes does not end the wait: the job goes on without us.
 */
export async function waitJob(
  clients: AwsClients,
  request: JobRef & { readonly pollSeconds?: number },
  context: HandlerContext,
): Promise<JobState> {
  let interval = request.pollSeconds ?? 2;
  let said = '';
  let polls = 0;
  let lastAnswer = Date.now();
  for (;;) {
    try {
      const job = await describeJob(clients, request, context.signal);
      lastAnswer = Date.now();
      const what = job.secondary === undefined ? job.status : `${job.status} · ${job.secondary}`;
      polls += 1;
      if (what !== said) {
        context.progress({ what, done: polls, unit: 'steps' });
        said = what;
      }
      if (job.outcome !== 'running') return job;
    } catch (error) {
      const mayPass = error instanceof AppError && ['network', 'throttled'].includes(error.code);
      if (!mayPass || Date.now() - lastAnswer > PATIENCE_MS) throw error;
      said = 'Waiting for AWS to answer';
      context.progress({ what: said, done: polls, unit: 'steps' });
    }
    await pause(interval * 1000, context.signal);
    interval = Math.min(interval * 1.3, Math.max(SLOWEST_SECONDS, request.pollSeconds ?? 0));
  }
}
