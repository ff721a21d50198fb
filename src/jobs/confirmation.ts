import { AppError } from '../shared/errors.ts';

/** What a job will be, for the person who pays: named before anything is sent. */
export interface Confirmation {
  readonly kind: 'processing' | 'training';
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly role: string;
  readonly instance: string;
  readonly count: number;
  readonly volumeGb: number;
  /** The cap: what is paid at worst is `count` instances for so long. */
  readonly maxSeconds: number;
  /** Bytes that go from this machine to S3. */
  readonly uploadBytes: number;
  readonly outputs: readonly { readonly name: string; readonly uri: string }[];
  /** What could not be checked. */
  readonly notes: readonly string[];
}

/** Asks; false declines. */
export type Confirm = (confirmation: Confirmation) => Promise<boolean>;

/** Throws `declined` unless the answer is yes. */
export async function requireYes(confirm: Confirm, confirmation: Confirmation): Promise<void> {
  if (await confirm(confirmation)) return;
  throw new AppError('declined', 'Nothing was submitted.', {
    hint: 'Answer yes, or give --yes, to submit the job.',
  });
}
