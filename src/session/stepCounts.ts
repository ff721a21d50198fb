import { isCancelled, throwIfCancelled } from '../shared/errors.ts';
import type { Activities } from './activities.ts';
import type { OpenedSources } from './openedSources.ts';
import { changesRows } from './rowCounts.ts';
import type { RowCounts } from './rowCounts.ts';
import type { SessionModel } from './sessionModel.ts';
import type { RowsAfter } from './shownRows.ts';
import { unasked } from './transfers/purpose.ts';

/** What the steps of a recipe do to the number of rows, counted behind the person's back. */
export class StepCounts {
  private readonly counts: RowCounts;
  private readonly sources: OpenedSources;
  private readonly activities: Activities;

  constructor(counts: RowCounts, sources: OpenedSources, activities: Activities) {
    this.counts = counts;
    this.sources = sources;
    this.activities = activities;
  }

  /** Undefined for a step that keeps the rows, and while it is not counted. */
  changed(model: SessionModel, position: number): number | undefined {
    if (!positions(model).includes(position)) return undefined;
    const { snapshot } = this.sources;
    const before = this.counts.get(this.rowsAfter(model, position), snapshot);
    const after = this.counts.get(this.rowsAfter(model, position + 1), snapshot);
    return before === undefined || after === undefined ? undefined : after - before;
  }

  /** Counts one step after the other; `news` is called after each. Never rejects. */
  async run(model: SessionModel, signal: AbortSignal, news: () => void): Promise<void> {
    const { snapshot } = this.sources;
    for (const position of positions(model)) {
      if (this.changed(model, position) !== undefined) continue;
      try {
        await this.activities.run(unasked('Counting rows'), [signal], async (call) => {
          await this.counts.count(this.rowsAfter(model, position), snapshot, call);
          await this.counts.count(this.rowsAfter(model, position + 1), snapshot, call);
        });
        throwIfCancelled(signal);
        news();
      } catch (error) {
        // The figure stays away; a step that fails says so where its rows are asked for.
        if (isCancelled(error)) return;
      }
    }
  }

  private rowsAfter({ flow, param }: SessionModel, count: number): RowsAfter {
    return { flow, param, count, mainHasIdentity: this.sources.identity };
  }
}

/** The steps that change the number of rows, up to the first that has learned nothing yet. */
function positions({ flow }: SessionModel): readonly number[] {
  const missing = flow.steps.findIndex(({ fit, outdated }) => fit === 'missing' || outdated);
  return flow.steps
    .slice(0, missing < 0 ? undefined : missing)
    .flatMap((step, position) => (changesRows(step) ? [position] : []));
}
