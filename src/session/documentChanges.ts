import type { View } from '../shared/contracts/workbench.ts';
import { AppError, throwIfCancelled, toAppError } from '../shared/errors.ts';
import type { Json } from '../shared/json.ts';
import type { CallOptions, HandlerContext } from '../shared/rpc/contract.ts';
import type { Fitted } from '../shared/recipe.ts';
import type { RecipeEdit } from '../shared/recipeEdit.ts';
import { requireRecipe } from '../core/recipe/document.ts';
import { dropFitted, editRecipe, putFitted, setSource } from '../core/recipe/editRecipe.ts';
import { sameJson } from '../core/recipe/jsonText.ts';
import { overNumberedMain } from '../core/recipe/orderedChain.ts';
import { parameterValues } from '../core/recipe/parameters.ts';
import { textEdits } from '../core/recipe/textEdits.ts';
import { trusted } from '../core/sql/sql.ts';
import { formatType } from '../core/sql/types.ts';
import { fitRecipe } from '../jobs/fitRecipe.ts';
import { storeFitted } from '../jobs/fittedFiles.ts';
import type { DocumentState } from './documentState.ts';
import { carryNames } from './carryNames.ts';
import { JoinMatches } from './joinMatches.ts';
import { matchRows } from './matchRows.ts';
import { previewChange } from './previewChange.ts';
import { requireModel } from './requireModel.ts';
import type { SessionModel } from './sessionModel.ts';
import type { WorkbenchSessionOptions } from './sessionOptions.ts';
import type { TriedChange } from './triedChange.ts';
import { behind, emptyRecipe, recipeText, viewSteps, withEdits } from './startedRecipe.ts';

const noView: View = { filters: [], sort: [], find: '' };

/** Changes of the document: tried, made, learned. Each is one undoable edit. */
export class DocumentChanges {
  private readonly options: WorkbenchSessionOptions;
  private readonly document: DocumentState;
  private readonly matches: JoinMatches;
  /** The change that is shown. */
  private tried: TriedChange | undefined;
  /** Ends what is found out about the change that is shown. */
  private showing = new AbortController();
  /** Ends the work on a change that is not shown yet. */
  private trying = new AbortController();
  /** Changes of the document are made one after the other. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(options: WorkbenchSessionOptions, document: DocumentState) {
    this.options = options;
    this.document = document;
    this.matches = new JoinMatches(document.data, document.counts);
  }

  select(step: string | null): void {
    const { recipe } = requireModel(this.document);
    if (step !== null && !recipe.steps.some((one) => one.id === step)) {
      throw new AppError('usage', `The recipe has no step “${step}”.`, { hint: 'Choose another.' });
    }
    this.stopTrying();
    this.document.select(step);
    this.document.showChange(undefined);
  }

  discard(): void {
    this.stopTrying();
    if (this.document.preview) this.document.showChange(undefined);
  }

  /** Shows what an edit would do. The table stays as it is where it cannot be done. */
  async preview(edit: RecipeEdit, context: HandlerContext): Promise<void> {
    this.trying.abort();
    this.trying = new AbortController();
    const { document } = this;
    const signals = [context.signal, this.trying.signal, document.over.signal];
    await document.activities.run('Previewing', signals, async (call) => {
      this.throwTrouble();
      const tried = await this.try(edit, call);
      const change = await previewChange(document, tried, this.matches, call);
      throwIfCancelled(call.signal);
      if (document.text !== tried.base) throw new AppError('cancelled', 'Cancelled.');
      this.showing.abort();
      this.showing = new AbortController();
      this.tried = tried;
      document.showChange(change.shown);
      change.background(this.showing.signal);
    });
  }

  /** Counts how the rows of the previewed join find each other, as a person asked for it. */
  async countMatches(context: HandlerContext): Promise<void> {
    await matchRows(this.document, this.matches, true, [context.signal, this.showing.signal]);
  }

  /** Makes an edit. The viewer starts a recipe with it. */
  async apply(edit: RecipeEdit, view: View | undefined, context: HandlerContext): Promise<void> {
    if (this.document.isData) return this.startRecipe(view ?? noView, edit, context);
    return this.inTurn(() => this.make(edit, context));
  }

