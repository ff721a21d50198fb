import type { InstanceChoice } from '../../shared/contracts/runPanel.ts';

const type = (name: string, vcpu: number, memoryGb: number): InstanceChoice => ({
  name: `ml.${name}`,
  vcpu,
  memoryGb,
});

/**
 * Instance types that are offered; any other may be typed. vCPUs and memory are those of the EC2
 * types of the same names (https://aws.amazon.com/ec2/instance-types/). Types of Graviton are left
 * out, as jobs of SageMaker have none.
 */
export const instanceTypes: readonly InstanceChoice[] = [
  ...[type('m5.large', 2, 8), type('m5.xlarge', 4, 16), type('m5.2xlarge', 8, 32)],
  ...[type('m5.4xlarge', 16, 64), type('m5.12xlarge', 48, 192), type('m5.24xlarge', 96, 384)],
  ...[type('m6i.xlarge', 4, 16), type('m6i.2xlarge', 8, 32), type('m6i.4xlarge', 16, 64)],
  ...[type('c5.xlarge', 4, 8), type('c5.2xlarge', 8, 16), type('c5.4xlarge', 16, 32)],
  ...[type('r5.large', 2, 16), type('r5.xlarge', 4, 32), type('r5.2xlarge', 8, 64)],
  ...[type('r5.4xlarge', 16, 128), type('r5.8xlarge', 32, 256), type('r5.12xlarge', 48, 384)],
];
