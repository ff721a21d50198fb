import { join } from 'node:path';
import type { RunHistory } from '../../jobs/history.ts';
import { locateSources } from '../../jobs/openRecipe.ts';
import { s3Folder } from '../../jobs/s3Folder.ts';
import type { JobDocument } from '../../jobs/documents.ts';
import type { PreflightRequest } from '../../shared/contracts/preflight.ts';
import type { CheckLine, RunForm, RunPanelState } from '../../shared/contracts/runPanel.ts';
import { isCancelled } from '../../shared/errors.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Recipe } from '../../shared/recipe.ts';
import { editorError } from './editorError.ts';
import { parameterProblems, readForm, uniqueByField } from './formProblems.ts';
import { inspectRecipe, outputDetail, valueText } from './inspectRecipe.ts';
import type { InspectedRecipe } from './inspectRecipe.ts';
import { instanceTypes } from './instanceTypes.ts';
import { runChecks } from './runChecks.ts';
import type { RunService } from './runService.ts';
import { agoText, byteText, counted, durationText } from './texts.ts';

/** What a run panel is built from. */
export interface RunPanelOptions {
  readonly service: RunService;
  readonly history: RunHistory;
  readonly recipePath: string;
  /** The recipe's text as it is now, saved or not. */
  readonly text: () => string;
  readonly state: (state: RunPanelState) => void;
  readonly trusted: () => boolean;
  /** Milliseconds of rest before AWS is asked. */
  readonly restMs?: number;
}

interface Located {
  readonly text: string;
  readonly sources: PreflightRequest['inputs'];
  readonly summary: string;
}

const idle: RunPanelState = {
  title: '',
  summary: '',
  outputs: [],
  parameters: [],
  fitted: { state: 'none', detail: '' },
  instances: instanceTypes,
  recent: { roles: [], staging: [] },
  problems: [],
  checks: [],
  checking: false,
  region: undefined,
  blocked: undefined,
  busy: undefined,
};

/** The run panel's mind: what the form means, what AWS says of it, whether it can be sent. */
export class RunPanelSession {
  private readonly options: RunPanelOptions;
  private form: RunForm;
  private base: JobDocument | undefined;
  private current = idle;
  private inspected: InspectedRecipe | undefined;
  private located: Located | undefined;
  /** The newest run here, in words. */
  private last: string | undefined;
  /** What AWS said last; it keeps its place on the page while AWS is asked again. */
  private checked: readonly CheckLine[] = [];
  /** Whether it said so of this very form. */
  private isFresh = false;
  private asking: AbortController | undefined;
  private timer: NodeJS.Timeout | undefined;
  private generation = 0;

  constructor(options: RunPanelOptions, form: RunForm, base?: JobDocument) {
    this.options = options;
    this.form = form;
    this.base = base;
  }

  get state(): RunPanelState {
    return this.current;
  }

  /** The form with the recipe's own addresses where it had none. */
  get shownForm(): RunForm {
    return this.form;
  }

  /** The settings of the form; undefined while something is wrong with it. */
  settings(recipe: string): JobDocument | undefined {
    return readForm(this.form, recipe, this.base).settings;
  }

  /** Reads the recipe, and starts asking AWS. */
  async open(): Promise<void> {
    await this.refresh();
    this.ask(0);
  }

  /** Takes the form as it is now. */
  async change(form: RunForm): Promise<void> {
    this.form = form;
    this.isFresh = false;
    await this.refresh();
    this.ask(this.options.restMs ?? 600);
  }

  /** Takes another form, of a job document. */
  async replace(form: RunForm, base: JobDocument | undefined): Promise<void> {
    this.base = base;
    await this.change(form);
  }

  /** The recipe, the profile or the region may be others now. */
  async check(): Promise<void> {
    this.located = undefined;
    this.isFresh = false;
    await this.refresh();
    this.ask(0);
  }

  /** What a button has set going; undefined when it is done. */
  setBusy(busy: string | undefined): void {
    this.publish({ ...this.current, busy });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.generation += 1;
  }

