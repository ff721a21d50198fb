import { RunHistory } from '../../jobs/history.ts';
import { refreshRun } from '../../jobs/refreshRun.ts';
import type { RunRecord } from '../../jobs/runRecord.ts';
import type { AwsContract } from '../../shared/contracts/aws.ts';
import { isCancelled, toAppError } from '../../shared/errors.ts';
import type { AppError } from '../../shared/errors.ts';
import type { Remote } from '../../shared/rpc/contract.ts';
import { isActive } from './runLabel.ts';

/** One run of the list; `unreadable` says why its record could not be read. */
export type RunEntry =
  | { readonly history: RunHistory; readonly name: string; readonly record: RunRecord }
  | { readonly history: RunHistory; readonly name: string; readonly unreadable: string };

/** What the list of runs is built from. */
export interface RunsModelOptions {
  readonly aws: Remote<AwsContract>;
  /** Files or folders whose histories are shown. */
  readonly places: () => readonly string[];
  /** The list changed. */
  readonly changed: () => void;
  /** A run that was active has ended. */
  readonly ended: (record: RunRecord, history: RunHistory) => void;
  /** Milliseconds between two questions to AWS: the first, and at most. */
  readonly pollMs?: { readonly first: number; readonly most: number };
}

/**
 * The runs of the open folders, newest first. Jobs on SageMaker are asked for again and again while
 * the list is shown or a job of this window runs, ever more rarely while nothing changes.
 */
export class RunsModel {
  private readonly options: RunsModelOptions;
  private readonly first: number;
  private readonly most: number;
  private entries: readonly RunEntry[] = [];
  private reading: Promise<void> | undefined;
  private again = false;
  private timer: NodeJS.Timeout | undefined;
  private wait: number;
  private shown = false;
  private readonly mine = new Set<string>();
  private asking: AbortController | undefined;
  private disposed = false;
  private trouble: AppError | undefined;

  constructor(options: RunsModelOptions) {
    this.options = options;
    this.first = options.pollMs?.first ?? 5000;
    this.most = options.pollMs?.most ?? 60_000;
    this.wait = this.first;
  }

  get list(): readonly RunEntry[] {
    return this.entries;
  }

  /** Runs that are under way. */
  get active(): readonly RunRecord[] {
    return this.records().filter(isActive);
  }

  /** Why jobs on SageMaker are shown as last known; undefined while AWS answers. */
  get problem(): AppError | undefined {
    return this.trouble;
  }

  /** Whether somebody looks at the list. */
  setShown(shown: boolean): void {
    this.shown = shown;
    if (shown) {
      this.wait = this.first;
      void this.refresh();
    } else this.plan();
  }

  /** A job of this window: it is followed until it ends, looked at or not. */
  follow(name: string): void {
    this.mine.add(name);
    this.wait = this.first;
    void this.refresh();
  }

  /** Reads the histories anew. Requests during a reading become one more reading. */
  async refresh(): Promise<void> {
    if (this.disposed) return;
    if (this.reading) {
      this.again = true;
      return this.reading;
    }
    this.reading = this.read().finally(() => {
      this.reading = undefined;
    });
    await this.reading;
    if (this.again) {
      this.again = false;
      await this.refresh();
    }
    this.plan();
  }

  /** Asks AWS at once, and reads the histories anew. */
  async ask(): Promise<void> {
    await this.refresh();
    await this.poll();
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  private records(): readonly RunRecord[] {
    return this.entries.flatMap((entry) => ('record' in entry ? [entry.record] : []));
  }

  private async read(): Promise<void> {
    const histories = new Map<string, RunHistory>();
    for (const place of this.options.places()) {
      const history = await RunHistory.near(place);
      histories.set(history.folder, history);
    }
    const found: RunEntry[] = [];
    for (const history of histories.values()) {
      try {
        found.push(...(await history.list()).map((entry) => ({ history, ...entry })));
      } catch (error) {
        const known = toAppError(error);
        found.push({ history, name: history.folder, unreadable: known.message });
      }
    }
    const started = (entry: RunEntry): string => ('record' in entry ? entry.record.started : '');
    const before = new Map(this.records().map((record) => [record.name, record]));
    const text = signature(this.entries);
    this.entries = found.sort((a, b) => (started(a) < started(b) ? 1 : -1));
    if (signature(this.entries) === text) return;
    for (const entry of this.entries) {
      if (!('record' in entry) || isActive(entry.record)) continue;
      const was = before.get(entry.name);
      const mine = this.mine.delete(entry.name);
      if (mine || (was && isActive(was))) this.options.ended(entry.record, entry.history);
    }
    this.options.changed();
  }

  private plan(): void {
    clearTimeout(this.timer);
    if (this.disposed || !this.waiting().length) return;
    this.timer = setTimeout(() => {
      void this.poll();
    }, this.wait);
    this.timer.unref();
  }

  /** Jobs to ask for. */
  private waiting(): readonly (RunEntry & { readonly record: RunRecord })[] {
    return this.entries.flatMap((entry) => {
      if (!('record' in entry)) return [];
      const { record } = entry;
      const wanted = this.shown || this.mine.has(record.name);
      return wanted && record.target === 'sagemaker' && isActive(record) ? [entry] : [];
    });
  }

  private async poll(): Promise<void> {
    if (this.disposed) return;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    let changed = false;
    const before = this.trouble;
    try {
      for (const { history, record } of this.waiting()) {
        const now = await refreshRun(history, this.options.aws, record, { signal: asking.signal });
        changed ||= now.state !== record.state;
      }
      this.trouble = undefined;
    } catch (error) {
      if (isCancelled(error)) return;
      this.trouble = toAppError(error);
    }
    if (before?.message !== this.trouble?.message) this.options.changed();
    this.wait = changed ? this.first : Math.min(this.most, Math.round(this.wait * 1.5));
    await this.refresh();
  }
}

function signature(entries: readonly RunEntry[]): string {
  return JSON.stringify(
    entries.map((entry) => ('record' in entry ? entry.record : [entry.name, entry.unreadable])),
  );
}
