import type { HostCommand, StepInput, WorkbenchContract } from '../shared/contracts/workbench.ts';
import { AppError, throwIfCancelled, toAppError } from '../shared/errors.ts';
import type { CallOptions, HandlerContext, Handlers } from '../shared/rpc/contract.ts';
import { formatType } from '../core/sql/types.ts';
import type { WholeProfile } from '../core/report/profileReport.ts';
import { columnSuggestions } from './columnSuggestions.ts';
import { catalogue, checkForm, functionInfos, helpOf } from './catalogue.ts';
import { compareTable } from './comparison.ts';
import type { Compared, Comparison } from './comparison.ts';
import { DocumentChanges } from './documentChanges.ts';
import { DocumentState } from './documentState.ts';
import { OtherDataset } from './otherDataset.ts';
import { ReadOptions } from './readOptions.ts';
import { runChecks } from './runChecks.ts';
import { scriptOf } from './scriptOf.ts';
import type { WorkbenchSessionOptions } from './sessionOptions.ts';
import { tableReport } from './tableReport.ts';
import { TableRequests } from './tableRequests.ts';

export type { WorkbenchSessionOptions } from './sessionOptions.ts';

/** What an untrusted workspace may not do, as a person would say it. */
const runs: Partial<Record<HostCommand['id'], string>> = {
  runLocally: 'run a recipe',
  runOnSagemaker: 'run a recipe',
  train: 'train a model',
};

/**
 * The session of one open document: it answers its webview, and tells its editor of every newer
 * state. It starts to work with the first `ready`. After `dispose` every request ends with `cancelled`.
 */
export class WorkbenchSession {
  readonly handlers: Handlers<WorkbenchContract>;
  private readonly options: WorkbenchSessionOptions;
  private readonly document: DocumentState;
  private comparisons = 0;

  constructor(options: WorkbenchSessionOptions) {
    this.options = options;
    this.document = new DocumentState(options);
    this.handlers = this.createHandlers();
  }

  /** The document's text changed, by whomever. */
  setText(text: string): void {
    if (this.options.input.kind === 'recipe') this.document.setText(text);
  }

  setTrusted(trusted: boolean): void {
    this.document.trusted = trusted;
    this.document.emit();
  }

  /** A setting that the state tells of was changed. */
  settingsChanged(): void {
    this.document.emit();
  }

  /** The person came back to the editor. */
  returned(): void {
    this.document.watch.returned();
  }

  /** The webview was hidden: what it asked for is of no use to the next one. */
  hidden(): void {
    this.document.lookAway();
  }

  /** Compares the table that is shown with another dataset, or with the source before its steps. */
  async compare(compared: Compared, call: CallOptions): Promise<Comparison> {
    this.comparisons += 1;
    const { id } = this.options;
    const aside = this.document.transfers.session(`${id}:compared-${String(this.comparisons)}`);
    return compareTable(this.document, aside, compared, call);
  }

  /** Whether steps stand between the source and the table that is shown. */
  get hasSteps(): boolean {
    return (this.document.shown?.after.count ?? 0) > 0;
  }

  /** All figures of the table that is shown, for a report. */
  report(call: CallOptions): Promise<WholeProfile> {
    return tableReport(this.document, call);
  }

  /** Ends all work and lets the engine forget the document. */
  dispose(): void {
    this.document.dispose();
    // Nobody is left to be told; a process that is gone has nothing open either.
    this.close().catch(toAppError);
  }

  private async close(): Promise<void> {
    await this.document.ended();
    const { engine, id } = this.options;
    await this.document.transfers.first.close();
    await this.document.data.close();
    // An opening that was cut short may have got as far as the engine.
    if (engine.pid !== undefined) await engine.close({ document: id });
  }