  /** What can be known without asking anybody. */
  private async refresh(): Promise<void> {
    const { recipePath, history } = this.options;
    const turn = ++this.generation;
    const inspected = await inspectRecipe(this.options.text(), join(recipePath, '..'));
    const recent = await recentSettings(history);
    const last = await lastRunHere(history, recipePath);
    if (turn !== this.generation) return;
    this.inspected = inspected;
    this.last = last;
    const { recipe } = inspected;
    if (recipe) this.form = completed(this.form, recipe);
    const problems = uniqueByField([
      ...readForm(this.form, recipePath, this.base).problems,
      ...(recipe ? parameterProblems(recipe, this.form) : []),
    ]);
    this.publish({
      ...this.current,
      title: recipe?.name ?? '',
      summary: this.summary(),
      outputs: (recipe?.outputs ?? []).map((output) => ({
        name: output.name,
        detail: outputDetail(output),
      })),
      parameters: (recipe?.parameters ?? []).map(({ name, type, default: value }) => ({
        ...{ name, type },
        default: valueText(value),
      })),
      fitted: inspected.fitted,
      recent,
      problems,
      checks: [...this.ownChecks(), ...this.checked],
    });
  }

  private summary(): string {
    return [this.last, this.located?.summary].filter((part) => part !== undefined).join(' · ');
  }

  /** Checks that need no AWS. */
  private ownChecks(): CheckLine[] {
    const { recipe, problem, fitted } = this.inspected ?? {};
    const open = { kind: 'command', label: 'Open the recipe', command: 'openRecipe' } as const;
    const line = (title: string, detail: string, remedy?: CheckLine['remedy']): CheckLine => ({
      ...{ field: 'recipe', state: 'failed', title: title.replace(/\.$/, ''), detail },
      ...(remedy ? { remedy } : {}),
    });
    const waiting = fitted?.state === 'missing' || fitted?.state === 'stale';
    return [
      ...(this.options.trusted()
        ? []
        : [
            line('This workspace is not trusted', 'Sluice runs nothing in it.', {
              ...{ kind: 'command', label: 'Manage trust', command: 'trustWorkspace' },
            }),
          ]),
      ...(problem ? [line(problem.message, problem.hint ?? '', open)] : []),
      ...(recipe?.outputs.length === 0
        ? [line('The recipe has no outputs', 'Add one, so that the run leaves something.', open)]
        : []),
      ...(waiting && !this.form.refit
        ? [
            line(fitted.detail, 'Choose “Learn again” to learn from the whole data.', {
              ...{ kind: 'set', label: 'Learn again', field: 'refit', value: 'true' },
            }),
          ]
        : []),
    ];
  }

  private ask(afterMs: number): void {
    clearTimeout(this.timer);
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const { recipe, problem } = this.inspected ?? {};
    const settings = this.settings('-');
    if (!recipe || problem || !this.options.trusted()) {
      this.publish({ ...this.current, checking: false });
      return;
    }
    this.publish({ ...this.current, checking: true });
    this.timer = setTimeout(() => {
      this.preflight(recipe, settings, asking.signal).catch((error: unknown) => {
        if (isCancelled(error) || asking.signal.aborted) return;
        this.settle([failedLine(editorError(error))], undefined);
      });
    }, afterMs);
  }

  private async preflight(
    recipe: Recipe,
    settings: JobDocument | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const { aws } = this.options.service.options;
    if (!settings) {
      // The form says what is missing; who would pay can be told all the same.
      const identity = await aws.identity({}, { signal });
      const empty = { role: '', staging: '', outputs: [], inputs: [], volumeGb: 0 };
      const [line] = runChecks(empty, { identity, problems: [] });
      this.settle(line ? [line] : [], identity.region);
      return;
    }
    const { role = '', staging = '', volumeGb } = settings;
    const located = await this.locate(recipe, staging, signal);
    const outputs = recipe.outputs.map(({ name }) => ({
      name,
      uri: s3Folder(this.form.outputs[name]?.trim() ?? '', 'name-of-the-run'),
    }));
    const request = { role, staging, outputs, inputs: located.sources, volumeGb };
    const report = await aws.preflight(request, { signal });
    if (signal.aborted) return;
    this.settle(runChecks(request, report), report.identity?.region);
  }

