import type { WorkbenchStore } from '../../state/store.ts';
import type { Draft as StoreDraft } from '../../state/snapshot.ts';
import { isCancelled, toAppError } from '../../../../src/shared/errors.ts';
import type { RecipeEdit } from '../../../../src/shared/recipeEdit.ts';
import type { Suggestion } from '../../../../src/shared/suggestion.ts';
import type { Json } from '../../../../src/shared/json.ts';
import type { Draft } from '../model/draft.ts';
import { fieldOf } from '../model/fieldOf.ts';
import { emptyScope } from '../model/formScope.ts';
import type { FormScope } from '../model/formScope.ts';
import { withColumn, withPresets } from '../model/presets.ts';
import { newId } from '../model/item.ts';
import { startingDraft } from '../model/startingDraft.ts';
import { toParams } from '../model/toParams.ts';
import type { FormState, LeftForm, OpenForm } from './formState.ts';
import { Observable } from './observable.ts';

/** How long a draft rests before it is previewed, in milliseconds. */
const rest = 300;

/**
 * What is typed into the form of a step: it follows the store's draft, asks for previews, and
 * applies or leaves. One for each workbench.
 */
export class FormStore extends Observable<FormState> {
  private readonly store: WorkbenchStore;
  /** What was offered for columns of the table above the step. */
  private readonly offers = new Map<string, Promise<readonly Suggestion[]>>();
  private seen: StoreDraft | undefined;
  private sent: Json | undefined;
  /** What the columns above the step hang on, as they were asked for. */
  private asked = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private previewing: AbortController | undefined;
  private reopening: Draft | undefined;
  private applying = false;
  /** Selecting a table drops previews: one that was asked for meanwhile would be gone. */
  private shown: Promise<void> = Promise.resolve();

  constructor(store: WorkbenchStore) {
    super({ open: undefined, left: undefined });
    this.store = store;
    store.subscribe(() => {
      this.follow();
    });
    this.follow();
  }

  /** The form's content changed: it is previewed once it rests and is complete. */
  readonly change = (changed: Draft): void => {
    const { open } = this.value();
    if (!open) return;
    const draft =
      open.step === undefined ? withPresets(open.field, open.draft, changed, open.scope) : changed;
    const { params, issues } = toParams(open.field, draft, open.scope);
    this.stopPreview();
    this.setOpen({
      ...open,
      draft,
      params,
      issues,
      touched: true,
      error: undefined,
      waiting: params !== undefined,
    });
    if (params === undefined) return;
    this.sent = params;
    this.store.setDraft(params);
    this.timer = setTimeout(() => {
      void this.preview();
    }, rest);
  };

  /** Applies the draft. False if it cannot be applied; the form then says why. */
  readonly apply = async (): Promise<boolean> => {
    const { open } = this.value();
    const draft = this.store.snapshot().draft;
    if (!open || !draft || this.applying) return false;
    if (open.params === undefined) {
      this.setOpen({ ...open, strict: true });
      return false;
    }
    this.stopPreview();
    this.applying = true;
    try {
      const done = await this.store.apply(this.store.draftEdit({ ...draft, params: open.params }));
      if (done) {
        this.put({ open: undefined, left: undefined });
        this.store.closeDraft();
      } else {
        const now = this.value().open;
        if (now) this.setOpen({ ...now, waiting: false });
      }
      return done;
    } finally {
      this.applying = false;
    }
  };

  /** What a rule offers for a column of the table above the step; asked for once. */
  readonly suggest = (column: string, rule: string): Promise<readonly Suggestion[]> => {
    const { open } = this.value();
    if (!open) return Promise.resolve([]);
    const key = JSON.stringify([this.asked, column, rule]);
    const known = this.offers.get(key);
    if (known) return known;
    const asked = this.store.host.suggestions({ at: open.at, column, rule });
    this.offers.set(key, asked);
    asked.catch(() => this.offers.delete(key));
    return asked;
  };

  /** Learns what the steps above lack, and previews again. */
  readonly learn = async (): Promise<void> => {
    if (await this.store.learn()) await this.preview();
  };

  /** Closes the form without a change. What was typed can be brought back by `reopen`. */
  readonly leave = (): void => {
    const { open } = this.value();
    if (!open || this.applying) return;
    this.stopPreview();
    this.put({ open: undefined, left: open.touched ? leftOf(open) : this.value().left });
    this.store.closeDraft();
    if (this.store.snapshot().state?.table?.preview) void this.store.discard();
  };

  /** Opens the form that was left last, as it was. */
  readonly reopen = (): void => {
    const { left } = this.value();
    if (!left) return;
    this.reopening = left.draft;
    if (left.step === undefined) this.store.startDraft(left.op, {}, left.at);
    else this.store.editStep(left.step);
    this.reopening = undefined;
  };

  readonly forget = (): void => {
    this.put({ ...this.value(), left: undefined });
  };

