import type { ProfileMode } from '../../../src/shared/contracts/workbenchState.ts';
import type { Snapshot } from '../state/snapshot.ts';

/** How far figures go: as a person chose here, else as the settings say. */
export function profileMode({ ui, state }: Snapshot): ProfileMode {
  return ui.profile.mode ?? state?.profileMode ?? 'exact';
}

/** Whether the figures of a column are to come from all rows. */
export function wantsExact(snapshot: Snapshot, column: string): boolean {
  const mode = profileMode(snapshot);
  if (mode === 'chosen') return snapshot.ui.profile.columns.includes(column);
  return mode === 'exact';
}
