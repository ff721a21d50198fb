import type { LearnedDrift, OtherChoice, OtherReport, OtherSource } from '../appliedDrift.ts';
import type { Schema } from '../columnType.ts';
import type { Condition } from '../condition.ts';
import type { Json, Target } from '../json.ts';
import type { OperationHelp } from '../operationHelp.ts';
import type { RecipeEdit } from '../recipeEdit.ts';
import type { DetailsResult } from '../profile/columnDetails.ts';
import type { DatasetDetails } from '../profile/datasetDetails.ts';
import type { InsightsResult } from '../profile/insight.ts';
import type { Method } from '../rpc/contract.ts';
import type { Activity, WorkbenchState } from './workbenchState.ts';
import type { FoundCell, Page, ReadPreview } from './engine.ts';
import type { Suggestion } from '../suggestion.ts';
import type { SourceOptions } from '../source.ts';
import type { ProfileResult } from '../profile/columnProfile.ts';

/** One key of a sort; nulls last, NaN before them. */
export interface SortKey {
  readonly column: string;
  readonly descending: boolean;
}

/** What a person looks for in a table. Changes no document; filters and sorts can become steps. */
export interface View {
  /** All of them hold. */
  readonly filters: readonly Condition[];
  readonly sort: readonly SortKey[];
  /** Rows where any column's text contains this, case-insensitively; empty for none. */
  readonly find: string;
}

/** A rectangle's source: a table by its key, and the view on it. */
export interface TableRef {
  /** `TableState.key`; a request with an old key rejects with `cancelled`. */
  readonly key: string;
  readonly view: View;
}

/** Which rows a request means while a change is previewed. */
export type Side = 'after' | 'before' | 'removed';

/** How a person wants a text to be read; what is left out is found out. */
export interface Reading {
  /** The source's name in the recipe; `main` in a viewer. */
  readonly source: string;
  readonly options: SourceOptions;
  /** Types that were chosen, in their text form, by column. */
  readonly types: readonly { readonly name: string; readonly type: string }[];
}

/** An operation as menus and forms need it. */
export interface OperationInfo {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly category: string;
  readonly summary: string;
  /** What people of other tools call it. */
  readonly synonyms: readonly string[];
  /** It joins another source: its preview tells the `matches`. */
  readonly joins?: true;
  /** JSON Schema of the params, with the `ui` hints of `core/operations/params.ts`. */
  readonly params: Json;
  readonly examples: readonly { readonly name: string; readonly params: Json }[];
}

/** A function of the expression language, for completion. */
export interface FunctionInfo {
  readonly name: string;
  /** `round(value, [digits])`. */
  readonly signature: string;
  readonly summary: string;
}

/** What a step's form must know. */
export interface StepInput {
  readonly schema: Schema;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  /** Names and columns of the recipe's other sources. */
  readonly sources: Readonly<Record<string, Schema>>;
  /** What expressions may call; none are offered where absent. */
  readonly functions?: readonly FunctionInfo[];
}

/**
 * A person asked for this look at some rows: it may ask back before it fetches much from S3. Without
 * it such a look ends with `declined` then.
 */
export type Asked = true;

/** How one check of the recipe came out. */
export interface CheckResult {
  readonly title: string;
  readonly severity: 'error' | 'warn';
  readonly passed: boolean;
  /** What was found: rows that break it, or the figure that it bounds; null where there is no value. */
  readonly found: number | null;
  /** The rows that it speaks of; null where it is about no rows. */
  readonly of: number | null;
  /** A few of the rows that break it, their cells as texts. */
  readonly sample?: CheckSample;
}

