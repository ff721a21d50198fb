import type { WorkbenchContract } from '../../../src/shared/contracts/workbench.ts';
import type { TableState } from '../../../src/shared/contracts/workbenchState.ts';
import { isCancelled, toAppError } from '../../../src/shared/errors.ts';
import type { WireError } from '../../../src/shared/errors.ts';
import type { Insight, Severity } from '../../../src/shared/profile/insight.ts';
import { Observable } from '../form/state/observable.ts';
import type { WorkbenchStore } from '../state/store.ts';
import { profileMode } from '../status/profileMode.ts';

/** Rows that the first, quick look takes in. */
const sampleRows = 50_000;
/** How long a table is shown before its findings are asked for: cells and figures go first. */
const patience = 600;
/** Columns of a wide table; its findings come some columns at a time, those in sight first. */
const wide = 250;
/** Columns that are asked for at a time. */
const batch = 250;

/** What was found in the table, as far as it is known. */
export interface InsightsState {
  /** Undefined until the first answer; those of the table before stay until the next one's come. */
  readonly insights: readonly Insight[] | undefined;
  /** More is looked at: the figures are an estimate, or those of the table before. */
  readonly waiting: boolean;
  /** Rows looked at, while that is a sample. */
  readonly sampled: number | undefined;
  /** Columns looked at so far, of a wide table. */
  readonly columns: number | undefined;
  readonly problem: WireError | undefined;
}

/** What is looked for, and by whom it is wanted. */
interface Wanted {
  readonly target: string | undefined;
  readonly exact: boolean;
  readonly asking: { readonly asked?: true };
}

const nothing: InsightsState = {
  insights: undefined,
  waiting: false,
  sampled: undefined,
  columns: undefined,
  problem: undefined,
};

/**
 * The findings on the whole table that is shown, whatever its view: first from a sample, then from
 * all rows. While a change is previewed they stay those of the table without it.
 */
export class InsightsStore extends Observable<InsightsState> {
  private readonly store: WorkbenchStore;
  private asked = '';
  /** The person asked for the next look. */
  private isWanted = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private controller = new AbortController();

  constructor(store: WorkbenchStore) {
    super(nothing);
    this.store = store;
    store.subscribe(() => {
      this.follow();
    });
    this.follow();
  }

  /** Asks again: it failed, or was cancelled. */
  readonly retry = (): void => {
    this.asked = '';
    this.isWanted = true;
    this.follow();
    this.isWanted = false;
  };

  private follow(): void {
    const { state, ui } = this.store.snapshot();
    const table = state?.table;
    if (!table || table.preview) return;
    const target = targetIn(table, ui.insights.target);
    const mode = profileMode(this.store.snapshot());
    const wanted = JSON.stringify([table.key, target, mode === 'exact']);
    if (wanted === this.asked) return;
    this.asked = wanted;
    this.controller.abort();
    this.controller = new AbortController();
    clearTimeout(this.timer);
    this.put({ ...this.value(), waiting: true, problem: undefined });
    const { signal } = this.controller;
    const asking = this.isWanted ? ({ asked: true } as const) : {};
    this.timer = setTimeout(() => {
      void this.ask(table, { target, exact: mode === 'exact', asking }, signal);
    }, patience);
  }

  /**
   * What columns of a wide table show by themselves: those in sight first, then the others in turn. What
   * concerns several columns, and the order of all, comes with the whole answer after it.
   */
  private async askByColumns(
    request: WorkbenchContract['insights']['params'],
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const inSight = new Set(this.store.columnsInSight);
    const first = names.filter((name) => inSight.has(name));
    const others = names.filter((name) => !inSight.has(name));
    const parts = first.length > 0 ? [first] : [];
    for (let from = 0; from < others.length; from += batch) {
      parts.push(others.slice(from, from + batch));
    }
    let insights: readonly Insight[] = [];
    let columns = 0;
    for (const part of parts) {
      const found = await this.store.host.insights({ ...request, columns: part }, { signal });
      if (signal.aborted) return;
      insights = bySeverity([...insights, ...found.insights]);
      columns += part.length;
      this.put({ insights, columns, sampled: found.sampled, waiting: true, problem: undefined });
    }
  }

  private async ask(
    { key, schema }: TableState,
    { target, exact, asking }: Wanted,
    signal: AbortSignal,
  ): Promise<void> {
    const isOver = (): boolean => signal.aborted;
    const table = { key, view: { filters: [], sort: [], find: '' } };
    const request = { table, ...(target === undefined ? {} : { target }), ...asking };
    try {
      if (schema.length > wide) {
        const names = schema.map(({ name }) => name);
        await this.askByColumns({ ...request, sample: sampleRows }, names, signal);
        if (isOver()) return;
      }
      const first = await this.store.host.insights({ ...request, sample: sampleRows }, { signal });
      if (isOver()) return;
      const isFinal = first.sampled === undefined || !exact;
      this.put({
        insights: first.insights,
        sampled: first.sampled,
        columns: undefined,
        waiting: !isFinal,
        problem: undefined,
      });
      if (isFinal) return;
      const { insights } = await this.store.host.insights(request, { signal });
      if (isOver()) return;
      this.put({ ...nothing, insights });
    } catch (error) {
      if (isOver()) return;
      const problem = isCancelled(error) ? undefined : toAppError(error).toWire();
      this.put({ ...this.value(), waiting: false, problem });
    }
  }
}

const ranks: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2 };

/** The worst first, else as they came: what is read does not move about. */
function bySeverity(insights: readonly Insight[]): readonly Insight[] {
  return [...insights].sort((a, b) => ranks[a.severity] - ranks[b.severity]);
}

/** The column to be predicted, if the table has it. */
function targetIn({ schema }: TableState, target: string | undefined): string | undefined {
  return schema.some(({ name }) => name === target) ? target : undefined;
}
