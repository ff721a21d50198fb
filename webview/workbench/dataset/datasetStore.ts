import { isCancelled, toAppError } from '../../../src/shared/errors.ts';
import type { WireError } from '../../../src/shared/errors.ts';
import type { DatasetDetails } from '../../../src/shared/profile/datasetDetails.ts';
import { Observable } from '../form/state/observable.ts';
import type { WorkbenchStore } from '../state/store.ts';
import { profileMode } from '../status/profileMode.ts';
import { unsorted } from '../table/narrowed.ts';
import type { OpenTable } from '../table/openTable.ts';

/** Rows that the first, quick look takes in. */
const sampleRows = 50_000;

/** What is known of a table as a whole. */
export interface DatasetState {
  readonly details: DatasetDetails | undefined;
  /** What is looked at now: a sample first, then all rows, or duplicates on request. */
  readonly looking: 'sample' | 'all' | 'duplicates' | undefined;
  readonly problem: WireError | undefined;
}

/** Figures of several columns at once, of one table under one view; asked for when first looked at. */
export class DatasetStore extends Observable<DatasetState> {
  private readonly store: WorkbenchStore;
  private readonly open: OpenTable;
  private asked = false;
  /** The person asked for the look. */
  private isWanted = false;

  constructor(store: WorkbenchStore, open: OpenTable) {
    super({ details: undefined, looking: 'sample', problem: undefined });
    this.store = store;
    this.open = open;
  }

  /** Asks, the first time only. */
  readonly need = (): void => {
    if (this.asked) return;
    this.asked = true;
    void this.look();
  };

  /** Asks again: it failed, or was cancelled. */
  readonly retry = (): void => {
    this.isWanted = true;
    void this.look();
  };

  /** Asks for all rows, after a sample that was all that was wanted. */
  readonly lookAtAll = (): void => {
    if (this.value().looking === undefined) void this.ask('all');
  };

  /** Counts duplicate rows over all rows, where an estimate was made before. */
  readonly countDuplicates = (): void => {
    if (this.value().looking !== 'duplicates') void this.ask('duplicates');
  };

  private async look(): Promise<void> {
    const isThere = await this.ask('sample');
    const isRough = this.value().details?.sampled !== undefined;
    if (isThere && isRough && profileMode(this.store.snapshot()) === 'exact') await this.ask('all');
  }

  /** True if the figures came. */
  private async ask(what: 'sample' | 'all' | 'duplicates'): Promise<boolean> {
    const { table, view, signal } = this.open;
    this.put({ ...this.value(), looking: what, problem: undefined });
    const request = {
      table: { key: table.key, view: unsorted(view) },
      ...(what === 'sample' ? { sample: sampleRows } : {}),
      ...(what === 'duplicates' ? { exactDuplicates: true } : {}),
      ...(this.isWanted ? ({ asked: true } as const) : {}),
    };
    try {
      const details = await this.store.host.dataset(request, { signal });
      // What was asked for later is the better answer.
      if (this.value().looking !== what) return false;
      this.put({ details, looking: undefined, problem: undefined });
      return true;
    } catch (error) {
      if (this.value().looking !== what) return false;
      const problem = isCancelled(error) ? undefined : toAppError(error).toWire();
      this.put({ ...this.value(), looking: undefined, problem });
      return false;
    }
  }
}
