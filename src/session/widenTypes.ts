import { isCancelled, toAppError } from '../shared/errors.ts';
import type { Activities } from './activities.ts';
import type { OpenedSources } from './openedSources.ts';

interface Heard {
  /** There are wider types. */
  readonly reopen: () => Promise<void>;
  /** Nobody knows whether there are. */
  readonly tell: () => void;
}

/** Looks for wider types in large CSVs, and tells when there are some, or why that is not known. Never rejects. */
export async function widenTypes(
  sources: Pick<OpenedSources, 'hasHeads' | 'widen' | 'notLookedAt'>,
  activities: Pick<Activities, 'run'>,
  signal: AbortSignal,
  { reopen, tell }: Heard,
): Promise<void> {
  if (!sources.hasHeads) return;
  try {
    const isWider = await activities.run('Looking for other types further down', [signal], (call) =>
      sources.widen(call),
    );
    if (isWider && !signal.aborted) await reopen();
  } catch (error) {
    if (signal.aborted || isCancelled(error)) return;
    sources.notLookedAt(toAppError(error).message);
    tell();
  }
}
