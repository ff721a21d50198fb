import type { OtherChoice, OtherSource } from '../../../src/shared/appliedDrift.ts';
import type {
  HostCommand,
  Reading,
  WorkbenchAction,
  WorkbenchContract,
} from '../../../src/shared/contracts/workbench.ts';
import type { Activity, WorkbenchState } from '../../../src/shared/contracts/workbenchState.ts';
import { AppError, isCancelled, toAppError } from '../../../src/shared/errors.ts';
import type { WireError } from '../../../src/shared/errors.ts';
import type { Json } from '../../../src/shared/json.ts';
import type { RecipeEdit } from '../../../src/shared/recipeEdit.ts';
import type { CallOptions, Remote } from '../../../src/shared/rpc/contract.ts';
import { escapeWasTaken } from '../../ui/escape.ts';
import { lostColumns } from './lostColumns.ts';
import { usableView } from './usableView.ts';
import type { Draft, Filtering, Note, OpenCell, Snapshot } from './snapshot.ts';
import { initialUi } from './uiState.ts';
import type { UiState } from './uiState.ts';

/** What the store needs of the outside. */
export interface StoreOptions {
  readonly host: Remote<WorkbenchContract>;
  /** What was kept of an earlier life of this webview. */
  readonly ui?: UiState;
  /** Keeps it; called after each change. */
  readonly save?: (ui: UiState) => void;
}

/** Holds what the workbench shows, and does what a person asks for. Parts read it by `useWorkbench`. */
export class WorkbenchStore {
  readonly host: Remote<WorkbenchContract>;
  /** What the table shows of its columns; no part of what is drawn, but first in line for figures. */
  columnsInSight: readonly string[] = [];
  private readonly save: (ui: UiState) => void;
  private current: Snapshot;
  private readonly listeners = new Set<() => void>();
  private readonly actions = new Set<(action: WorkbenchAction) => void>();
  private readonly places = new Set<(column: string) => void>();
  private catalogueAsked = false;

  constructor({ host, ui = initialUi, save = () => undefined }: StoreOptions) {
    this.host = host;
    this.save = save;
    this.current = {
      state: undefined,
      activities: [],
      catalogue: [],
      ui,
      draft: undefined,
      adding: undefined,
      showRemoved: false,
      filtering: undefined,
      openCell: undefined,
      reading: undefined,
      other: undefined,
      lost: [],
      note: undefined,
      failure: undefined,
      busy: 0,
    };
  }

  readonly snapshot = (): Snapshot => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Hears of palette commands; each part does what is its own. The result stops it. */
  readonly onAction = (listener: (action: WorkbenchAction) => void): (() => void) => {
    this.actions.add(listener);
    return () => this.actions.delete(listener);
  };

  /** Hears which column is to be shown in the table. The result stops it. */
  readonly onShowColumn = (listener: (column: string) => void): (() => void) => {
    this.places.add(listener);
    return () => this.places.delete(listener);
  };

  /** Chooses a column and brings it into sight, hidden or not. */
  readonly showColumn = (column: string): void => {
    const { layout } = this.current.ui;
    const hidden = layout.hidden.filter((name) => name !== column);
    this.setUi({
      column,
      layout: hidden.length < layout.hidden.length ? { ...layout, hidden } : layout,
    });
    // The grid must have its place first, if it was hidden.
    setTimeout(() => {
      for (const listener of [...this.places]) listener(column);
    });
  };

  readonly action = (action: WorkbenchAction): void => {
    // The Escape that closed a menu here reaches the editor as well.
    if (action === 'discard' && escapeWasTaken()) return;
    for (const listener of [...this.actions]) listener(action);
  };

  /** The first call: from now on the host sends states. */
  readonly start = (): Promise<boolean> => {
    const { reading } = this.current.ui;
    return this.change(() => this.host.ready(reading ? { reading } : {}));
  };

