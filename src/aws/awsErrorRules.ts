import { on } from './awsAttempt.ts';
import type { AwsAttempt } from './awsAttempt.ts';
import { credentialSentence } from './credentialSentence.ts';
import type { ErrorSentence } from './errorSentence.ts';
import type { SdkError } from './sdkError.ts';

type Rule = (error: SdkError, attempt: AwsAttempt) => ErrorSentence | undefined;

const networkCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EPROTO', 'TimeoutError', 'RequestTimeout'],
]);
const throttleNames = /^(SlowDown|Throttl|TooManyRequests|RequestLimitExceeded|BandwidthLimit)/i;
const tlsCodes = /^(CERT_|ERR_TLS|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/;

/** The first rule that knows an error gives its sentence; order matters. */
export const awsErrorRules: readonly Rule[] = [
  (error) => credentialSentence(error),
  throttled,
  network,
  deleted,
  missing,
  changed,
  archived,
  customerKey,
  encrypted,
  wrongRegion,
  quota,
  nameTaken,
  forbidden,
  refused,
  broken,
];

function throttled(error: SdkError, attempt: AwsAttempt): ErrorSentence | undefined {
  if (!throttleNames.test(error.name) && error.status !== 429) return undefined;
  return {
    code: 'throttled',
    message: `AWS limits how often ${attempt.action} may be called, and still refuses after several tries.`,
    hint: 'Wait a minute and try again.',
  };
}

function network(error: SdkError, attempt: AwsAttempt): ErrorSentence | undefined {
  const code = error.nodeCode ?? error.name;
  const where = /getaddrinfo \S+ (\S+)|(\d+\.\d+\.\d+\.\d+:\d+)/.exec(error.message);
  const host = where?.[1] ?? where?.[2];
  const peer = host === undefined ? 'AWS' : host;
  if (tlsCodes.test(code)) {
    return {
      code: 'network',
      message: `The certificate of ${peer} is not trusted${on(attempt)}.`,
      hint: 'Behind a company proxy, set NODE_EXTRA_CA_CERTS to its certificate file.',
    };
  }
  if (
    networkCodes.has(code) ||
    networkCodes.has(error.name) ||
    /socket hang up|aborted|timed? ?out/i.test(error.message)
  ) {
    return {
      code: 'network',
      message: `${peer} could not be reached for ${attempt.action}${on(attempt)}.`,
      hint: 'Check the connection, the proxy, the region and AWS_ENDPOINT_URL, then try again.',
    };
  }
  return undefined;
}

function deleted(error: SdkError, attempt: AwsAttempt): ErrorSentence | undefined {
  const gone = ['NoSuchKey', 'NotFound', 'NoSuchVersion', 'MethodNotAllowed'];
  if (attempt.listed !== true || !gone.includes(error.name)) return undefined;
  return {
    code: 'changed',
    message: `The data changed while it was read: ${attempt.on ?? 'an object'} was deleted.`,
    hint: 'Reload the dataset and try again.',
  };
}

function missing(error: SdkError, attempt: AwsAttempt): ErrorSentence | undefined {
  if (error.name === 'NoSuchBucket') {
    return {
      code: 'not-found',
      message: `There is no bucket ${bucketOf(attempt)}.`,
      hint: 'Check its spelling, and that the profile belongs to the right account.',
    };
  }
  const isVersion = /\?versionId=/.test(attempt.on ?? '');
  if (isVersion && (error.name === 'MethodNotAllowed' || error.status === 405)) {
    return {
      code: 'not-found',
      message: `There is nothing at ${attempt.on ?? ''}: the object was deleted then.`,
      hint: 'Choose an older or newer version.',
    };
  }
  if (['NoSuchKey', 'NotFound', 'NoSuchVersion'].includes(error.name) || error.status === 404) {
    return {
      code: 'not-found',
      message: `There is nothing at ${attempt.on ?? 'that address'}.`,
      hint: isVersion
        ? 'That version was deleted, or never was; “Show Versions…” lists those that are there.'
        : 'Check the address; keys of S3 are case-sensitive.',
    };
  }
  if (
    error.name === 'ValidationException' &&
    /could not find|resource not found|does not exist/i.test(error.message)
  ) {
    return {
      code: 'not-found',
      message: `SageMaker knows no job ${attempt.on ?? 'of that name'} in this region.`,
      hint: 'Check the name, the region and the profile; `sluice jobs list` shows the known runs.',
    };
  }
  return undefined;
}

function changed(error: SdkError, attempt: AwsAttempt): ErrorSentence | undefined {
  if (error.name !== 'PreconditionFailed' && error.status !== 412) return undefined;
  return {
    code: 'changed',
    message: `The data changed while it was read: ${attempt.on ?? 'an object'} is not the one that was listed.`,
    hint: 'Reload the dataset and try again.',
  };
}

function archived(error: SdkError, attempt: AwsAttempt): ErrorSentence | undefined {
  if (error.name !== 'InvalidObjectState') return undefined;
  return {
    code: 'unsupported',
    message: `${attempt.on ?? 'The object'} lies in an archive (Glacier) and cannot be read now.`,
    hint: 'Restore it first (aws s3api restore-object), which can take hours, then try again.',
  };
}

function customerKey(error: SdkError, attempt: AwsAttempt): ErrorSentence | undefined {
  const words = /stored using a form of Server Side Encryption|SSECustomer|customer-provided/i;
  if (!words.test(error.message)) return undefined;
  return {
    code: 'unsupported',
    message: `${attempt.on ?? 'The object'} is encrypted with a key that only its owner has (SSE-C), and cannot be read without it.`,
    hint: 'Copy it to an object under a key of AWS (aws s3 cp with --sse-c-copy-source and its key), and open that.',
  };
}

function encrypted(error: SdkError, attempt: AwsAttempt): ErrorSentence | undefined {
  const words = `${error.name} ${error.message}`;
  if (!/\bkms\b|^KMS\./i.test(words)) return undefined;
  const which = /arn:aws[\w-]*:kms:[\w:/-]+/.exec(words)?.[0];
  return {
    code: 'forbidden',
    message: `The encryption key${which === undefined ? '' : ` ${which}`} cannot be used${on(attempt)}.`,
    hint: 'Ask for kms:Decrypt (reading) or kms:GenerateDataKey (writing) on the key, and check that it is enabled.',
  };
}

function wrongRegion(error: SdkError, attempt: AwsAttempt): ErrorSentence | undefined {
  const moved = ['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraint'];
  if (!moved.includes(error.name) && error.status !== 301) return undefined;
  return {
    code: 'usage',
    message:
      error.bucketRegion === undefined
        ? `The bucket ${bucketOf(attempt)} lies in another region.`
        : `The bucket ${bucketOf(attempt)} lies in ${error.bucketRegion}.`,
    hint: `Set AWS_REGION to ${error.bucketRegion ?? "the bucket's region"}.`,
  };
}

function quota(error: SdkError): ErrorSentence | undefined {
  if (!/^(ResourceLimitExceeded|ServiceQuotaExceeded|LimitExceeded)/.test(error.name)) {
    return undefined;
  }
  const limit = /service limit '([^']+)' is (\d+)/.exec(error.message);
  return {
    code: 'quota',
    message:
      limit === null
        ? 'A limit of the AWS account is reached.'
        : `The account's limit "${limit[1] ?? ''}" is ${limit[2] ?? ''}, and the job would go beyond it.`,
    hint: 'Choose another instance type, wait for running jobs, or ask for more under Service Quotas.',
  };
}

