import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AwsIdentity } from '../shared/contracts/awsIdentity.ts';
import { withAwsErrors } from './awsError.ts';
import { configuredEndpoint } from './configuredEndpoint.ts';
import type { AwsClients } from './clients.ts';

/** Who the credentials belong to. */
export async function identity(clients: AwsClients, signal?: AbortSignal): Promise<AwsIdentity> {
  const region = await clients.region();
  const client = await clients.sts();
  const answer = await withAwsErrors({ action: 'sts:GetCallerIdentity' }, () =>
    client.send(new GetCallerIdentityCommand({}), signal ? { abortSignal: signal } : {}),
  );
  const profile = process.env.AWS_PROFILE;
  return {
    account: answer.Account ?? '',
    arn: answer.Arn ?? '',
    region,
    customEndpoint: (await configuredEndpoint(client)) !== undefined,
    ...(profile === undefined || profile === '' ? {} : { profile }),
  };
}