  private async make(edit: RecipeEdit, context: HandlerContext): Promise<void> {
    const { document } = this;
    throwIfCancelled(context.signal);
    this.trying.abort();
    const signals = [context.signal, document.over.signal];
    const base = document.text;
    const { text, step } = await document.activities.run('Applying', signals, async (call) => {
      const known = this.tried;
      const same = known?.base === document.text && sameJson(jsonOf(known.edit), jsonOf(edit));
      const tried = same ? known : await this.try(edit, call);
      return { text: await this.finished(tried), step: tried.step };
    });
    const selected = document.selection;
    const moved = edit.kind === 'add-step' || edit.kind === 'set-params';
    if (moved && step !== undefined) document.select(step);
    try {
      await this.write(text, base);
    } catch (error) {
      if (moved) document.select(selected);
      throw error;
    }
  }

  /** Learns what is missing or stale, or the values of one step. */
  async learn(step: string | undefined, context: HandlerContext): Promise<readonly string[]> {
    return this.inTurn(() => this.learnNow(step, context));
  }

  private async learnNow(
    step: string | undefined,
    context: HandlerContext,
  ): Promise<readonly string[]> {
    const { document } = this;
    throwIfCancelled(context.signal);
    this.throwTrouble();
    const signals = [context.signal, document.over.signal];
    const model = requireModel(document);
    const base = document.text;
    const { fitted, personal } = await document.activities.run(
      'Learning',
      signals,
      async (call) => {
        await document.identityFor(model, call);
        return this.fit(model, step === undefined ? 'missing-or-stale' : [step], call);
      },
    );
    const learned = Object.keys(fitted);
    if (learned.length === 0) return [];
    await this.write(await this.finished({ text: base, model, fitted, personal }), base);
    return learned;
  }

  /** Opens a recipe over the viewer's source: its filters and sort as steps, then the edit. */
  async startRecipe(view: View, edit?: RecipeEdit, context?: HandlerContext): Promise<void> {
    const { document } = this;
    await document.settled();
    const { recipe } = requireModel(document);
    const { main } = recipe.sources;
    if (!document.isData || !main?.schema) {
      throw new AppError('usage', 'There are no open data to start a recipe from.', {
        hint: 'Open a data file first.',
      });
    }
    const first = viewSteps(view);
    const edits = edit ? [...first, behind(edit, first.length)] : first;
    const started = emptyRecipe(recipe.name.replace(/\.[A-Za-z]+$/, ''), main);
    let text = withEdits(recipeText(started), edits);
    const model = await document.modelOf(text);
    throwProblem(model, edit ? model.recipe.steps.at(-1)?.id : undefined);
    const signals = [...(context ? [context.signal] : []), document.over.signal];
    const { fitted } = await document.activities.run('Learning', signals, async (call) => {
      await document.identityFor(model, call);
      return this.fit(model, 'missing-or-stale', call);
    });
    for (const [id, values] of Object.entries(fitted)) text = putFitted(text, id, values);
    await this.options.host.startRecipe(text);
  }

  /** Makes an edit in memory; its step learns what it needs. Throws what is wrong with the step. */
  private async try(edit: RecipeEdit, call: CallOptions): Promise<TriedChange> {
    const { document } = this;
    const { recipe } = requireModel(document);
    const base = document.text;
    const whole = await this.completed(edit, call);
    // The viewer has no text; its edits are tried on the recipe that it would start.
    const from = document.isData ? recipeText(recipe) : base;
    const own = whole.kind === 'add-step' || whole.kind === 'set-params';
    const edited = editRecipe(from, requireRecipe(from), whole);
    const { step } = edited;
    let { text } = edited;
    let model = await document.modelOf(text);
    const tried = model.flow.steps.find((one) => one.step.id === step);
    // Columns that are outdated by the edit are learned below.
    if (own && tried?.outdated !== true) throwProblem(model, step);
    if (own && step !== undefined) {
      const followed = carryNames(text, requireModel(document).flow, model.flow, step);
      if (followed !== text) model = await document.modelOf(followed);
      text = followed;
    }
    const at = model.flow.steps.find((one) => one.step.id === step);
    const learns = own && (at?.fit === 'missing' || at?.fit === 'stale');
    // A split without a key deals out the rows by what they are in the source.
    if (own) await document.identityFor(model, call);
    if (!learns || step === undefined) {
      // A step that no longer learns leaves nothing behind of what it had learned.
      const leftover = own && step !== undefined && at?.fit === 'none' && recipe.fitted[step];
      return {
        edit,
        base,
        text: leftover ? dropFitted(text, step) : text,
        step,
        model,
        fitted: {},
        personal: [],
      };
    }
    this.throwTrouble();
    const { fitted, personal } = await this.fit(model, [step], call);
    const learned = await document.modelOf(text, fitted);
    return { edit, base, text, step, model: learned, fitted, personal };
  }

