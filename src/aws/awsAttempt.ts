/** What was being done when the error came, for the sentence. */
export interface AwsAttempt {
  /** IAM's name of the action: `s3:GetObject`. */
  readonly action: string;
  /** On what: `s3://bucket/key`, a job's name. */
  readonly on?: string;
}

/** ` on s3://bucket/key`, or nothing. */
export function on(attempt: AwsAttempt): string {
  return attempt.on === undefined ? '' : ` on ${attempt.on}`;
}
