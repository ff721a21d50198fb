import { GetRoleCommand } from '@aws-sdk/client-iam';
import type { AwsIdentity } from '../../shared/contracts/awsIdentity.ts';
import type { PreflightProblem } from '../../shared/contracts/preflight.ts';
import { AppError } from '../../shared/errors.ts';
import { withAwsErrors } from '../awsError.ts';
import type { AwsClients } from '../clients.ts';
import { isRoleArn, roleHint } from '../sagemaker/jobParts.ts';
import { trustsSagemaker } from './trustsSagemaker.ts';

/** Whether SageMaker can take on the role: its form, its account, that it exists, whom it trusts. */
export async function checkRole(
  clients: AwsClients,
  role: string,
  who: AwsIdentity,
  signal: AbortSignal,
): Promise<PreflightProblem[]> {
  const problem = (
    severity: PreflightProblem['severity'],
    code: string,
    message: string,
    hint: string,
  ): PreflightProblem[] => [{ field: 'role', code, severity, message, hint }];
  if (!isRoleArn(role)) {
    return problem('error', 'role-form', `"${role}" is not the ARN of a role.`, roleHint);
  }
  if (/\/AWSReservedSSO_/.test(role)) {
    return problem(
      'error',
      'role-form',
      'That is the role of a person who signed in, which a job cannot take on.',
      'Name an execution role that trusts sagemaker.amazonaws.com.',
    );
  }
  const account = role.split(':')[4] ?? '';
  if (account !== who.account) {
    return problem(
      'error',
      'role-account',
      `The role belongs to the account ${account}, the credentials to ${who.account}.`,
      'Use a role of the same account, or another AWS_PROFILE.',
    );
  }
  const client = await clients.iam();
  const name = role.slice(role.lastIndexOf('/') + 1);
  try {
    const { Role } = await withAwsErrors({ action: 'iam:GetRole', on: role }, () =>
      client.send(new GetRoleCommand({ RoleName: name }), { abortSignal: signal }),
    );
    if (Role?.Arn !== undefined && Role.Arn !== role) {
      return problem(
        'error',
        'role-path',
        `The role's full ARN is ${Role.Arn}.`,
        'Write it with its path, exactly so.',
      );
    }
    if (trustsSagemaker(Role?.AssumeRolePolicyDocument ?? '')) return [];
    return problem(
      'error',
      'role-trust',
      `The role ${name} does not trust SageMaker.`,
      'Add sagemaker.amazonaws.com to the role\'s trust policy ("Trust relationships").',
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    if (error.code === 'not-found') {
      return problem('error', 'role-missing', `There is no role ${name}.`, roleHint);
    }
    return problem(
      'note',
      'not-checked',
      `Not checked: whether the role exists and trusts SageMaker (${error.message})`,
      'Ask for iam:GetRole to have it checked; the job may still run.',
    );
  }
}
