import type { Json } from '../core/operations/define.ts';

/** Flags of `sluice run`. */
export interface RunFlags {
  readonly sagemaker: boolean;
  readonly set: Readonly<Record<string, Json>>;
  readonly refit: boolean;
  readonly upload: boolean;
  readonly out?: string;
  readonly role?: string;
  readonly instance?: string;
  readonly volume?: number;
  readonly maxSeconds?: number;
  readonly staging?: string;
  readonly wait: boolean;
  readonly yes: boolean;
  readonly python?: string;
  readonly json: boolean;
}