  private follow(): void {
    const { draft, catalogue, state } = this.store.snapshot();
    if (draft && catalogue.length === 0) return;
    const before = this.seen;
    this.seen = draft;
    if (!draft) {
      const { open } = this.value();
      if (before && open) {
        // Someone else closed it: the step is gone, say.
        this.stopPreview();
        this.put({ open: undefined, left: open.touched ? leftOf(open) : this.value().left });
        if (state?.table?.preview) void this.store.discard();
      }
      return;
    }
    const same =
      before?.op === draft.op &&
      before.step === draft.step &&
      before.at === draft.at &&
      (before === draft || draft.params === this.sent);
    if (!same) this.openForm(draft);
    else if (state) void this.loadScope();
  }

  private openForm(draft: StoreDraft): void {
    const operation = this.store.snapshot().catalogue.find(({ id }) => id === draft.op);
    if (!operation) return;
    this.stopPreview();
    this.asked = '';
    const field = fieldOf(operation.params);
    const isNew = draft.step === undefined;
    const content = this.reopening ?? startingDraft(field, draft.params, isNew);
    const touched = this.reopening !== undefined;
    this.reopening = undefined;
    const { params, issues } = toParams(field, content, emptyScope);
    this.put({
      ...this.value(),
      open: {
        key: newId(),
        operation,
        field,
        step: draft.step,
        at: draft.at,
        draft: content,
        scope: emptyScope,
        ready: false,
        params,
        issues,
        touched,
        strict: false,
        error: undefined,
        waiting: false,
      },
    });
    this.shown = this.showTable(draft);
    void this.shown.then(() => this.loadScope());
  }

  /** The table that the step works on, or makes, is the one that is shown. */
  private async showTable(draft: StoreDraft): Promise<void> {
    const { recipe } = this.store.snapshot().state ?? {};
    if (!recipe) return;
    const wanted = draft.step ?? recipe.steps[draft.at - 1]?.id ?? null;
    if (wanted !== recipe.selected) await this.store.select(wanted);
  }

  private async loadScope(): Promise<void> {
    const { open } = this.value();
    const { state } = this.store.snapshot();
    if (!open || !state) return;
    const recipe = state.recipe?.recipe;
    const asked = JSON.stringify([
      open.key,
      recipe?.sources,
      recipe?.parameters,
      recipe?.steps.slice(0, open.at),
      state.source?.snapshot,
    ]);
    if (asked === this.asked) return;
    this.asked = asked;
    this.offers.clear();
    try {
      const input = await this.store.host.stepInput({ at: open.at });
      const now = this.value().open;
      if (now?.key !== open.key || asked !== this.asked) return;
      const scope = {
        columns: input.schema,
        parameters: input.parameters,
        sources: input.sources,
        functions: input.functions ?? [],
      };
      const draft = this.begun(now, scope);
      const { params, issues } = toParams(now.field, draft, scope);
      this.setOpen({ ...now, draft, scope, ready: true, params, issues });
      // A new step that needs nothing more, or was begun elsewhere: seen at once.
      if (params !== undefined && (now.step === undefined || now.touched)) await this.preview();
    } catch (error) {
      const now = this.value().open;
      if (now?.key !== open.key || isCancelled(error)) return;
      this.setOpen({ ...now, ready: true, error: toAppError(error).toWire() });
    }
  }

  /** What a new form begins with, once the columns are known that it can be about. */
  private begun({ field, draft, step, touched, ready }: OpenForm, scope: FormScope): Draft {
    if (step !== undefined || touched || ready) return draft;
    const { column } = this.store.snapshot().ui;
    return withPresets(field, draft, withColumn(field, draft, column, scope.columns), scope);
  }

  private async preview(): Promise<void> {
    const { open } = this.value();
    const draft = this.store.snapshot().draft;
    if (!open || !draft || open.params === undefined) return;
    this.stopPreview();
    const controller = new AbortController();
    this.previewing = controller;
    if (!open.waiting) this.setOpen({ ...open, waiting: true });
    await this.shown;
    if (this.previewing !== controller) return;
    const edit: RecipeEdit = this.store.draftEdit({ ...draft, params: open.params });
    try {
      const state = await this.store.host.preview({ edit }, { signal: controller.signal });
      if (this.previewing !== controller) return;
      this.store.receive(state);
      this.settle(open.key, undefined);
    } catch (error) {
      if (this.previewing !== controller) return;
      // Cancelled by the host: the table changed under it, and nothing is to be said.
      this.settle(open.key, isCancelled(error) ? undefined : toAppError(error).toWire());
    }
  }

  private settle(key: number, error: OpenForm['error']): void {
    this.previewing = undefined;
    const { open } = this.value();
    if (open?.key === key) this.setOpen({ ...open, error, waiting: false });
  }

  private stopPreview(): void {
    clearTimeout(this.timer);
    this.previewing?.abort();
    this.previewing = undefined;
  }

  private setOpen(open: OpenForm): void {
    this.put({ ...this.value(), open });
  }
}

function leftOf({ operation, step, at, draft }: OpenForm): LeftForm {
  return { op: operation.id, title: operation.title, step, at, draft };
}
