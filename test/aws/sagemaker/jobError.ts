/** Ends a job as failed; the message is the FailureReason that the platform gives. */
export class JobError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'JobError';
  }
}
