import type {
  PreviewState,
  TableState,
  TextProblem,
  WorkbenchState,
} from '../shared/contracts/workbenchState.ts';
import { throwIfCancelled, toAppError } from '../shared/errors.ts';
import type { WireError } from '../shared/errors.ts';
import type { InsightThresholds } from '../shared/profile/insight.ts';
import type { Recipe } from '../shared/recipe.ts';
import type { CallOptions } from '../shared/rpc/contract.ts';
import { readRecipe, requireRecipe } from '../core/recipe/document.ts';
import type { DataSession } from '../jobs/dataSession.ts';
import type { SourceSpec } from '../jobs/locatedSource.ts';
import { loadFitted } from '../jobs/fittedFiles.ts';
import { withFoundSchemas } from '../jobs/openRecipe.ts';
import type { Activities } from './activities.ts';
import { OpenedSources, specsOf } from './openedSources.ts';
import type { SourceSpecs } from './openedSources.ts';
import { KeptFigures } from './profiles/keptFigures.ts';
import { countRejected } from './countRejected.ts';
import { recipeState } from './recipeState.ts';
import { RowCounts } from './rowCounts.ts';
import {
  countUpTo,
  keptSelection,
  lastEnabled,
  needsSourceIdentity,
  sessionModel,
} from './sessionModel.ts';
import type { SessionModel } from './sessionModel.ts';
import { chainOf, rowsKey } from './shownRows.ts';
import type { ShownChange } from './shownChange.ts';
import { SourceWatch } from './sourceWatch.ts';
import type { RowsAfter, ShownRows } from './shownRows.ts';
import { emptyRecipe } from './startedRecipe.ts';
import { notOpened } from './notOpened.ts';
import { DocumentTransfers } from './transfers/documentTransfers.ts';
import { StepCounts } from './stepCounts.ts';
import { textProblem } from './textProblem.ts';
import { widenTypes } from './widenTypes.ts';
import type { WorkbenchSessionOptions } from './sessionOptions.ts';

/** News of counts go out together. */
const BATCH_MS = 50;

/** What one open document is at a time: its text, its sources, the table that is shown. */
export class DocumentState {
  readonly data: DataSession;
  readonly sources: OpenedSources;
  readonly activities: Activities;
  readonly counts: RowCounts;
  readonly figures: KeptFigures;
  readonly watch: SourceWatch;
  readonly transfers: DocumentTransfers;
  /** Fires when the session is over. */
  readonly over = new AbortController();
  text: string;
  trusted: boolean;
  model: SessionModel | undefined;
  shown: ShownRows | undefined;
  private readonly options: WorkbenchSessionOptions;
  private readonly steps: StepCounts;
  /** What the text says, values kept in files read in; undefined while it cannot be read. */
  private document: Recipe | undefined;
  /** The last recipe that could be read: a selection is sought by its steps. */
  private lastRecipe: Recipe | undefined;
  /** How the viewer's data are to be read; what is left out is found out. */
  private reading: Pick<SourceSpec, 'options' | 'types'> = {};
  private selected: string | null | undefined;
  private change: ShownChange | undefined;
  private textProblem: TextProblem | undefined;
  private problem: WireError | undefined;
  private revision = 0;
  private reloads = 0;
  private updating: Promise<void> | undefined;
  private current = new AbortController();
  /** Requests for rows that are no longer shown end with it. */
  private rows = new AbortController();
  /** Requests of a webview that is no longer there end with it. */
  private looking = new AbortController();
  private batch: NodeJS.Timeout | undefined;

  constructor(options: WorkbenchSessionOptions) {
    this.options = options;
    this.text = options.input.kind === 'recipe' ? options.input.text : '';
    this.trusted = options.trusted;
    this.transfers = new DocumentTransfers(options, {
      uri: () => this.uri,
      emit: this.emit.bind(this),
    });
    const { data, aside, activities } = this.transfers;
    this.data = data;
    this.activities = activities;
    this.sources = new OpenedSources(data, aside, this.transfers, options.folder);
    this.counts = new RowCounts(data);
    this.figures = new KeptFigures({ ...options, sources: this.sources });
    this.steps = new StepCounts(this.counts, this.sources, this.activities);
    this.watch = new SourceWatch({
      ...{ data, folder: options.folder, watch: options.host.watch },
      tell: this.emit.bind(this),
    });
  }

  /** The address of the data, as they were asked for. */
  get uri(): string {
    const { input } = this.options;
    return input.kind === 'data' ? input.uri : (this.document?.sources['main']?.uri ?? '');
  }