/** Rows that break a check, with the columns that it names. */
export interface CheckSample {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Commands that a webview asks its host for; each is also in the palette. */
export type HostCommand =
  | { readonly id: 'openAsText' }
  | { readonly id: 'startRecipe'; readonly view: View }
  | { readonly id: 'exportCode'; readonly target: Target }
  | { readonly id: 'insertAsCell'; readonly target: Target }
  | { readonly id: 'runLocally' }
  | { readonly id: 'runOnSagemaker' }
  | { readonly id: 'train' }
  | { readonly id: 'trustWorkspace' }
  | { readonly id: 'showLog' }
  | { readonly id: 'addSource' }
  /** Asks for other data for a source of the recipe; the event `other` answers. */
  | { readonly id: 'useOtherData'; readonly source: string }
  | { readonly id: 'undo' }
  | { readonly id: 'redo' }
  | { readonly id: 'copy'; readonly text: string };

/** Webview → host, for the viewer and the recipe workbench. */
export interface WorkbenchContract {
  /** The first call of a webview; states follow as events. A viewer that opens now reads so. */
  ready: Method<{ readonly reading?: Reading }, WorkbenchState>;
  catalogue: Method<object, readonly OperationInfo[]>;
  /** The JSON Schema of a check, with the hints of forms: one variant for each rule. */
  checkForm: Method<object, Json>;
  /** An operation's help page. Rejects with `not-found` for one that is unknown. */
  help: Method<{ readonly op: string }, OperationHelp>;
  /** Shows the table after a step (null: the source). Drops a preview. */
  select: Method<{ readonly step: string | null }, WorkbenchState>;
  page: Method<
    {
      readonly table: TableRef;
      readonly side?: Side;
      readonly offset: number;
      readonly limit: number;
      readonly columns: readonly string[];
      /** Longer text is cut to `maxText + 1` characters. */
      readonly maxText: number;
    },
    Page
  >;
  count: Method<{ readonly table: TableRef; readonly side?: Side }, { readonly rows: number }>;
  /** The nearest cell whose text as it is shown holds `text`, as the engine's `find`. */
  find: Method<
    {
      readonly table: TableRef;
      readonly side?: Side;
      readonly text: string;
      /** The columns that are looked at, in the order in which they stand. */
      readonly columns: readonly string[];
      readonly from: { readonly row: number; readonly column: string | undefined };
      /** The cell to go on from counts, too. */
      readonly inclusive?: boolean;
      readonly direction: 'next' | 'previous';
    },
    { readonly cell: FoundCell | undefined }
  >;
  /** How many cells hold a text, and in how many rows; from then on `find` tells a cell's number. */
  findCount: Method<
    {
      readonly table: TableRef;
      readonly side?: Side;
      readonly text: string;
      readonly columns: readonly string[];
    },
    { readonly rows: number; readonly cells: number }
  >;
  profile: Method<
    {
      readonly table: TableRef;
      readonly columns: readonly string[];
      /** Looks at so many rows only; the figures are estimates. */
      readonly sample?: number;
      /** The quickest figures, most of them estimates; without it all rows are looked at. */
      readonly stage?: 'estimate';
    },
    ProfileResult
  >;
  /** The second tier of the figures of columns. */
  details: Method<
    {
      readonly table: TableRef;
      readonly columns: readonly string[];
      /** Looks at so many rows only; the figures are estimates. */
      readonly sample?: number;
      readonly asked?: Asked;
    },
    DetailsResult
  >;
  /** What concerns several columns at once: duplicates, missing together, correlations. */
  dataset: Method<
    {
      readonly table: TableRef;
      /** Looks at so many rows only; everything is an estimate. */
      readonly sample?: number;
      /** Counts duplicates exactly where an estimate would do. */
      readonly exactDuplicates?: boolean;
      readonly asked?: Asked;
    },
    DatasetDetails
  >;
  /** What is worth knowing of the rows: all columns, ranked. `target` is what is to be predicted. */
  insights: Method<
    {
      readonly table: TableRef;
      /** Only what each of these columns shows by itself: the first findings about a wide table. */
      readonly columns?: readonly string[];
      readonly target?: string;
      /** Looks at so many rows only; the figures are estimates. */
      readonly sample?: number;
      readonly asked?: Asked;
    },
    InsightsResult
  >;
  /** One value in full, as text. */
  cell: Method<
    { readonly table: TableRef; readonly row: number; readonly column: string },
    { readonly text: string; readonly isNull: boolean }
  >;
  /** Rows per period of a date or timestamp column: columns `at` (timestamp) and `count` (int64). */
  series: Method<
    { readonly table: TableRef; readonly column: string },
    { readonly unit: string; readonly page: Page }
  >;
  stepInput: Method<{ readonly at: number }, StepInput>;
  /**
   * What a rule of `core/suggest` offers for a column of the table before a step, best first. None
   * where nothing fits, and where it would fetch much from S3.
   */
  suggestions: Method<
    { readonly at: number; readonly column: string; readonly rule: string },
    readonly Suggestion[]
  >;
  /** Shows what an edit would do, in place of the table; learns values in memory where needed. */
  preview: Method<{ readonly edit: RecipeEdit }, WorkbenchState>;
  /** Counts how the rows of the previewed join find each other, whatever that fetches. */
  countMatches: Method<{ readonly asked: Asked }, WorkbenchState>;
  discard: Method<object, WorkbenchState>;
  /**
   * Makes the edit (and writes learned values) as one change of the document. In a viewer it starts
   * a recipe: the view's filters and sort first, then the edit.
   */
  apply: Method<{ readonly edit: RecipeEdit; readonly view?: View }, WorkbenchState>;
  /** Learns missing and stale values, as one change. `step`: this one only. */
  learn: Method<{ readonly step?: string }, { readonly learned: readonly string[] }>;
  /** The script of the steps up to `step` (all of them if absent). */
  code: Method<
    {
      readonly target: Target;
      readonly step?: string;
      /** `cell`: for a notebook, with the result in `df`; by default a whole script. */
      readonly form?: 'script' | 'cell';
      /** For a cell: variables of the notebook that hold sources already, by source. */
      readonly frames?: Readonly<Record<string, string>>;
    },
    { readonly text: string }
  >;
  checks: Method<object, readonly CheckResult[]>;
  /** Cancels an activity, or all. */
  cancel: Method<{ readonly id?: number }, null>;
  /** Answers the question of the state; `always` asks no more about this dataset. */
  answerTransfer: Method<
    { readonly id: number; readonly answer: 'fetch' | 'notNow' | 'always' },
    null
  >;
  /** Asks again before large transfers of this dataset. */
  askAboutTransfers: Method<object, null>;
  /** Opens the source anew: it changed, or the last try failed. */
  reload: Method<object, WorkbenchState>;
  /** The first rows of a text source as it would be read, from the head of its first file. */
  readPreview: Method<{ readonly reading: Reading }, ReadPreview>;
  /** Reads a source in another way: an edit of the recipe; a viewer opens anew. */
  applyReading: Method<{ readonly reading: Reading }, WorkbenchState>;
  /** How the columns of other data differ; without a mapping under the one that is suggested. Changes nothing. */
  otherDrift: Method<OtherSource & Partial<OtherChoice>, OtherReport>;
  /** Which of their values the recipe's steps have not learned; reads the data. Changes nothing. */
  otherValues: Method<OtherChoice & { readonly asked?: Asked }, LearnedDrift>;
  /** Points the recipe's source to them, as one change of the document. */
  applyOther: Method<OtherChoice, WorkbenchState>;
  command: Method<HostCommand, null>;
}

// A record, so that none can be forgotten.
const methods: Readonly<Record<keyof WorkbenchContract, true>> = {
  ready: true,
  catalogue: true,
  checkForm: true,
  help: true,
  select: true,
  page: true,
  count: true,
  find: true,
  findCount: true,
  profile: true,
  details: true,
  dataset: true,
  insights: true,
  cell: true,
  series: true,
  stepInput: true,
  suggestions: true,
  preview: true,
  countMatches: true,
  discard: true,
  apply: true,
  learn: true,
  code: true,
  checks: true,
  cancel: true,
  answerTransfer: true,
  askAboutTransfers: true,
  reload: true,
  readPreview: true,
  applyReading: true,
  otherDrift: true,
  otherValues: true,
  applyOther: true,
  command: true,
};

// SAFETY: the record has exactly the contract's names.
/** The contract's method names, for `remote`. */
export const workbenchMethods = Object.keys(methods) as readonly (keyof WorkbenchContract)[];

/** What a palette command or a key asks of the webview that has the focus. */
export type WorkbenchAction =
  | 'addStep'
  | 'find'
  | 'filter'
  | 'goToColumn'
  | 'goToRow'
  | 'apply'
  | 'discard'
  | 'nextPanel'
  | 'previousPanel'
  | 'toggleRecipe'
  | 'toggleDetails'
  | 'copyWithHeaders'
  | 'showCode'
  | 'showInsights'
  | 'showDataset'
  | 'exactFigures'
  | 'resetView'
  | 'readOptions'
  | 'startRecipe';

/** Host → webview. */
export interface WorkbenchEvents {
  state: WorkbenchState;
  activity: readonly Activity[];
  action: WorkbenchAction;
  /** Other data were chosen for a source: the report of them is to be shown. */
  other: OtherSource;
}
