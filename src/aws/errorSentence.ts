import type { ErrorCode } from '../shared/errors.ts';

/** A sentence for an error, with the next step. */
export interface ErrorSentence {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}