  /** Relative addresses are taken against it. */
  get folder(): string {
    return this.options.folder;
  }

  /** Why there is no newer table; the one that is shown may not be that of the recipe. */
  get trouble(): WireError | undefined {
    return this.problem;
  }

  /** What a person set for the rules of insights. */
  get insightThresholds(): InsightThresholds {
    return this.options.insightThresholds?.() ?? {};
  }

  get isData(): boolean {
    return this.options.input.kind === 'data';
  }

  /** Fires when other rows are shown. */
  get rowsSignal(): AbortSignal {
    return this.rows.signal;
  }

  /** Fires when nobody looks any more. */
  get lookingSignal(): AbortSignal {
    return this.looking.signal;
  }

  /** The step that is selected now. */
  get selection(): string | null {
    const recipe = this.model?.recipe ?? this.lastRecipe;
    if (!recipe) return null;
    return this.selected === undefined ? lastEnabled(recipe) : this.selected;
  }

  get preview(): ShownChange | undefined {
    return this.change;
  }

  /** Begins with the first call, and says how a viewer reads; later ones find what is there. */
  start(reading = this.reading): void {
    if (this.updating) return;
    this.reading = reading;
    this.update();
  }

  /** Nobody waits for the answers to what was asked so far: the webview is hidden, or a new one. */
  lookAway(): void {
    this.looking.abort();
    this.looking = new AbortController();
  }

  /** Resolves when the newest text is worked in; never rejects. */
  async settled(): Promise<void> {
    this.start();
    for (let seen; seen !== this.updating;) {
      seen = this.updating;
      await seen;
    }
  }

  /** Resolves when no opening is under way any more; starts none. */
  async ended(): Promise<void> {
    await this.updating;
  }

  setText(text: string): void {
    if (text === this.text) return;
    this.text = text;
    if (this.updating && !this.over.signal.aborted) this.update();
  }

  select(step: string | null | undefined): void {
    this.selected = step;
  }

  /** Shows a change in place of the table, or the table again. */
  showChange(change: ShownChange | undefined): void {
    this.change = change;
    this.show();
    this.emit();
  }

  /** Opens the sources anew, a viewer's data perhaps read in another way. */
  async reload(reading = this.reading): Promise<void> {
    this.reading = reading;
    this.reloads += 1;
    this.transfers.questions.forget();
    this.sources.outdate();
    this.update();
    await this.settled();
  }

  /** Newer figures of the change that is shown. */
  updatePreview(state: PreviewState): void {
    if (!this.change) return;
    this.change = { ...this.change, state };
    this.emit();
  }

  /** Opens the sources with the row identity where a step of the model needs it. */
  async identityFor(model: SessionModel, call: CallOptions): Promise<void> {
    if (!needsSourceIdentity(model.flow) || this.sources.identity) return;
    await this.sources.ensure(this.specs(this.document ?? model.recipe), true, call);
    this.show();
    this.emit();
  }

  /** Rows after some steps of a model, as they are open now. */
  rowsAfter(model: SessionModel, count: number): RowsAfter {
    const { flow, param } = model;
    return { flow, param, count, mainHasIdentity: this.sources.identity };
  }

  /** The recipe of a text with the schemas that are known, for changes that are only tried. */
  async modelOf(text: string, fresh: Recipe['fitted'] = {}): Promise<SessionModel> {
    const loaded = await loadFitted(requireRecipe(text), this.options.folder, 'ignore');
    return this.modelOver({ ...loaded, fitted: { ...loaded.fitted, ...fresh } });
  }

  state(): WorkbenchState {
    const { input } = this.options;
    return {
      kind: input.kind,
      profileMode: this.sources.profileMode(this.options.profileMode?.()),
      revision: this.revision,
      title: input.title,
      trusted: this.trusted,
      source: this.sources.state(this.transfers.first.moved),
      table: this.tableState(),
      recipe: this.model && recipeState(this.model, this.selection, this.steps),
      textProblem: this.textProblem,
      problem: this.problem,
      ...(this.watch.change ? { changed: this.watch.change } : {}),
      ...this.transfers.questions.asked,
    };
  }

  emit(): void {
    clearTimeout(this.batch);
    this.batch = undefined;
    if (this.over.signal.aborted) return;
    this.revision += 1;
    this.options.host.state(this.state());
  }

  /** Sends the state a moment later, together with what else comes until then. */
  emitSoon(): void {
    if (this.over.signal.aborted) return;
    this.batch ??= setTimeout(() => {
      this.emit();
    }, BATCH_MS);
  }

