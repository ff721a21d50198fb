import { loadSharedConfigFiles } from '@smithy/core/config';
import type { AwsProfile } from '../shared/contracts/aws.ts';
import { toAppError } from '../shared/errors.ts';

/** The profiles of the AWS configuration files as they are now; none where there are no files. */
export async function profiles(): Promise<readonly AwsProfile[]> {
  try {
    const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
    // `sso-session.x` and `services.x` are sections, not profiles.
    const configured = Object.keys(configFile).filter((name) => !name.includes('.'));
    const names = new Set([...configured, ...Object.keys(credentialsFile)]);
    return [...names].sort().map((name) => {
      const region = configFile[name]?.region ?? credentialsFile[name]?.region;
      return region === undefined ? { name } : { name, region };
    });
  } catch (error) {
    throw toAppError(error);
  }
}
