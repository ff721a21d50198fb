import type { Activities } from './activities.ts';
import type { OpenedSources } from './openedSources.ts';

/** Looks for wider types in large CSVs, and tells when there are some. Never rejects. */
export async function widenTypes(
  sources: OpenedSources,
  activities: Activities,
  signal: AbortSignal,
  reopen: () => Promise<void>,
): Promise<void> {
  if (!sources.hasHeads) return;
  const isWider = await activities
    .run('Looking for other types further down', [signal], (call) => sources.widen(call))
    // A value that does not fit stays an error where it is read.
    .catch(() => false);
  if (isWider && !signal.aborted) await reopen();
}
