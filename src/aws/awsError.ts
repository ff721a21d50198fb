import { AppError, isCancelled } from '../shared/errors.ts';
import { on } from './awsAttempt.ts';
import type { AwsAttempt } from './awsAttempt.ts';
import { awsErrorRules } from './awsErrorRules.ts';
import { readSdkError } from './sdkError.ts';

/** The `AppError` for whatever the SDK threw; ours pass unchanged. */
export function awsError(error: unknown, attempt: AwsAttempt): AppError {
  if (error instanceof AppError) return error;
  if (isCancelled(error)) return new AppError('cancelled', 'Cancelled.');
  const known = readSdkError(error);
  const detail = withoutSecrets(`${known.name}: ${known.message}`);
  for (const rule of awsErrorRules) {
    const sentence = rule(known, attempt);
    if (sentence === undefined) continue;
    return new AppError(sentence.code, sentence.message, {
      hint: sentence.hint,
      detail,
      cause: error,
    });
  }
  return new AppError('internal', `AWS refused ${attempt.action}${on(attempt)}.`, {
    hint: "AWS's own words are in the details; check them against what was asked.",
    detail,
    cause: error,
  });
}

/** Runs a request and maps its error. */
export async function withAwsErrors<T>(attempt: AwsAttempt, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw awsError(error, attempt);
  }
}

/** Key ids and tokens that a service echoes do not leave this process. */
function withoutSecrets(words: string): string {
  return words
    .replace(/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g, '$1…')
    .replace(
      /((?:secret|token|signature|password)[\w-]*["']?\s*[=:]\s*["']?)[^\s"'&,]{8,}/gi,
      '$1…',
    );
}
