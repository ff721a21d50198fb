import type { Activities } from './activities.ts';
import type { OpenedSources } from './openedSources.ts';

/** Counts the lines that a large source leaves out, and tells when that is done. Never rejects. */
export async function countRejected(
  sources: OpenedSources,
  activities: Activities,
  signal: AbortSignal,
  tell: () => void,
): Promise<void> {
  const counted = await activities
    .run('Counting lines left out', [signal], (call) => sources.countRejected(call))
    // The count stays away; the lines are left out all the same.
    .catch(() => false);
  if (counted && !signal.aborted) tell();
}