  /** Takes a state of the host, unless a newer one was taken before. */
  readonly receive = (state: WorkbenchState): void => {
    if (this.current.state && state.revision < this.current.state.revision) return;
    const step = this.current.draft?.step;
    const gone = step !== undefined && state.recipe?.steps.every(({ id }) => id !== step) === true;
    const other = state.table?.key !== this.current.state?.table?.key;
    this.set({
      state,
      lost: lostColumns(this.current, state),
      ...(gone ? { draft: undefined } : {}),
      ...(other ? { showRemoved: false, openCell: undefined } : {}),
      ...(state.question ? { note: undefined } : {}),
    });
  };

  readonly receiveActivities = (activities: readonly Activity[]): void => {
    this.set({ activities });
  };

  /** Asks for the catalogue once. */
  readonly loadCatalogue = (): void => {
    if (this.catalogueAsked) return;
    this.catalogueAsked = true;
    this.host.catalogue({}).then(
      (catalogue) => {
        this.set({ catalogue });
      },
      (error: unknown) => {
        this.catalogueAsked = false;
        this.fail(error);
      },
    );
  };

  readonly select = (step: string | null): Promise<boolean> =>
    this.change(() => this.host.select({ step }));

  /** Shows what an edit would do. The table stays as it is until the answer comes. */
  readonly preview = (edit: RecipeEdit, options?: CallOptions): Promise<boolean> =>
    this.change(() => this.host.preview({ edit }, options));

  /** Counts how the rows of the previewed join find each other, whatever that fetches. */
  readonly countMatches = (): Promise<boolean> =>
    this.change(() => this.host.countMatches({ asked: true }));

  readonly discard = (): Promise<boolean> => this.change(() => this.host.discard({}));

  /** Makes an edit, as one change of the document. True if it was made. */
  readonly apply = (edit: RecipeEdit): Promise<boolean> => {
    const isData = this.current.state?.kind === 'data';
    const view = usableView(this.current);
    return this.change(() => this.host.apply(isData ? { edit, view } : { edit }));
  };

  /** Opens the read options of a source; undefined closes them. */
  readonly showReading = (reading: string | undefined): void => {
    this.set({ reading, other: undefined, failure: undefined });
  };

  /** Shows how other data differ from those of a source; undefined closes it. */
  readonly showOther = (other: OtherSource | undefined): void => {
    this.set({ other, reading: undefined, failure: undefined });
  };

  /** Points a source to other data. True if that was written. */
  readonly applyOther = (choice: OtherChoice): Promise<boolean> =>
    this.change(() => this.host.applyOther(choice));

  /** Reads a source in another way. True if it was written, or opened. */
  readonly applyReading = (reading: Reading): Promise<boolean> =>
    this.attempt(async () => {
      const state = await this.host.applyReading({ reading });
      this.receive(state);
      // A recipe has it in its text.
      if (state.kind === 'data') this.setUi({ reading });
      if (state.problem) throw AppError.fromWire(state.problem);
    });

  /** The person knows which filters do not apply any more. */
  readonly dismissLost = (): void => {
    this.set({ lost: [] });
  };

  /** Says quietly what was left undone; undefined when the person has read it. */
  readonly note = (note: Note | undefined): void => {
    this.set({ note });
  };

  readonly answerTransfer = (id: number, answer: 'fetch' | 'notNow' | 'always'): Promise<boolean> =>
    this.attempt(() => this.host.answerTransfer({ id, answer }));

  /** Asks again before large transfers of this dataset. */
  readonly askAboutTransfers = (): Promise<boolean> =>
    this.attempt(() => this.host.askAboutTransfers({}));

  readonly reload = (): Promise<boolean> => this.change(() => this.host.reload({}));

  readonly learn = (step?: string): Promise<boolean> =>
    this.attempt(() => this.host.learn(step === undefined ? {} : { step }));

  readonly cancel = (id?: number): Promise<boolean> =>
    this.attempt(() => this.host.cancel(id === undefined ? {} : { id }));

