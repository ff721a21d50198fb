import type { ErrorSentence } from './errorSentence.ts';
import type { SdkError } from './sdkError.ts';

interface Known {
  readonly when: RegExp;
  readonly message: (profile: string | undefined) => string;
  readonly hint: (profile: string | undefined) => string;
}

const login = (profile: string | undefined): string =>
  profile === undefined ? 'aws sso login' : `aws sso login --profile ${profile}`;
const whose = (profile: string | undefined): string =>
  profile === undefined ? '' : ` of the profile ${profile}`;

/** Patterns over `<name> <message>`, first match wins. */
const known: readonly Known[] = [
  {
    when: /sso session|sso token|sso-session|token is expired|reauthenticate|aws sso login/i,
    message: (profile) => `The sign-in${whose(profile)} has expired.`,
    hint: (profile) => `Run \`${login(profile)}\` and try again.`,
  },
  {
    when: /login[/\\]cache|aws login/i,
    message: (profile) => `Nobody is signed in${whose(profile)}.`,
    hint: (profile) =>
      `Run \`aws login${profile === undefined ? '' : ` --profile ${profile}`}\` and try again.`,
  },
  {
    when: /ExpiredToken|RequestExpired|TokenRefreshRequired|security token .*expired/i,
    message: (profile) => `The AWS credentials${whose(profile)} have expired.`,
    hint: (profile) => `Sign in again, for example with \`${login(profile)}\`, and try again.`,
  },
  {
    when: /multi-factor authentication/i,
    message: (profile) => `The credentials${whose(profile)} ask for a code of a second factor.`,
    hint: () => 'Get session credentials first (aws sts get-session-token), then try again.',
  },
  {
    when: /RequestTimeTooSkewed|InvalidSignatureException.*(expired|not yet current)/i,
    message: () => "This machine's clock differs from AWS's by more than a few minutes.",
    hint: () => 'Set the clock right and try again.',
  },
  {
    when: /SignatureDoesNotMatch|InvalidSignatureException/i,
    message: (profile) => `AWS does not accept the secret key${whose(profile)}.`,
    hint: () => 'Check AWS_SECRET_ACCESS_KEY or the profile, and that the clock is right.',
  },
  {
    when: /InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|InvalidToken|AuthFailure/i,
    message: (profile) => `AWS does not know these credentials${whose(profile)}.`,
    hint: () => 'Check the access key, or choose another AWS_PROFILE.',
  },
  {
    when: /could not load credentials|CredentialsProviderError|TokenProviderError|missing credentials/i,
    message: (profile) =>
      profile === undefined
        ? 'No AWS credentials were found.'
        : `No AWS credentials were found for the profile ${profile}.`,
    hint: () =>
      'Set AWS_PROFILE to a profile of ~/.aws/config (`aws configure list-profiles` names them), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  },
];

/** The sentence for credentials that are absent, expired or wrong. */
export function credentialSentence(error: SdkError): ErrorSentence | undefined {
  const words = `${error.name} ${error.message}`;
  const rule = known.find(({ when }) => when.test(words));
  if (rule === undefined) return undefined;
  const profile = process.env.AWS_PROFILE === '' ? undefined : process.env.AWS_PROFILE;
  return { code: 'credentials', message: rule.message(profile), hint: rule.hint(profile) };
}
