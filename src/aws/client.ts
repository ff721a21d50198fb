import type { AwsContract } from '../shared/contracts/aws.ts';
import type { Remote } from '../shared/rpc/contract.ts';
import { AwsProcess } from './awsProcess.ts';
import { inProcessAws } from './inProcessAws.ts';

/** The AWS side as its callers see it. Nothing of AWS is loaded before the first call. */
export type Aws = Remote<AwsContract> & { dispose(): void };

export type AwsOptions =
  | { readonly mode: 'inProcess' }
  | {
      readonly mode: 'child';
      /** The built entry of `main.ts`. */
      readonly script: string;
      /** The child's whole environment; this process's own if absent. */
      readonly env?: NodeJS.ProcessEnv;
    };

/** `inProcess` for the command line; `child` forks when first called, and again after a crash. */
export function createAws(options: AwsOptions): Aws {
  return options.mode === 'inProcess'
    ? inProcessAws()
    : new AwsProcess(options.script, options.env ?? process.env).remote();
}
