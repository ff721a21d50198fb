import type { Aws } from '../../aws/client.ts';
import { awsMethods } from '../../shared/contracts/aws.ts';
import type { AwsContract } from '../../shared/contracts/aws.ts';
import { AppError } from '../../shared/errors.ts';
import type { CallOptions, Remote } from '../../shared/rpc/contract.ts';

/** A method of the contract whatever its name: `params` is what the contract says for it. */
type AnyMethod = (params: never, options?: CallOptions) => Promise<unknown>;

/** One AWS side that stays the same to its callers while the process behind it is changed. */
export class SwappingAws {
  /** Give it to everybody; nothing is started before its first call. */
  readonly remote: Remote<AwsContract>;
  private readonly make: () => Aws;
  private readonly called: () => void;
  private current: Aws | undefined;
  private disposed = false;

  /** `called` is told after each call that AWS answered. */
  constructor(make: () => Aws, called: () => void = () => undefined) {
    this.make = make;
    this.called = called;
    const methods = awsMethods.map((method): [string, unknown] => [
      method,
      async (params: never, options?: CallOptions): Promise<unknown> => {
        const call: AnyMethod = this.start()[method];
        const answer = await call(params, options);
        // These two read files only.
        if (method !== 'profiles' && method !== 'regions') this.called();
        return answer;
      },
    ]);
    // SAFETY: one function per method of the contract.
    this.remote = Object.fromEntries<unknown>(methods) as Remote<AwsContract>;
  }

  /** Ends the process; what it was doing is cancelled, and the next call starts another. */
  swap(): void {
    this.current?.dispose();
    this.current = undefined;
  }

  dispose(): void {
    this.disposed = true;
    this.swap();
  }

  private start(): Aws {
    if (this.disposed) throw new AppError('cancelled', 'Cancelled.');
    return (this.current ??= this.make());
  }
}
