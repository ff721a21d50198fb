import type { CallOptions } from '../shared/rpc/contract.ts';

/** Does two things at once. The first failure ends the other one, and is thrown when that has ended. */
export async function bothOrNone<A, B>(
  call: CallOptions,
  first: (call: CallOptions) => Promise<A>,
  second: (call: CallOptions) => Promise<B>,
): Promise<readonly [A, B]> {
  const stop = new AbortController();
  const signal = call.signal ? AbortSignal.any([call.signal, stop.signal]) : stop.signal;
  const both = { ...call, signal };
  const works = [first(both), second(both)] as const;
  try {
    return await Promise.all(works);
  } catch (error) {
    stop.abort();
    await Promise.allSettled(works);
    throw error;
  }
}
