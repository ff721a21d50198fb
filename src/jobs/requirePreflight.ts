import type { AwsContract } from '../shared/contracts/aws.ts';
import type { AwsIdentity } from '../shared/contracts/awsIdentity.ts';
import type { PreflightProblem, PreflightRequest } from '../shared/contracts/preflight.ts';
import { AppError } from '../shared/errors.ts';
import type { CallOptions, Remote } from '../shared/rpc/contract.ts';

/** Checks that passed: who pays, and what could not be checked. */
export interface Preflight {
  readonly identity: AwsIdentity;
  readonly notes: readonly string[];
}

/** Runs the checks before a submission. Throws `preflight` with every problem named. */
export async function requirePreflight(
  aws: Remote<AwsContract>,
  request: PreflightRequest,
  call: CallOptions = {},
): Promise<Preflight> {
  const { identity, problems } = await aws.preflight(request, call);
  const errors = problems.filter((problem) => problem.severity === 'error');
  const [first] = errors;
  if (first) {
    const more = errors.length > 1 ? ` (and ${String(errors.length - 1)} more)` : '';
    throw new AppError('preflight', `${first.message}${more}`, {
      hint: first.hint,
      detail: errors.map(line).join('\n'),
    });
  }
  if (!identity) {
    throw new AppError('credentials', 'It is not known whose account this is.', {
      hint: 'Check the credentials with “aws sts get-caller-identity”.',
    });
  }
  return { identity, notes: problems.map((problem) => problem.message) };
}

function line({ field, message, hint }: PreflightProblem): string {
  return `${field}: ${message} ${hint}`;
}
