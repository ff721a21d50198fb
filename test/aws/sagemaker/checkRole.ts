import { GetRoleCommand, NoSuchEntityException } from '@aws-sdk/client-iam';
import { AwsError } from '../awsError.ts';
import { Fields } from '../fields.ts';
import type { Platform } from './platform.ts';

const SERVICE = 'sagemaker.amazonaws.com';

/** Refuses a role that is not there or that SageMaker may not take on. */
export async function checkRole(platform: Platform, arn: string): Promise<void> {
  const trust = await readTrust(platform, arn);
  if (trust === undefined || !trusts(trust)) {
    throw new AwsError(
      'ValidationException',
      `Could not assume role ${arn}. Please ensure that the role exists and allows principal '${SERVICE}' to assume the role.`,
    );
  }
}

async function readTrust(platform: Platform, arn: string): Promise<string | undefined> {
  const name = arn.split('/').at(-1) ?? '';
  try {
    const { Role } = await platform.iam.send(new GetRoleCommand({ RoleName: name }));
    // A path left out, or another account's role, is another role.
    if (Role?.Arn !== arn) return undefined;
    return Role.AssumeRolePolicyDocument;
  } catch (error) {
    if (error instanceof NoSuchEntityException) return undefined;
    throw error;
  }
}

function trusts(document: string): boolean {
  const statements = Fields.parse(decodeURIComponent(document)).list('Statement');
  return statements.some((statement) => {
    const principal = statement.fields('Principal');
    const services = [principal.text('Service') ?? '', ...principal.texts('Service')];
    const actions = [statement.text('Action') ?? '', ...statement.texts('Action')];
    return (
      statement.text('Effect') === 'Allow' &&
      services.includes(SERVICE) &&
      actions.some((action) => ['sts:AssumeRole', 'sts:*', '*'].includes(action))
    );
  });
}