  dispose(): void {
    this.over.abort();
    this.current.abort();
    this.rows.abort();
    clearTimeout(this.batch);
    this.activities.dispose();
    this.watch.dispose();
  }

  private update(): void {
    this.current.abort();
    this.current = new AbortController();
    const { signal } = this.current;
    this.updating = this.work(signal).catch((error: unknown) => {
      if (signal.aborted) return;
      this.problem = toAppError(error).toWire();
      this.emit();
    });
  }

  private async work(signal: AbortSignal): Promise<void> {
    const document = await this.read();
    throwIfCancelled(signal);
    this.change = undefined;
    if (!document) {
      this.document = undefined;
      this.model = undefined;
      this.show();
      this.emit();
      return;
    }
    this.textProblem = undefined;
    this.document = document;
    // Who looks at the end of a recipe goes on to look at its end: a redone step is shown.
    if (this.lastRecipe && this.selected === lastEnabled(this.lastRecipe))
      this.selected = undefined;
    if (this.selected !== undefined) {
      this.selected = keptSelection(this.selected, this.lastRecipe, document);
    }
    this.lastRecipe = document;
    try {
      await this.open(document, signal);
      throwIfCancelled(signal);
      this.problem = undefined;
      this.watch.follow(this.sources.open);
    } catch (error) {
      throwIfCancelled(signal);
      this.problem = notOpened(toAppError(error));
    }
    this.document = this.isData ? this.sources.asFound(document) : document;
    this.model = this.modelOver(this.document);
    this.show();
    this.emit();
    if (this.problem) return;
    const tell = this.emitSoon.bind(this);
    void countRejected(this.sources, this.activities, signal, tell);
    const reopen = (): Promise<void> => this.reload();
    void widenTypes(this.sources, this.activities, signal, { reopen, tell });
    void this.steps.run(this.model, signal, () => {
      this.emitSoon();
    });
  }

  /** What the text says. Undefined where it cannot be read, which is then told. */
  private async read(): Promise<Recipe | undefined> {
    const { input } = this.options;
    if (input.kind === 'data') {
      return emptyRecipe(input.title, { uri: input.uri, format: 'parquet', options: {} });
    }
    const { text } = this;
    const { recipe, problems } = readRecipe(text);
    if (recipe) return loadFitted(recipe, this.options.folder, 'ignore');
    const [first] = problems;
    this.textProblem = first && textProblem(text, first);
    return undefined;
  }

  private async open(document: Recipe, signal: AbortSignal): Promise<void> {
    const specs = this.specs(document);
    // The identity is dear where the files are text, so only steps that need it get it.
    const wants = (): boolean => needsSourceIdentity(this.modelOver(document).flow);
    if (this.sources.serves(specs, wants())) return;
    await this.activities.run('Opening', [signal], async (call) => {
      const look = this.isData && !this.shown ? this.transfers.lookFirst(call) : undefined;
      await this.sources.ensure(specs, wants(), call, look);
      // Columns that had to be found first may have hidden a step that needs it.
      await this.sources.ensure(specs, wants(), call);
    });
  }

  private specs(document: Recipe): SourceSpecs {
    const { input } = this.options;
    return input.kind === 'data'
      ? { main: { uri: input.uri, ...this.reading } }
      : specsOf(document);
  }

  private modelOver(document: Recipe): SessionModel {
    const { open, problems } = this.sources;
    return sessionModel(withFoundSchemas(document, open), {}, problems);
  }

  /** Works out which rows are shown. Those of before stay where there are no new ones. */
  private show(): void {
    const { change, model } = this;
    if ((!change && !model) || this.problem) return;
    const after = change?.after ?? (model && this.selectedRows(model));
    if (!after) return;
    const last = after.flow.steps[after.count - 1];
    const { sql, schema } = chainOf(after);
    const before = change?.before;
    const key = rowsKey([
      ...[sql, this.sources.snapshot, String(this.reloads)],
      before ? chainOf(before).sql : '',
    ]);
    if (this.shown?.key !== key) {
      this.rows.abort();
      this.rows = new AbortController();
      this.transfers.questions.forget();
    }
    this.shown = { key, after, before, schema, step: last?.step.id ?? null };
    // It is forgotten; that its process is gone is of no interest.
    if (this.transfers.first.table) this.transfers.first.close().catch(toAppError);
  }

  private selectedRows(model: SessionModel): RowsAfter {
    return this.rowsAfter(model, countUpTo(model, this.selection));
  }

  private tableState(): TableState | undefined {
    const { shown } = this;
    if (!shown) return this.transfers.first.table;
    return { key: shown.key, schema: shown.schema, step: shown.step, preview: this.change?.state };
  }
}
