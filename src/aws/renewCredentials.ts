import { getSmithyContext } from '@smithy/core/client';
import type { AwsKeys, CredentialSource } from './credentialSource.ts';
import { readSdkError } from './sdkError.ts';
import type { SdkError } from './sdkError.ts';

const expiredNames = /^(ExpiredToken|RequestExpired|TokenRefreshRequired)/;

/** A request that was refused for its credentials is sent once more with fresh ones. */
export function renewCredentials(source: CredentialSource) {
  return <A extends { input: object }, R>(next: (args: A) => Promise<R>, context: object) =>
    async (args: A): Promise<R> => {
      try {
        return await next(args);
      } catch (error) {
        const used = identityOf(context);
        if (used === undefined || !mayBeExpired(readSdkError(error), used)) throw error;
        // A body that flows is gone.
        if ('Body' in args.input && isStream(args.input.Body)) throw error;
        if (!(await source.renew(used))) throw error;
        return await next(args);
      }
    };
}

function mayBeExpired(error: SdkError, used: AwsKeys): boolean {
  if (expiredNames.test(error.name)) return true;
  // S3's answer to a HEAD has no words: an expired token is a 400 like any other.
  return used.sessionToken !== undefined && error.status === 400 && error.name === 'Unknown';
}

function identityOf(context: object): AwsKeys | undefined {
  const { selectedHttpAuthScheme } = getSmithyContext({ ...context });
  const identity: unknown =
    typeof selectedHttpAuthScheme === 'object' &&
    selectedHttpAuthScheme !== null &&
    'identity' in selectedHttpAuthScheme
      ? selectedHttpAuthScheme.identity
      : undefined;
  return isCredentials(identity) ? identity : undefined;
}

function isCredentials(identity: unknown): identity is AwsKeys {
  return typeof identity === 'object' && identity !== null && 'accessKeyId' in identity;
}

function isStream(body: unknown): boolean {
  return typeof body === 'object' && body !== null && ('pipe' in body || 'getReader' in body);
}
