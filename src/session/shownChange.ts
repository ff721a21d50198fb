import type { PreviewState } from '../shared/contracts/workbenchState.ts';
import type { SessionModel } from './sessionModel.ts';
import type { RowsAfter } from './shownRows.ts';

/** A change that is shown in place of the table. */
export interface ShownChange {
  readonly model: SessionModel;
  readonly after: RowsAfter;
  readonly before: RowsAfter | undefined;
  readonly state: PreviewState;
}
