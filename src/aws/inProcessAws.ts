import { awsMethods } from '../shared/contracts/aws.ts';
import type { AwsContract } from '../shared/contracts/aws.ts';
import { AppError, throwIfCancelled, toAppError } from '../shared/errors.ts';
import type { CallOptions, HandlerContext, Remote } from '../shared/rpc/contract.ts';

/** The AWS side in this process, loaded at the first call. */
export function inProcessAws(): Remote<AwsContract> & { dispose(): void } {
  const ending = new AbortController();
  let loading: ReturnType<typeof load> | undefined;

  const call = async (
    method: keyof AwsContract,
    params: object,
    options: CallOptions = {},
  ): Promise<unknown> => {
    const signal = options.signal
      ? AbortSignal.any([options.signal, ending.signal])
      : ending.signal;
    const context: HandlerContext = {
      signal,
      progress: (progress) => options.onProgress?.(progress),
    };
    try {
      throwIfCancelled(signal);
      loading ??= load();
      const { handlers } = await loading;
      // SAFETY: `params` is what the contract says for `method`; the types below tie both.
      const handler = handlers[method] as (
        params: object,
        context: HandlerContext,
      ) => Promise<unknown>;
      return await handler(params, context);
    } catch (error) {
      // A submission that was cut short has more to say than that it was cancelled.
      if (signal.aborted && !(error instanceof AppError)) {
        throw new AppError('cancelled', 'Cancelled.');
      }
      throw toAppError(error);
    }
  };

  const methods = Object.fromEntries(
    awsMethods.map((method) => [
      method,
      (params: object, options?: CallOptions) => call(method, params, options),
    ]),
  );
  const dispose = (): void => {
    ending.abort();
    // A load that failed has told its caller; there is then nothing to close.
    loading?.then(
      (aws) => {
        aws.dispose();
      },
      () => undefined,
    );
  };
  // SAFETY: one function per method of the contract, each with that method's parameters and result.
  return { ...methods, dispose } as unknown as Remote<AwsContract> & { dispose(): void };
}

async function load() {
  const { makeAwsHandlers } = await import('./handlers.ts');
  return makeAwsHandlers();
}
