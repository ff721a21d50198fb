import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { awsError } from '../../src/aws/awsError.ts';

interface Raw {
  readonly name: string;
  readonly message?: string;
  readonly status?: number;
  readonly Code?: string;
  readonly code?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error with the fields that the SDK gives. */
function sdkError({ name, message = 'UnknownError', status, headers, ...rest }: Raw): Error {
  const error = Object.assign(new Error(message), { name, ...rest });
  Object.assign(error, { $metadata: status === undefined ? {} : { httpStatusCode: status } });
  Object.defineProperty(error, '$response', {
    value: { statusCode: status, headers: headers ?? {} },
    enumerable: false,
  });
  return error;
}

const s3 = { action: 's3:GetObject', on: 's3://lake/x.csv' };
const job = { action: 'sagemaker:CreateProcessingJob', on: 'p-1' };

const before = { ...process.env };
beforeEach(() => {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
  }
});
afterEach(() => {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
  }
  Object.assign(process.env, before);
});

describe('an error of AWS as a sentence', () => {
  const table: readonly (readonly [Raw, { action: string; on?: string }, string, string])[] = [
    [
      { name: 'ExpiredToken', message: 'The provided token has expired.', status: 400 },
      s3,
      'credentials',
      'The AWS credentials of the profile dev have expired.',
    ],
    [
      { name: 'ExpiredTokenException', message: 'expired', status: 403 },
      job,
      'credentials',
      'The AWS credentials of the profile dev have expired.',
    ],
    [
      {
        name: 'CredentialsProviderError',
        message:
          'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
      },
      s3,
      'credentials',
      'The sign-in of the profile dev has expired.',
    ],
    [
      { name: 'TokenProviderError', message: 'Token is expired. To refresh run aws sso login' },
      s3,
      'credentials',
      'The sign-in of the profile dev has expired.',
    ],
    [
      {
        name: 'CredentialsProviderError',
        message: 'Your session has expired. Please reauthenticate.',
      },
      s3,
      'credentials',
      'The sign-in of the profile dev has expired.',
    ],
    [
      {
        name: 'CredentialsProviderError',
        message: 'Could not load credentials from any providers',
      },
      s3,
      'credentials',
      'No AWS credentials were found for the profile dev.',
    ],
    [
      {
        name: 'CredentialsProviderError',
        message:
          'Profile dev requires multi-factor authentication, but no MFA code callback was provided.',
      },
      s3,
      'credentials',
      'The credentials of the profile dev ask for a code of a second factor.',
    ],
    [
      {
        name: 'InvalidClientTokenId',
        message: 'The security token included in the request is invalid.',
        status: 403,
      },
      job,
      'credentials',
      'AWS does not know these credentials of the profile dev.',
    ],
    [
      { name: 'InvalidAccessKeyId', status: 403 },
      s3,
      'credentials',
      'AWS does not know these credentials of the profile dev.',
    ],
    [
      { name: 'SignatureDoesNotMatch', status: 403 },
      s3,
      'credentials',
      'AWS does not accept the secret key of the profile dev.',
    ],
    [
      { name: 'RequestTimeTooSkewed', status: 403 },
      s3,
      'credentials',
      "This machine's clock differs from AWS's by more than a few minutes.",
    ],
    [
      {
        name: 'InvalidSignatureException',
        message: 'Signature expired: 20261120T120000Z is now earlier than 20261120T130000Z',
        status: 400,
      },
      job,
      'credentials',
      "This machine's clock differs from AWS's by more than a few minutes.",
    ],
    [
      {
        name: 'AccessDeniedException',
        message:
          'User: arn:aws:sts::1:assumed-role/Dev/me is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/X because no identity-based policy allows the iam:PassRole action',
        status: 400,
      },
      job,
      'forbidden',
      'The credentials do not allow iam:PassRole on arn:aws:iam::1:role/X.',
    ],
    [
      { name: 'AccessDenied', message: 'Access Denied', status: 403 },
      s3,
      'forbidden',
      'The credentials do not allow s3:GetObject on s3://lake/x.csv.',
    ],
    [
      { name: 'Unknown', status: 403 },
      s3,
      'forbidden',
      'The credentials do not allow s3:GetObject on s3://lake/x.csv.',
    ],
    [{ name: 'NoSuchBucket', status: 404 }, s3, 'not-found', 'There is no bucket lake.'],
    [{ name: 'NoSuchKey', status: 404 }, s3, 'not-found', 'There is nothing at s3://lake/x.csv.'],
    [{ name: 'NotFound', status: 404 }, s3, 'not-found', 'There is nothing at s3://lake/x.csv.'],
    [
      {
        name: 'ValidationException',
        message: 'Could not find requested job with name: p-1',
        status: 400,
      },
      { action: 'sagemaker:DescribeProcessingJob', on: 'p-1' },
      'not-found',
      'SageMaker knows no job p-1 in this region.',
    ],
    [
      { name: 'ValidationException', message: 'Requested resource not found.', status: 400 },
      { action: 'sagemaker:DescribeTrainingJob', on: 'p-1' },
      'not-found',
      'SageMaker knows no job p-1 in this region.',
    ],
    [
      { name: 'PermanentRedirect', status: 301, headers: { 'x-amz-bucket-region': 'eu-west-1' } },
      s3,
      'usage',
      'The bucket lake lies in eu-west-1.',
    ],
    [
      { name: 'PreconditionFailed', status: 412 },
      s3,
      'changed',
      'The data changed while it was read: s3://lake/x.csv is not the one that was listed.',
    ],
    [
      { name: 'InvalidObjectState', status: 403 },
      s3,
      'unsupported',
      's3://lake/x.csv lies in an archive (Glacier) and cannot be read now.',
    ],
    [
      {
        name: 'AccessDenied',
        message:
          'User is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:1:key/ab-cd because',
        status: 403,
      },
      s3,
      'forbidden',
      'The encryption key arn:aws:kms:us-east-1:1:key/ab-cd cannot be used on s3://lake/x.csv.',
    ],
    [
      { name: 'KMS.DisabledException', message: 'key is disabled', status: 400 },
      s3,
      'forbidden',
      'The encryption key cannot be used on s3://lake/x.csv.',
    ],
    [
      { name: 'SlowDown', status: 503 },
      s3,
      'throttled',
      'AWS limits how often s3:GetObject may be called, and still refuses after several tries.',
    ],
    [
      { name: 'ThrottlingException', message: 'Rate exceeded', status: 400 },
      job,
      'throttled',
      'AWS limits how often sagemaker:CreateProcessingJob may be called, and still refuses after several tries.',
    ],
    [
      { name: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:1' },
      s3,
      'network',
      '127.0.0.1:1 could not be reached for s3:GetObject on s3://lake/x.csv.',
    ],
    [
      {
        name: 'Error',
        code: 'ENOTFOUND',
        message: 'getaddrinfo ENOTFOUND lake.s3.mars.amazonaws.com',
      },
      s3,
      'network',
      'lake.s3.mars.amazonaws.com could not be reached for s3:GetObject on s3://lake/x.csv.',
    ],
    [
      { name: 'Error', code: 'SELF_SIGNED_CERT_IN_CHAIN', message: 'self-signed certificate' },
      s3,
      'network',
      'The certificate of AWS is not trusted on s3://lake/x.csv.',
    ],
    [
      { name: 'InternalError', status: 500 },
      s3,
      'network',
      'AWS failed to answer s3:GetObject on s3://lake/x.csv (HTTP 500).',
    ],
    [
      { name: 'ResourceInUse', message: 'Job name must be unique', status: 400 },
      job,
      'name-taken',
      'A job named p-1 exists already.',
    ],
    [
      {
        name: 'ResourceLimitExceeded',
        message:
          "The account-level service limit 'ml.m5.large for training job usage' is 0 Instances, with current utilization of 0 Instances and a request delta of 1 Instances.",
        status: 400,
      },
      job,
      'quota',
      'The account\'s limit "ml.m5.large for training job usage" is 0, and the job would go beyond it.',
    ],
    [
      { name: 'ValidationException', message: '1 validation error detected: …', status: 400 },
      job,
      'usage',
      'AWS refused the request sagemaker:CreateProcessingJob on p-1 as invalid.',
    ],
    [
      { name: 'SomethingNew', message: 'words', status: 400 },
      job,
      'internal',
      'AWS refused sagemaker:CreateProcessingJob on p-1.',
    ],
  ];

  for (const [raw, attempt, code, message] of table) {
    it(`${raw.name} ${String(raw.status ?? raw.code ?? '')} ${raw.message?.slice(0, 40) ?? ''}`, () => {
      process.env.AWS_PROFILE = 'dev';
      const error = awsError(sdkError(raw), attempt);
      expect([error.code, error.message]).toEqual([code, message]);
      expect(error.hint).toMatch(/\S{2}/);
      expect(error.detail).toContain(raw.code ?? raw.name);
    });
  }

  it('keeps keys and tokens to itself', () => {
    const error = awsError(
      sdkError({
        name: 'SomethingNew',
        message:
          'key AKIAIOSFODNN7EXAMPLE, secret_access_key=wJalrXUtnFEMIK7MDENG, SessionToken: "FwoGZXIvYXdzEXAMPLE"',
        status: 400,
      }),
      s3,
    );
    const text = JSON.stringify(error.toWire());
    for (const secret of ['IOSFODNN7EXAMPLE', 'wJalrXUtnFEMI', 'FwoGZXIvYXdz']) {
      expect(text).not.toContain(secret);
    }
  });
});
