import type { AwsCall } from './awsCall.ts';
import { AwsError } from './awsError.ts';
import type { S3Fault, ServiceFault } from './faults.ts';

/** The error that a fault answers with; undefined for faults that are no answer. */
export function faultError(
  call: AwsCall,
  kind: ServiceFault['kind'] | S3Fault['kind'],
): AwsError | undefined {
  switch (kind) {
    case 'throttle':
      return call.protocol === 'json'
        ? new AwsError('ThrottlingException', 'Rate exceeded')
        : new AwsError('Throttling', 'Rate exceeded');
    case 'slowDown':
      return new AwsError('SlowDown', 'Please reduce your request rate.', 503);
    case 'error500':
      return new AwsError(
        call.protocol === 's3' ? 'InternalError' : 'InternalServerException',
        'We encountered an internal error. Please try again.',
        500,
      );
    case 'error503':
      return new AwsError('ServiceUnavailable', 'The service cannot handle the request.', 503);
    case 'resourceLimit':
      return new AwsError('ResourceLimitExceeded', limitText(call));
    case 'accessDenied':
      return denied(call);
    case 'forbidden':
      return new AwsError('AccessDenied', 'Access Denied', 403);
    case 'expiredToken':
      return call.protocol === 'json'
        ? new AwsError('ExpiredTokenException', EXPIRED)
        : new AwsError('ExpiredToken', EXPIRED, call.protocol === 's3' ? 400 : 403);
    case 'delay':
    case 'dropAfter':
    case 'dropBefore':
    case 'cut':
    case 'corrupt':
    case 'replace':
      return undefined;
  }
}

const EXPIRED = 'The security token included in the request is expired';

function denied(call: AwsCall): AwsError {
  const service = call.target === 'SageMaker' ? 'sagemaker' : call.target.toLowerCase();
  const action = service === '' ? call.operation : `${service}:${call.operation}`;
  const text = `User: arn:aws:iam::123456789012:user/analyst is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  return call.protocol === 'json'
    ? new AwsError('AccessDeniedException', text)
    : new AwsError('AccessDenied', text, 403);
}

function limitText(call: AwsCall): string {
  const kind = call.operation.includes('Training') ? 'training' : 'processing';
  return `The account-level service limit 'ml.m5.xlarge for ${kind} job usage' is 0 Instances, with current utilization of 0 Instances and a request delta of 1 Instances. Please use AWS Service Quotas to request an increase for this quota. If AWS Service Quotas is not available, contact AWS support to request an increase for this quota.`;
}
