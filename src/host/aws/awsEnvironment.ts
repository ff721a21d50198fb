/** The settings `sluice.aws.*`; empty for “as the SDK finds it”. */
export interface AwsSettings {
  readonly profile: string;
  readonly region: string;
  readonly endpointUrl: string;
  /** Buckets whose charges for reading are accepted. */
  readonly requesterPays: readonly string[];
}

/** The environment of the AWS process: the window's own, with what the settings say instead. */
export function awsEnvironment(
  env: NodeJS.ProcessEnv,
  { profile, region, endpointUrl, requesterPays }: AwsSettings,
): NodeJS.ProcessEnv {
  return {
    ...env,
    ...(profile === '' ? {} : { AWS_PROFILE: profile }),
    ...(region === '' ? {} : { AWS_REGION: region }),
    ...(endpointUrl === '' ? {} : { AWS_ENDPOINT_URL: endpointUrl }),
    ...(requesterPays.length === 0 ? {} : { SLUICE_S3_REQUESTER_PAYS: requesterPays.join(',') }),
  };
}

/** The profile's name as far as it is known without asking anybody. */
export function profileName(env: NodeJS.ProcessEnv, { profile }: AwsSettings): string {
  if (profile !== '') return profile;
  const given = env.AWS_PROFILE;
  if (given !== undefined && given !== '') return given;
  return env.AWS_ACCESS_KEY_ID === undefined ? 'default' : 'environment';
}

/** The region as far as it is known without asking anybody. */
export function regionName(env: NodeJS.ProcessEnv, { region }: AwsSettings): string | undefined {
  return [region, env.AWS_REGION].find((name) => name !== undefined && name !== '');
}
