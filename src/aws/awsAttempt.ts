/** What was being done when the error came, for the sentence. */
export interface AwsAttempt {
  /** IAM's name of the action: `s3:GetObject`. */
  readonly action: string;
  /** On what: `s3://bucket/key`, a job's name. */
  readonly on?: string;
  /** It was there when its dataset was opened: what is missing now was deleted in between. */
  readonly listed?: boolean;
}

/** ` on s3://bucket/key`, or nothing. */
export function on(attempt: AwsAttempt): string {
  return attempt.on === undefined ? '' : ` on ${attempt.on}`;
}
