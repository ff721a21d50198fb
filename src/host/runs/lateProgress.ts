import type { CallOptions } from '../../shared/rpc/contract.ts';
import { withProgress } from './withProgress.ts';

/** Work that takes no longer is not worth a notification. */
const QUIET_MS = 500;

/** Like `withProgress`, but work that is done in a moment shows nothing. */
export async function lateProgress<T>(
  title: string,
  work: (call: CallOptions) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const working = work({ signal: stop.signal });
  let waiting: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    waiting = setTimeout(() => {
      resolve('late');
    }, QUIET_MS);
  });
  try {
    const first = await Promise.race([working.then((value) => ({ value })), late]);
    if (first !== 'late') return first.value;
  } finally {
    clearTimeout(waiting);
  }
  return withProgress(title, async ({ signal }) => {
    signal?.addEventListener('abort', () => {
      stop.abort();
    });
    return working;
  });
}