  private createHandlers(): Handlers<WorkbenchContract> {
    const { document } = this;
    const requests = new TableRequests(document);
    const changes = new DocumentChanges(this.options, document);
    const readings = new ReadOptions(document, changes);
    const other = new OtherDataset(document, changes, this.options.id);
    const alive = <P, R>(handler: (params: P, context: HandlerContext) => Promise<R>) => {
      return async (params: P, context: HandlerContext): Promise<R> => {
        throwIfCancelled(document.over.signal);
        return handler(params, context);
      };
    };
    return {
      ready: alive(({ reading }) => {
        document.lookAway();
        document.start(reading && readings.kept(reading));
        return Promise.resolve(document.state());
      }),
      catalogue: alive(() => Promise.resolve(catalogue())),
      checkForm: alive(() => Promise.resolve(checkForm())),
      help: alive(({ op }) => Promise.resolve(helpOf(op))),
      select: alive(async ({ step }) => {
        await document.settled();
        changes.select(step);
        return document.state();
      }),
      page: alive((params, context) => requests.page(params, context)),
      count: alive((params, context) => requests.count(params, context)),
      find: alive((params, context) => requests.find(params, context)),
      findCount: alive((params, context) => requests.findCount(params, context)),
      profile: alive((params, context) => requests.profile(params, context)),
      details: alive((params, context) => requests.details(params, context)),
      dataset: alive((params, context) => requests.dataset(params, context)),
      insights: alive((params, context) => requests.insights(params, context)),
      cell: alive((params, context) => requests.cell(params, context)),
      series: alive((params, context) => requests.series(params, context)),
      stepInput: alive(async ({ at }) => {
        await document.settled();
        return this.stepInput(at);
      }),
      suggestions: alive(async (params, context) => {
        await document.settled();
        return columnSuggestions(document, params, context);
      }),
      preview: alive(async ({ edit }, context) => {
        await document.settled();
        await changes.preview(edit, context);
        return document.state();
      }),
      countMatches: alive(async (_params, context) => {
        await changes.countMatches(context);
        return document.state();
      }),
      discard: alive(() => {
        changes.discard();
        return Promise.resolve(document.state());
      }),
      apply: alive(async ({ edit, view }, context) => {
        await document.settled();
        await changes.apply(edit, view, context);
        return document.state();
      }),
      learn: alive(async ({ step }, context) => {
        await document.settled();
        return { learned: await changes.learn(step, context) };
      }),
      code: alive(async (params) => {
        await document.settled();
        return { text: scriptOf(document, params) };
      }),
      checks: alive(async (_params, context) => {
        await document.settled();
        return runChecks(document, context);
      }),
      cancel: alive(({ id }) => {
        document.activities.cancel(id);
        return Promise.resolve(null);
      }),
      answerTransfer: alive(({ id, answer }) => {
        document.transfers.questions.answer(id, answer);
        return Promise.resolve(null);
      }),
      askAboutTransfers: alive(() => {
        document.transfers.questions.askAgain();
        return Promise.resolve(null);
      }),
      reload: alive(async () => {
        await document.reload();
        return document.state();
      }),
      readPreview: alive(({ reading }, context) => readings.preview(reading, context)),
      applyReading: alive(async ({ reading }, context) => {
        await readings.apply(reading, context);
        return document.state();
      }),
      otherDrift: alive((params, context) => other.drift(params, context)),
      otherValues: alive((params, context) => other.values(params, context)),
      applyOther: alive(async (params, context) => {
        await other.apply(params, context);
        return document.state();
      }),
      command: alive((command) => this.command(command, changes)),
    };
  }

  private stepInput(at: number): StepInput {
    const { model } = this.document;
    if (!model) {
      throw new AppError('bad-recipe', 'The recipe cannot be read.', {
        hint: 'Mend its text first.',
      });
    }
    const { flow, recipe } = model;
    const before = flow.steps.filter((step) => step.index < at).at(-1);
    const others = Object.entries(flow.sources).filter(([name]) => name !== 'main');
    return {
      schema: before?.output ?? flow.sources['main'] ?? [],
      parameters: recipe.parameters.flatMap(({ name }) => {
        const type = flow.parameters[name];
        return type ? [{ name, type: formatType(type) }] : [];
      }),
      sources: Object.fromEntries(others),
      functions: functionInfos(),
    };
  }

  private async command(command: HostCommand, changes: DocumentChanges): Promise<null> {
    const what = runs[command.id];
    if (what !== undefined && !this.document.trusted) {
      throw new AppError(
        'forbidden',
        `This workspace is not trusted, so Sluice does not ${what}.`,
        {
          hint: 'Trust the workspace first.',
        },
      );
    }
    if (command.id === 'startRecipe') await changes.startRecipe(command.view);
    else await this.options.host.command(command);
    return null;
  }
}
