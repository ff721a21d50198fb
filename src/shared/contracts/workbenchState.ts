import type { Schema } from '../columnType.ts';
import type { WireError } from '../errors.ts';
import type { JoinFigures } from '../joinFigures.ts';
import type { Problem, Recipe } from '../recipe.ts';
import type { RecipeEdit } from '../recipeEdit.ts';
import type { Transfer } from '../transfer.ts';
import type { FileDrift, RejectedLines, SourceFormat, SourceOptions } from '../source.ts';

/** The table that is shown: after the selected step, or the preview of a change. */
export interface TableState {
  /** Changes whenever rows or columns may differ; caches of the webview hang on it. */
  readonly key: string;
  readonly schema: Schema;
  /** The step whose output this is; null for the source itself. */
  readonly step: string | null;
  readonly preview: PreviewState | undefined;
}

/** A change that is seen but not made. */
export interface PreviewState {
  readonly edit: RecipeEdit;
  /** The step that it is about. */
  readonly step: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Columns with the same name and position in both tables whose values may differ. */
  readonly changed: readonly string[];
  /** Undefined while they are counted, and where that would fetch much from S3 unasked. */
  readonly rows: { readonly before: number; readonly after: number } | undefined;
  /** Cells of `changed` that differ among the first `of` rows; undefined where rows do not align. */
  readonly cells: { readonly count: number; readonly of: number } | undefined;
  /** True if row n before is row n after, so that `side: 'before'` pages can be laid beside. */
  readonly aligned: boolean;
  /**
   * How the rows find each other, for a step that joins: absent until it is known. It is known once it
   * is asked for by `countMatches` where much would have to come from S3 (`declined`), or it failed.
   */
  readonly matches?: JoinFigures | 'declined' | 'failed';
  /** True if the rows that go can be shown (`side: 'removed'`). */
  readonly canShowRemoved: boolean;
}

/** Where the data come from, for the line on top. */
export interface SourceState {
  readonly uri: string;
  readonly format: SourceFormat;
  readonly files: number;
  readonly bytes: number;
  readonly snapshot: string;
  /** Bytes that were brought here from elsewhere by this document; 0 for local data. */
  readonly moved: number;
  /** What is still on S3 alone: all that exact figures may bring, and what that may cost. */
  readonly elsewhere?: Transfer & { readonly cost?: string };
  /** Set for data on S3. */
  readonly remote?: RemoteState;
  /** Sentences worth telling: renamed duplicate columns, headers that differ. */
  readonly notes: readonly string[];
  /** Every read option, those that were found out too. */
  readonly options: SourceOptions;
  /** Those that a person set, or the recipe holds. */
  readonly asked: SourceOptions;
  /** Lines that are left out; undefined where none may be, or until they are counted. */
  readonly rejected?: RejectedLines;
  /** Excel: the names of the sheets, in order. */
  readonly sheets?: readonly string[];
  /** Files of a folder whose columns differ from those of the whole. */
  readonly drift?: readonly FileDrift[];
}

/** What a document had of S3 since it was opened. */
export interface RemoteState {
  /** Requests for bytes, and requests that listed objects. */
  readonly requests: number;
  readonly listings: number;
  /** What those and the bytes may cost, in words; absent where no price is known. */
  readonly cost?: string;
  /** The person wants no questions before large transfers of this dataset. */
  readonly quiet: boolean;
}

/** What a person is asked before it is fetched from S3. */
export interface TransferQuestion extends Transfer {
  readonly id: number;
  /** The action that wants it: “Sorting by fare”. */
  readonly what: string;
  /** All that may follow under the same answer, where that is more. */
  readonly upTo?: Transfer;
  /** What that may cost, in words; absent where no price is known. */
  readonly cost?: string;
}

/** What became of a source on disk, or where it lies, since it was opened. */
export interface SourceChange {
  readonly what: 'changed' | 'removed';
  /** The names of the sources' files or folders. */
  readonly names: readonly string[];
}

/** How a learning step stands. */
export type StepFit = 'none' | 'missing' | 'stale' | 'fitted';

/** One step of the recipe, as its panel shows it. */
export interface StepState {
  readonly id: string;
  readonly op: string;
  /** The operation's title; the raw id for an unknown one. */
  readonly title: string;
  /** The one detail that matters: `distance > 0 and date is not null`. */
  readonly detail: string;
  readonly enabled: boolean;
  readonly note: string;
  readonly fit: StepFit;
  readonly learnedOn: 'train' | 'all' | undefined;
  /** Why it is broken. */
  readonly problem: Problem | undefined;
  readonly columnsAdded: number;
  readonly columnsRemoved: number;
  /** Rows that it took away (negative) or added; undefined until counted, or where it keeps them. */
  readonly rowsChanged: number | undefined;
}

/** A recipe as its panel shows it. */
export interface RecipeState {
  readonly recipe: Recipe;
  /** The step whose table is shown; null for the source. */
  readonly selected: string | null;
  readonly steps: readonly StepState[];
  /** What is wrong outside the steps: sources, parameters, checks, outputs. */
  readonly problems: readonly Problem[];
  /** Each check in words: “user_id is never null”. */
  readonly checks: readonly string[];
  /** The columns after the last step. */
  readonly columns: Schema;
  /** Parts of the split, when the rows that come out are split. */
  readonly parts: readonly string[];
}

/** A recipe's text that cannot be read: the place, and the lines around it. */
export interface TextProblem {
  readonly message: string;
  readonly hint: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly lines: readonly { readonly number: number; readonly text: string }[];
}

/** All that a workbench shows but for the cells and figures. Sent whole after each change. */
export interface WorkbenchState {
  /** `data`: the read-only viewer. `recipe`: a recipe's document. */
  readonly kind: 'data' | 'recipe';
  /** Grows by each state. */
  readonly revision: number;
  readonly title: string;
  readonly trusted: boolean;
  /** Undefined until located. */
  readonly source: SourceState | undefined;
  /** Undefined until opened. Stays the last good one while a problem is shown. */
  readonly table: TableState | undefined;
  /** Undefined for text that cannot be read. A viewer has an empty recipe over its source. */
  readonly recipe: RecipeState | undefined;
  readonly textProblem: TextProblem | undefined;
  /** Why there is no (new) table. */
  readonly problem: WireError | undefined;
  /** How far figures of columns go by themselves, as the settings say; exact where absent. */
  readonly profileMode?: ProfileMode;
  /** The data are no longer what is shown; Reload opens them anew. */
  readonly changed?: SourceChange;
  /** Waits for an answer by `answerTransfer`. */
  readonly question?: TransferQuestion;
}

/** How far figures of columns go: `chosen` are exact for some columns only. */
export type ProfileMode = 'estimate' | 'exact' | 'chosen';

/** Work under way, for the status line. */
export interface Activity {
  readonly id: number;
  /** “Counting rows”. */
  readonly what: string;
  readonly done: number;
  readonly total?: number;
  readonly unit: 'bytes' | 'rows' | 'objects' | 'steps';
  /** Set while bytes come from S3: `done` and `total` are those bytes. */
  readonly transfer?: ActivityTransfer;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** How a transfer from S3 gets on. */
export interface ActivityTransfer {
  /** Objects of which all that is wanted is here, of those that are wanted. */
  readonly objects: number;
  readonly of: number;
  /** Bytes per second over the last seconds; absent in the first moment. */
  readonly rate?: number;
  /** Seconds until the rest is here, where that can be said. */
  readonly left?: number;
}