  readonly command = (command: HostCommand): Promise<boolean> =>
    this.attempt(() => this.host.command(command));

  /** Opens the list of operations, to add a step at an index; at the end, or after the selected one. */
  readonly startAdding = (at = this.nextIndex()): void => {
    this.loadCatalogue();
    this.set({ adding: at, draft: undefined });
    this.setUi({ recipe: { ...this.current.ui.recipe, open: true } });
  };

  readonly stopAdding = (): void => {
    this.set({ adding: undefined });
  };

  /** Opens the form of a new step. */
  readonly startDraft = (op: string, params: Json, at = this.nextIndex()): void => {
    this.loadCatalogue();
    this.set({ draft: { step: undefined, at, op, params }, adding: undefined });
    this.setUi({ recipe: { ...this.current.ui.recipe, open: true } });
  };

  /** Opens the form of a step of the recipe. */
  readonly editStep = (id: string): void => {
    const steps = this.current.state?.recipe?.recipe.steps ?? [];
    const at = steps.findIndex((step) => step.id === id);
    const step = steps[at];
    if (!step) return;
    this.loadCatalogue();
    this.set({ draft: { step: id, at, op: step.op, params: step.params }, adding: undefined });
    this.setUi({ recipe: { ...this.current.ui.recipe, open: true } });
  };

  /** The form's content changed. */
  readonly setDraft = (params: Json): void => {
    const { draft } = this.current;
    if (draft) this.set({ draft: { ...draft, params } });
  };

  /** Closes the form; a preview is dropped by `discard`. */
  readonly closeDraft = (): void => {
    this.set({ draft: undefined });
  };

  /** The edit that the form stands for. */
  readonly draftEdit = (draft: Draft): RecipeEdit =>
    draft.step === undefined
      ? { kind: 'add-step', at: draft.at, op: draft.op, params: draft.params }
      : { kind: 'set-params', id: draft.step, params: draft.params };

  readonly setUi = (change: Partial<UiState>): void => {
    const ui = { ...this.current.ui, ...change };
    this.set({ ui });
    this.save(ui);
  };

  /** Opens the form of a filter; undefined closes it. */
  readonly startFilter = (filtering: Filtering | undefined): void => {
    this.set({ filtering });
  };

  /** Shows the rows that a previewed change takes away, or those that stay. */
  readonly showRemoved = (showRemoved: boolean): void => {
    this.set({ showRemoved });
  };

  readonly showCell = (openCell: OpenCell | undefined): void => {
    this.set({ openCell });
  };

  /** Shows an error, in the one place for it. A cancel is not shown. */
  readonly fail = (error: unknown): void => {
    if (isCancelled(error)) return;
    this.set({ failure: toAppError(error).toWire() });
  };

  readonly dismissFailure = (): void => {
    this.set({ failure: undefined });
  };

  /** Does what ends in a new state. False if it failed (which is shown) or was cancelled. */
  private change(call: () => Promise<WorkbenchState>): Promise<boolean> {
    return this.attempt(async () => {
      this.receive(await call());
    });
  }

  private async attempt(call: () => Promise<unknown>): Promise<boolean> {
    this.set({ busy: this.current.busy + 1, failure: undefined });
    let failure: WireError | undefined;
    try {
      await call();
      return true;
    } catch (error) {
      failure = isCancelled(error) ? undefined : toAppError(error).toWire();
      return false;
    } finally {
      this.set({
        busy: this.current.busy - 1,
        failure: failure ?? this.current.failure,
      });
    }
  }

  private nextIndex(): number {
    const { recipe } = this.current.state ?? {};
    if (!recipe) return 0;
    if (recipe.selected === null) return 0;
    return recipe.steps.findIndex(({ id }) => id === recipe.selected) + 1;
  }

  private set(change: Partial<Snapshot>): void {
    this.current = { ...this.current, ...change };
    for (const listener of [...this.listeners]) listener();
  }
}
