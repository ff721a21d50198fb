import { AppError, isCancelled } from '../../shared/errors.ts';
import { readSdkError } from '../sdkError.ts';

/** A transfer that may be tried again: the connection broke, or bytes came out wrong. */
export class CutBody extends Error {}

/** True for what ends a body early; the SDK retries requests, but not bodies. */
export function isCut(error: unknown): boolean {
  if (error instanceof CutBody) return true;
  if (error instanceof AppError || isCancelled(error) || !(error instanceof Error)) return false;
  const known = readSdkError(error);
  // Refusals carry a status of 4xx; the SDK itself has already retried what it could.
  if (known.status !== undefined && known.status >= 400) return false;
  return /aborted|hang up|premature|terminated|checksum mismatch|timeout|ECONNRESET|EPIPE/i.test(
    `${known.name} ${known.nodeCode ?? ''} ${known.message}`,
  );
}