  /** A source that an edit brings in is written with the columns and options that it has. */
  private async completed(edit: RecipeEdit, call: CallOptions): Promise<RecipeEdit> {
    if (edit.kind !== 'set-source' || !edit.source || edit.source.schema) return edit;
    const found = await this.document.sources.look(edit.name, edit.source, call);
    const { format, options, schema } = found.opened;
    const columns = schema.map(({ name, type }) => ({ name, type: formatType(type) }));
    const source = {
      ...edit.source,
      ...{ options: { ...options, ...edit.source.options }, schema: columns },
      format: edit.source.format === 'recipe' ? edit.source.format : format,
    };
    return { ...edit, source };
  }

  private async fit(
    model: SessionModel,
    which: 'missing-or-stale' | readonly string[],
    call: CallOptions,
  ): Promise<Pick<TriedChange, 'fitted' | 'personal'>> {
    const { data, sources } = this.document;
    const { recipe, flow } = model;
    const numbered = flow.identity && !sources.identity;
    const session: Parameters<typeof fitRecipe>[0]['session'] = {
      run: (method, params, options) => {
        const query = numbered
          ? { sql: overNumberedMain(trusted(params.query.sql)) }
          : params.query;
        return data.run(method, { ...params, query }, options);
      },
    };
    try {
      const result = await fitRecipe(
        {
          ...{ session, text: recipeText(recipe), recipe, which, folder: undefined },
          parameters: parameterValues(recipe, {}),
          snapshot: sources.open['main']?.snapshot ?? '',
        },
        call,
      );
      const learned = result.learned.flatMap((id): [string, Fitted][] => {
        const values = result.recipe.fitted[id];
        return values ? [[id, values]] : [];
      });
      return { fitted: Object.fromEntries(learned), personal: result.personal };
    } catch (error) {
      const known = toAppError(error);
      if (known.code !== 'stale') throw error;
      throw new AppError('stale', known.message, { hint: 'Learn the values of that step first.' });
    }
  }

  /** The text with learned values and, where values hang on them, the forms of the sources. */
  private async finished(
    tried: Pick<TriedChange, 'text' | 'model' | 'fitted' | 'personal'>,
  ): Promise<string> {
    let { text } = tried;
    const { fitted, model, personal } = tried;
    if (Object.keys(fitted).length === 0) return text;
    const declared = requireRecipe(text).sources;
    for (const [name, source] of Object.entries(model.recipe.sources)) {
      if (source.schema && !declared[name]?.schema) text = setSource(text, name, source);
    }
    const { fittedFolder } = this.options;
    for (const [id, values] of Object.entries(fitted)) {
      const stored =
        fittedFolder === undefined
          ? values
          : await storeFitted(values, fittedFolder, personal.includes(id));
      text = putFitted(text, id, stored);
    }
    return text;
  }

  private async write(text: string, base: string): Promise<void> {
    const { document } = this;
    if (document.text !== base) {
      throw new AppError('changed', 'The recipe was changed meanwhile.', { hint: 'Try again.' });
    }
    this.stopTrying();
    const edits = textEdits(base, text);
    if (edits.length > 0) await this.options.host.edit(edits);
    await document.settled();
    if (document.preview) document.showChange(undefined);
  }

  private stopTrying(): void {
    this.trying.abort();
    this.showing.abort();
    this.tried = undefined;
  }

  /** Rows are asked of the open sources, which may not be those of the recipe. */
  private throwTrouble(): void {
    const { trouble } = this.document;
    if (trouble) throw AppError.fromWire(trouble);
  }

  private async inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.last.then(async () => {
      await this.document.settled();
      throwIfCancelled(this.document.over.signal);
      return task();
    });
    // The next one comes whatever becomes of this one.
    this.last = turn.catch(toAppError);
    return turn;
  }
}

/** What is wrong with a step, for the form that it is shown at. */
function throwProblem(model: SessionModel, step: string | undefined): void {
  const problem = model.problems.find((one) => step !== undefined && one.step === step);
  if (!problem) return;
  const index = model.recipe.steps.findIndex((one) => one.id === step);
  const start = `/steps/${String(index)}/params/`;
  const path = problem.path.startsWith(start)
    ? problem.path
        .slice(start.length)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
        .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
    : [];
  throw new AppError(problem.code, problem.message, { hint: problem.hint, path });
}

function jsonOf(edit: RecipeEdit): Json {
  // SAFETY: an edit is JSON but for absent keys, which this drops.
  return JSON.parse(JSON.stringify(edit)) as Json;
}
