import type { VpcConfig } from '@aws-sdk/client-sagemaker';
import type { JobSettings } from '../../shared/contracts/aws.ts';
import { AppError } from '../../shared/errors.ts';
import { parseS3Uri } from '../s3/s3Uri.ts';

/** Instance types with disks of their own take no key for a volume. */
const ownDisk = /^ml\.(?:[a-z]\d+[a-z]*d[a-z]*|g4dn|g5|g6e?|g7e?|p4de?|p5e?n?)\./;

/** Refuses what AWS would refuse, in words of the document that the user wrote. */
export function checkSettings(settings: JobSettings): void {
  const rules: readonly (readonly [boolean, string, string])[] = [
    [
      /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/.test(settings.name),
      `"${settings.name}" cannot be the name of a job.`,
      'Use letters, digits and inner hyphens, at most 63.',
    ],
    [isRoleArn(settings.role), `"${settings.role}" is not the ARN of a role.`, roleHint],
    [
      /^ml\.[a-z0-9-]+\.[a-z0-9]+$/.test(settings.instance),
      `"${settings.instance}" is not an instance type of SageMaker.`,
      'Write it like ml.m5.xlarge.',
    ],
    [
      isWhole(settings.volumeGb, 1, 16_384),
      `A volume of ${String(settings.volumeGb)} GB is not possible.`,
      'Use a whole number from 1 to 16384.',
    ],
    [
      isWhole(settings.count ?? 1, 1, 100),
      `${String(settings.count)} instances are not possible.`,
      'Use a whole number from 1 to 100.',
    ],
    [
      isWhole(settings.maxSeconds, 1, 28 * 86_400),
      `A cap of ${String(settings.maxSeconds)} seconds is not possible.`,
      'Use a whole number of seconds.',
    ],
    [
      ((settings.subnets ?? []).length === 0) === ((settings.securityGroups ?? []).length === 0),
      'subnets and securityGroups go together.',
      'Name both, or neither.',
    ],
    [
      (settings.subnets ?? []).length <= 16 && (settings.securityGroups ?? []).length <= 5,
      'There are too many subnets or security groups.',
      'AWS takes at most 16 subnets and 5 security groups.',
    ],
  ];
  for (const [fits, message, hint] of rules) {
    if (!fits) throw new AppError('usage', message, { hint });
  }
}

export const roleHint =
  "Give the execution role's full ARN, like arn:aws:iam::123456789012:role/service-role/MyRole.";

export function isRoleArn(role: string): boolean {
  return (
    role.length <= 2048 && /^arn:aws[a-z-]*:iam::\d{12}:role\/[a-zA-Z_0-9+=,.@\-/]+$/.test(role)
  );
}

/** An address that a request may hold: on S3, and short enough. */
export function requestUri(uri: string, what: string): string {
  parseS3Uri(uri);
  if (uri.length <= 1024) return uri;
  throw new AppError('usage', `The address of ${what} is longer than AWS takes.`, {
    hint: 'Use an address of at most 1024 characters.',
  });
}

export function vpcConfig(settings: JobSettings): VpcConfig | undefined {
  const { subnets = [], securityGroups = [] } = settings;
  if (subnets.length === 0) return undefined;
  return { Subnets: [...subnets], SecurityGroupIds: [...securityGroups] };
}

export function volumeKey(settings: JobSettings): { VolumeKmsKeyId?: string } {
  const { kmsKey, instance } = settings;
  return kmsKey == null || ownDisk.test(instance) ? {} : { VolumeKmsKeyId: kmsKey };
}

export function outputKey(settings: JobSettings): { KmsKeyId?: string } {
  return settings.kmsKey == null ? {} : { KmsKeyId: settings.kmsKey };
}

/** A folder's address without its last slash, as AWS writes those it answers. */
export function withoutSlash(uri: string): string {
  return uri.replace(/\/+$/, '');
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
