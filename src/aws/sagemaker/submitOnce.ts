import { AppError } from '../../shared/errors.ts';
import type { JobState, Submitted } from '../../shared/contracts/aws.ts';
import { awsError } from '../awsError.ts';
import { readSdkError } from '../sdkError.ts';

const ATTEMPTS = 8;

/** One job to submit, and what this needs to know of AWS. */
export interface Submission {
  readonly name: string;
  /** IAM's name of the Create action. */
  readonly action: string;
  /** One attempt, not retried by the SDK. Resolves with the ARN. */
  readonly create: () => Promise<string>;
  /** The job of that name as AWS has it; `not-found` if there is none. */
  readonly describe: () => Promise<JobState>;
  /** Whether that job is the one that we asked for. */
  readonly isOurs: (job: JobState, since: Date) => Promise<boolean>;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

/**
 * Creates a job, never twice. AWS has no token for that: the job's name is the key. After an answer
 * that leaves it open whether the job was created (a timeout, a dropped connection, a 5xx) AWS is
 * asked by name, and the job created again only if it is not there. If the first request is still
 * on its way then, AWS refuses the second because the name is taken, and the job is ours as well.
 */
export async function submitOnce(submission: Submission): Promise<Submitted> {
  const { name, action, signal } = submission;
  const since = submission.now();
  let mayExist = false;
  let last: unknown;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    // A cancel is heeded only while it is certain that nothing was created.
    if (signal.aborted && !mayExist) throw new AppError('cancelled', 'Cancelled.');
    if (mayExist) {
      const adopted = await look(submission, since);
      if (adopted !== undefined) return adopted;
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
    }
    try {
      return { name, arn: await submission.create(), adopted: false };
    } catch (error) {
      last = error;
      const known = awsError(error, { action, on: name });
      if (known.code === 'name-taken') return adoptOrRefuse(submission, since, known);
      if (known.code !== 'throttled' && !isOpen(error, known)) throw known;
      mayExist ||= known.code !== 'throttled';
    }
    if (attempt < ATTEMPTS) await submission.wait(delay(attempt));
  }
  if (mayExist) {
    const adopted = await look(submission, since);
    if (adopted !== undefined) return adopted;
  }
  throw awsError(last, { action, on: name });
}

/** Errors that come before anything is sent. */
const unsent = ['credentials', 'usage', 'unsupported'];

/** Whether an answer leaves it open that the job was created; a refusal (4xx) does not. */
function isOpen(error: unknown, known: AppError): boolean {
  const { status } = readSdkError(error);
  if (status !== undefined && status >= 400 && status < 500) return false;
  return status !== undefined || !unsent.includes(known.code);
}

async function adoptOrRefuse(
  submission: Submission,
  since: Date,
  taken: AppError,
): Promise<Submitted> {
  const adopted = await look(submission, since);
  if (adopted !== undefined) return adopted;
  throw taken;
}

/** Our job, if an earlier attempt created it; fails if the name is somebody else's. */
async function look(submission: Submission, since: Date): Promise<Submitted | undefined> {
  const job = await describeSurely(submission);
  if (job === undefined) return undefined;
  if (await submission.isOurs(job, since)) {
    return { name: submission.name, arn: job.arn, adopted: true };
  }
  throw new AppError('name-taken', `Another job is named ${submission.name} already.`, {
    hint: 'Start the run again; it gets a new name.',
    detail: job.arn,
  });
}

/** Asks until AWS says yes or no: a guess could cost a second job, or lose the first. */
async function describeSurely(submission: Submission): Promise<JobState | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await submission.describe();
    } catch (error) {
      const known = awsError(error, { action: 'sagemaker:Describe', on: submission.name });
      if (known.code === 'not-found') return undefined;
      // Permissions by tag reach AWS up to minutes after the job.
      const mayPass = ['network', 'throttled', 'forbidden'].includes(known.code);
      if (!mayPass || attempt === ATTEMPTS) {
        // Whatever kept AWS from answering: callers must not take this for a job that is not there.
        throw new AppError(
          'network',
          `It is not known whether the job ${submission.name} was created: AWS does not answer.`,
          {
            hint: `${known.hint ?? ''} Then look with \`sluice jobs show ${submission.name}\`, before submitting again: it may be running.`.trim(),
            detail: `${known.message} ${known.detail ?? ''}`.trim(),
            cause: error,
          },
        );
      }
      await submission.wait(delay(attempt));
    }
  }
}

function delay(attempt: number): number {
  return Math.min(500 * 2 ** attempt, 20_000);
}