  /** Lists the sources once for each text of the recipe. */
  private async locate(recipe: Recipe, staging: string, signal: AbortSignal): Promise<Located> {
    const text = this.options.text();
    if (this.located?.text === text) return this.located;
    const { recipePath, service } = this.options;
    const session = service.session();
    try {
      const folder = join(recipePath, '..');
      const found = await locateSources(
        session,
        { path: recipePath, folder, text, recipe },
        { signal },
      );
      const sources = found.map(({ name, remote, files }) => ({
        name,
        uri: remote?.uri ?? staging,
        size: files.reduce((sum, file) => sum + file.size, 0),
      }));
      const main = found.find(({ name }) => name === 'main') ?? found[0];
      const bytes = sources.find(({ name }) => name === main?.name)?.size ?? 0;
      const summary = main
        ? `${main.spec.uri} (${byteText(bytes)}, ${counted(main.files.length, 'file')}, snapshot ${main.snapshot.replace(/^sha256:/, '').slice(0, 6)})`
        : '';
      this.located = { text, sources, summary };
      return this.located;
    } finally {
      await session.close();
    }
  }

  private settle(checks: readonly CheckLine[], region: string | undefined): void {
    this.checked = checks;
    this.isFresh = true;
    this.publish({
      ...this.current,
      summary: this.summary(),
      checks: [...this.ownChecks(), ...checks],
      checking: false,
      region: region ?? this.current.region,
    });
  }

  private publish(state: RunPanelState): void {
    const next = { ...state, blocked: blockedBy(state, this.isFresh) };
    this.current = next;
    this.options.state(next);
  }
}

/** Why the button that pays is off. */
function blockedBy(state: RunPanelState, checked: boolean): string | undefined {
  const [problem] = state.problems;
  if (problem) return 'Something is missing in the form.';
  if (state.checking) return 'AWS is being asked.';
  const failed = state.checks.filter((line) => line.state === 'failed').length;
  if (failed > 0) return `${counted(failed, 'check')} would fail.`;
  if (!checked) return 'AWS has not been asked yet.';
  return undefined;
}

/** A form with the recipe's outputs, and without parameters that it no longer has. */
function completed(form: RunForm, recipe: Recipe): RunForm {
  return {
    ...form,
    outputs: Object.fromEntries(
      recipe.outputs.map(({ name, uri }) => [name, form.outputs[name] ?? uri]),
    ),
    parameters: Object.fromEntries(
      recipe.parameters.map(({ name }) => [name, form.parameters[name] ?? '']),
    ),
  };
}

function failedLine(error: AppError): CheckLine {
  const remedy = { kind: 'command', label: 'Select profile', command: 'selectProfile' } as const;
  return {
    field: 'data',
    state: 'failed',
    title: error.message.replace(/\.$/, ''),
    ...(error.hint === undefined ? {} : { detail: error.hint }),
    ...(error.code === 'credentials' ? { remedy } : {}),
  };
}

/** Roles and staging folders of earlier jobs, newest first. */
async function recentSettings(history: RunHistory): Promise<RunPanelState['recent']> {
  const records = (await history.list()).flatMap((entry) =>
    'record' in entry ? [entry.record] : [],
  );
  const distinct = (values: readonly (string | undefined)[]): readonly string[] =>
    [...new Set(values.filter((value) => value !== undefined))].slice(0, 8);
  return {
    roles: distinct(records.map(({ job }) => job?.role)),
    staging: distinct(records.map(({ runUri }) => runUri?.replace(/sluice\/runs\/[^/]+\/$/, ''))),
  };
}

async function lastRunHere(history: RunHistory, recipePath: string): Promise<string | undefined> {
  for (const entry of await history.list()) {
    if (!('record' in entry)) continue;
    const { target, state, document, started, seconds } = entry.record;
    if (target !== 'local' || state !== 'completed' || document !== recipePath) continue;
    const took = seconds === undefined ? '' : ` in ${durationText(seconds)}`;
    return `Ran here ${agoText(started, Date.now())}${took}`;
  }
  return undefined;
}
