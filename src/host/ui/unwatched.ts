import type { HandlerContext } from '../../shared/rpc/contract.ts';

/** For a request of the host itself that is over at once: nobody watches or cancels it. */
export function unwatched(): HandlerContext {
  return { signal: new AbortController().signal, progress: () => undefined };
}
