import type { OtherSource } from '../../../src/shared/appliedDrift.ts';
import type { OperationInfo, View } from '../../../src/shared/contracts/workbench.ts';
import type { Activity, WorkbenchState } from '../../../src/shared/contracts/workbenchState.ts';
import type { WireError } from '../../../src/shared/errors.ts';
import type { Json } from '../../../src/shared/json.ts';
import type { UiState } from './uiState.ts';

/** The step form's content: a step that is made or edited, not yet in the recipe. */
export interface Draft {
  /** The step that is edited; undefined for a new one. */
  readonly step: string | undefined;
  /** The index that the step has or gets. */
  readonly at: number;
  readonly op: string;
  readonly params: Json;
}

/** A filter that is being written. */
export interface Filtering {
  /** Where its form stands. */
  readonly anchor: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  /** The filter that is edited; undefined for a new one. */
  readonly index: number | undefined;
  /** Undefined while the column is chosen. */
  readonly column: string | undefined;
}

/** Something that was left undone, said quietly. */
export interface Note {
  readonly words: string;
  /** How it can be done after all: by a view, or by asking for the rows again. */
  readonly again?: View | 'retry';
}

/** A cell that is shown in full. */
export interface OpenCell {
  readonly row: number;
  readonly column: string;
}

/** All that the workbench's parts draw from. Replaced, never changed. */
export interface Snapshot {
  /** Undefined until the host answered the first time. */
  readonly state: WorkbenchState | undefined;
  readonly activities: readonly Activity[];
  /** Empty until it was asked for by `store.loadCatalogue`. */
  readonly catalogue: readonly OperationInfo[];
  readonly ui: UiState;
  readonly draft: Draft | undefined;
  /** Index where a step is about to be added: the list of operations is open. */
  readonly adding: number | undefined;
  /** While a change is previewed: show the rows that it takes away, instead of those that stay. */
  readonly showRemoved: boolean;
  readonly filtering: Filtering | undefined;
  readonly openCell: OpenCell | undefined;
  /** The source whose read options are open. */
  readonly reading: string | undefined;
  /** The data that a source of the recipe is held against. */
  readonly other: OtherSource | undefined;
  /** Columns that filters or the sort went by, and that the data no longer have. */
  readonly lost: readonly string[];
  /** What was left undone, as the person did not want what it takes from S3. */
  readonly note: Note | undefined;
  /** The one error that is shown now, of something that a person asked for. */
  readonly failure: WireError | undefined;
  /** How many asked-for changes (select, preview, apply, …) are under way. */
  readonly busy: number;
}