function nameTaken(error: SdkError, attempt: AwsAttempt): ErrorSentence | undefined {
  if (error.name !== 'ResourceInUse') return undefined;
  return {
    code: 'name-taken',
    message: `A job named ${attempt.on ?? 'so'} exists already.`,
    hint: 'Start the run again; it gets a new name.',
  };
}

function forbidden(error: SdkError, attempt: AwsAttempt): ErrorSentence | undefined {
  const denied = /^(AccessDenied|Forbidden|UnauthorizedOperation|AllAccessDisabled|NotAuthorized)/;
  if (!denied.test(error.name) && error.status !== 403) return undefined;
  const said = /not authorized to perform: ([\w:*]+)(?: on resource: (\S+))?/.exec(error.message);
  const action = said?.[1] ?? attempt.action;
  const resource = said?.[2] ?? attempt.on;
  return {
    code: 'forbidden',
    message: `The credentials do not allow ${action}${resource === undefined ? '' : ` on ${resource}`}.`,
    hint: 'Ask whoever manages the account for that permission, or choose another AWS_PROFILE.',
  };
}

function refused(error: SdkError, attempt: AwsAttempt): ErrorSentence | undefined {
  if (!/^(Validation|InvalidParameter|InvalidRequest|InvalidBucketName)/.test(error.name)) {
    return undefined;
  }
  return {
    code: 'usage',
    message: `AWS refused the request ${attempt.action}${on(attempt)} as invalid.`,
    hint: "AWS's own words are in the details: correct the value that they name.",
  };
}

function broken(error: SdkError, attempt: AwsAttempt): ErrorSentence | undefined {
  if (error.status === undefined || error.status < 500) return undefined;
  return {
    code: 'network',
    message: `AWS failed to answer ${attempt.action}${on(attempt)} (HTTP ${String(error.status)}).`,
    hint: 'Try again in a minute; if it goes on, look at the AWS health dashboard.',
  };
}

function bucketOf(attempt: AwsAttempt): string {
  return /^s3:\/\/([^/]+)/.exec(attempt.on ?? '')?.[1] ?? attempt.on ?? 'of that name';
}
