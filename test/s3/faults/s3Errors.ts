/** An answer of S3 that refuses, as S3 words it. */
export interface S3Error {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Elements of the answer besides code and message. */
  readonly more?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Refusals of S3 that no stand-in gives by itself, word for word. */
export const s3Errors = {
  InternalError: {
    status: 500,
    code: 'InternalError',
    message: 'We encountered an internal error. Please try again.',
  },
  ServiceUnavailable: {
    status: 503,
    code: 'ServiceUnavailable',
    message: 'Service is unable to handle request.',
  },
  SlowDown: { status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' },
  ExpiredToken: {
    status: 400,
    code: 'ExpiredToken',
    message: 'The provided token has expired.',
    more: { 'Token-0': 'IQoJb3JpZ2luX2VjEXAMPLETOKEN' },
  },
  /** As STS and other services word it, and some servers that are not AWS. */
  ExpiredTokenForbidden: {
    status: 403,
    code: 'ExpiredToken',
    message: 'The security token included in the request is expired',
  },
  InvalidAccessKeyId: {
    status: 403,
    code: 'InvalidAccessKeyId',
    message: 'The AWS Access Key Id you provided does not exist in our records.',
  },
  SignatureDoesNotMatch: {
    status: 403,
    code: 'SignatureDoesNotMatch',
    message:
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  },
  RequestTimeTooSkewed: {
    status: 403,
    code: 'RequestTimeTooSkewed',
    message: 'The difference between the request time and the current time is too large.',
    more: { MaxAllowedSkewMilliseconds: '900000' },
  },
  AccessDenied: { status: 403, code: 'AccessDenied', message: 'Access Denied' },
  NoSuchKey: { status: 404, code: 'NoSuchKey', message: 'The specified key does not exist.' },
  NoSuchBucket: {
    status: 404,
    code: 'NoSuchBucket',
    message: 'The specified bucket does not exist',
  },
  InvalidObjectState: {
    status: 403,
    code: 'InvalidObjectState',
    message: "The operation is not valid for the object's storage class",
    more: { StorageClass: 'GLACIER' },
  },
  /** Intelligent-Tiering: the storage class says nothing of an archive, the access tier does. */
  InvalidAccessTier: {
    status: 403,
    code: 'InvalidObjectState',
    message: "The operation is not valid for the object's access tier",
    more: { StorageClass: 'INTELLIGENT_TIERING', AccessTier: 'ARCHIVE_ACCESS' },
  },
  KmsDenied: {
    status: 403,
    code: 'AccessDenied',
    message:
      'User: arn:aws:sts::111122223333:assumed-role/Analyst/me is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab because no identity-based policy allows the kms:Decrypt action',
  },
  KmsDisabled: {
    status: 400,
    code: 'KMS.DisabledException',
    message:
      'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab is disabled.',
  },
  KmsPendingDeletion: {
    status: 400,
    code: 'KMS.KMSInvalidStateException',
    message:
      'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab is pending deletion.',
  },
  CustomerKeyMissing: {
    status: 400,
    code: 'InvalidRequest',
    message:
      'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.',
  },
} as const satisfies Readonly<Record<string, S3Error>>;

/** The name of one of them. */
export type S3ErrorCase = keyof typeof s3Errors;
