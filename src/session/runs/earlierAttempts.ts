import type { RunHistory } from '../../jobs/history.ts';
import { refreshRun } from '../../jobs/refreshRun.ts';
import type { AwsContract } from '../../shared/contracts/aws.ts';
import { AppError } from '../../shared/errors.ts';
import type { CallOptions, Remote } from '../../shared/rpc/contract.ts';

/** A request that creates a job has reached AWS by then, or never will. */
const CREATE_MS = 60_000;

/** Keeps a job from being paid twice: a submission waits for what became of the one before. */
export class EarlierAttempts {
  private readonly aws: Remote<AwsContract>;
  private readonly underWay = new Set<string>();
  /** When submissions of this window failed, by the run's name. */
  private readonly failed = new Map<string, number>();

  constructor(aws: Remote<AwsContract>) {
    this.aws = aws;
  }

  /** Submits, unless a submission of the same document is under way or may yet become a job. */
  async once<T>(
    history: RunHistory,
    document: string,
    call: CallOptions,
    submit: () => Promise<T>,
  ): Promise<T> {
    if (this.underWay.has(document)) {
      throw new AppError('name-taken', 'This is being submitted already.', {
        hint: 'Wait for it, or cancel it.',
      });
    }
    this.underWay.add(document);
    try {
      await this.requireSettled(history, document, call);
      return await submit();
    } catch (error) {
      await this.noteFailures(history, document);
      throw error;
    } finally {
      this.underWay.delete(document);
    }
  }

  private async requireSettled(
    history: RunHistory,
    document: string,
    call: CallOptions,
  ): Promise<void> {
    for (const record of await unsettled(history, document)) {
      const now = await refreshRun(history, this.aws, record, call);
      if (now.state === 'running') {
        throw new AppError('name-taken', `The job of your earlier try is running: ${now.name}.`, {
          hint: 'It is in the Runs view. Stop it there, or run again to have a second one.',
        });
      }
      if (now.state !== 'submitting') continue;
      const failedAt = this.failed.get(now.name) ?? 0;
      // Another window may still be at it, so that only the age of the record counts there.
      if (failedAt > 0 && Date.now() - failedAt > CREATE_MS) continue;
      throw new AppError('name-taken', `It is not known yet whether ${now.name} became a job.`, {
        hint: 'Try again in a minute, so that nothing is paid twice.',
      });
    }
  }

  private async noteFailures(history: RunHistory, document: string): Promise<void> {
    for (const { name } of await unsettled(history, document)) {
      if (!this.failed.has(name)) this.failed.set(name, Date.now());
    }
  }
}

async function unsettled(history: RunHistory, document: string) {
  return (await history.list()).flatMap((entry) =>
    'record' in entry && entry.record.state === 'submitting' && entry.record.document === document
      ? [entry.record]
      : [],
  );
}
