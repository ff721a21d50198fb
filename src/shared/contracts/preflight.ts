import type { AwsIdentity } from './awsIdentity.ts';

/** What will be submitted, as far as it can be checked before. */
export interface PreflightRequest {
  readonly role: string;
  readonly staging: string;
  readonly outputs: readonly { readonly name: string; readonly uri: string }[];
  readonly inputs: readonly {
    readonly name: string;
    readonly uri: string;
    /** Bytes. */
    readonly size: number;
  }[];
  readonly volumeGb: number;
}

/** `error`: the job would fail. `note`: this could not be checked. */
export interface PreflightProblem {
  /** `identity`, `role`, `staging`, `inputs.<name>`, `outputs.<name>`, `volumeGb` */
  readonly field: string;
  readonly code: string;
  readonly severity: 'error' | 'note';
  readonly message: string;
  readonly hint: string;
  /** A value of the field with which this problem goes away; for `wrong-region` the region. */
  readonly suggestion?: string;
}

/** All that the checks before a submission found. */
export interface PreflightReport {
  /** Absent when the credentials do not work. */
  readonly identity?: AwsIdentity;
  readonly problems: readonly PreflightProblem[];
}
