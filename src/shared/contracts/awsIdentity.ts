/** Who the credentials belong to, and the region that requests go to. Holds nothing secret. */
export interface AwsIdentity {
  readonly account: string;
  readonly arn: string;
  readonly region: string;
  /** `AWS_PROFILE`, when it is set. */
  readonly profile?: string;
  /** True when `AWS_ENDPOINT_URL*` or the profile sends requests elsewhere than to AWS. */
  readonly customEndpoint: boolean;
}
