import type { ColumnProfile, ProfileResult } from '../../../src/shared/profile/columnProfile.ts';
import { isCancelled, isDeclined } from '../../../src/shared/errors.ts';
import type { AppError } from '../../../src/shared/errors.ts';

/** Columns whose estimates come together. */
const estimatesAtOnce = 24;
/** Columns whose exact figures come together: few, so that each is seen when it is ready. */
const exactAtOnce = 2;
/** How long a column stands in sight before its figures are asked for, in milliseconds. */
const patience = 120;

/** What is known of a column. */
export interface KnownProfile {
  readonly column: ColumnProfile;
  /** Rows of the table. */
  readonly rows: number;
  /** False while the figures are those of a sample. */
  readonly full: boolean;
}

/** How profiles are asked for; without a stage every row is looked at. */
export type FetchProfile = (
  request: { readonly columns: readonly string[]; readonly stage?: 'estimate' },
  signal: AbortSignal,
) => Promise<ProfileResult>;

/** How many of the columns in sight have their exact figures, of those that are to have them. */
export interface ExactProgress {
  readonly done: number;
  readonly of: number;
  /** Columns in sight whose figures stay estimates. */
  readonly estimates: number;
}

interface Options {
  readonly fetch: FetchProfile;
  /** Whether a column's estimate is to be followed by exact figures. */
  readonly exact: (column: string) => boolean;
  readonly failed: (error: unknown) => void;
  /** A person did not want the exact figures: the estimates stay. */
  readonly declined?: (error: AppError) => void;
}

interface Round {
  readonly columns: readonly string[];
  readonly controller: AbortController;
}

/** Figures of the columns in sight: first estimates, then exact ones; one request at a time. */
export class ProfileCache {
  private readonly options: Options;
  private readonly known = new Map<string, KnownProfile>();
  private readonly broken = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private wanted: readonly string[] = [];
  private chosen: string | undefined;
  /** Columns whose exact figures were asked for, whatever the choice for all. */
  private readonly forced = new Set<string>();
  /** A person stopped the exact figures. */
  private halted = false;
  private round: Round | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  private answers = 0;

  constructor(options: Options) {
    this.options = options;
  }

  readonly get = (column: string): KnownProfile | undefined => this.known.get(column);

  /** True if the column's figures could not be had. */
  readonly failed = (column: string): boolean => this.broken.has(column);

  /** Grows with each answer. */
  readonly version = (): number => this.answers;

  /** Whether the figures of the columns in sight are final; undefined while there are none. */
  readonly basis = (): 'exact' | 'estimate' | undefined => {
    const known = this.wanted.flatMap((column) => this.known.get(column) ?? []);
    if (known.length === 0) return undefined;
    return known.length === this.wanted.length && known.every(({ full }) => full)
      ? 'exact'
      : 'estimate';
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The columns in sight; work on others is dropped. */
  need(columns: readonly string[]): void {
    if (columns.join('\n') === this.wanted.join('\n')) return;
    this.wanted = columns;
    this.later();
  }

  /** The column whose figures come first, in sight or not. */
  choose(column: string | undefined): void {
    if (column === this.chosen) return;
    this.chosen = column;
    this.later();
  }

  /** How far the exact figures of the columns in sight are. */
  readonly progress = (): ExactProgress => {
    const seen = [
      ...new Set([...this.wanted, ...(this.chosen === undefined ? [] : [this.chosen])]),
    ];
    const done = seen.filter((column) => this.known.get(column)?.full === true).length;
    const open = seen.filter((column) => this.known.get(column)?.full !== true);
    const coming = open.filter((column) => !this.broken.has(column) && this.isExact(column));
    return { done, of: done + coming.length, estimates: open.length - coming.length };
  };

  /** Asks for exact figures of the columns in sight, whatever the choice for all. */
  exactNow(): void {
    this.halted = false;
    this.broken.clear();
    for (const column of this.wanted) this.forced.add(column);
    if (this.chosen !== undefined) this.forced.add(this.chosen);
    this.tell();
    this.later();
  }

  /** The choice for all is another one: asks for what is missing under it. */
  chooseAgain(): void {
    this.halted = false;
    this.forced.clear();
    this.stopExact();
    this.tell();
    this.later();
  }

  /** Stops the exact figures; the estimates stay. */
  halt(): void {
    this.halted = true;
    this.forced.clear();
    this.stopExact();
    this.tell();
  }

  retry(): void {
    this.broken.clear();
    this.later();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.round?.controller.abort();
    this.listeners.clear();
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.pump();
    }, patience);
  }

  private pump(): void {
    if (this.closed) return;
    const wanted = this.chosen === undefined ? this.wanted : [this.chosen, ...this.wanted];
    if (this.round) {
      if (this.round.columns.some((column) => wanted.includes(column))) return;
      this.round.controller.abort();
      this.round = undefined;
    }
    const open = [...new Set(wanted)].filter((column) => !this.broken.has(column));
    const unseen = open.filter((column) => !this.known.has(column));
    const rough = open.filter(
      (column) => this.known.get(column)?.full === false && this.isExact(column),
    );
    if (unseen.length > 0) void this.ask(unseen.slice(0, estimatesAtOnce), 'estimate');
    else if (rough.length > 0) void this.ask(rough.slice(0, exactAtOnce), undefined);
  }

  private async ask(columns: readonly string[], stage: 'estimate' | undefined): Promise<void> {
    const round: Round = { columns, controller: new AbortController() };
    this.round = round;
    const request = stage === undefined ? { columns } : { columns, stage };
    try {
      const { rows, columns: found } = await this.options.fetch(request, round.controller.signal);
      if (this.round !== round) return;
      for (const column of found) {
        this.known.set(column.name, { column, rows, full: isFull(column) });
      }
      for (const column of columns) {
        const full = this.known.get(column)?.full;
        if (full === undefined || (stage === undefined && !full)) this.broken.add(column);
      }
    } catch (error) {
      if (this.round !== round) return;
      for (const column of columns) this.broken.add(column);
      if (isDeclined(error) && stage === undefined) {
        for (const column of columns) this.broken.delete(column);
        this.round = undefined;
        this.halt();
        this.options.declined?.(error);
        return;
      }
      if (!isCancelled(error)) this.options.failed(error);
    }
    this.round = undefined;
    this.tell();
    this.pump();
  }

  private isExact(column: string): boolean {
    return !this.halted && (this.forced.has(column) || this.options.exact(column));
  }

  /** Drops a request for exact figures that is under way. */
  private stopExact(): void {
    const { round } = this;
    if (!round?.columns.every((column) => this.known.has(column))) return;
    round.controller.abort();
    this.round = undefined;
  }

  private tell(): void {
    this.answers += 1;
    for (const listener of [...this.listeners]) listener();
  }
}

/** A small table's estimate is exact already. */
function isFull({ basis }: ColumnProfile): boolean {
  return Object.values(basis).every((one) => one !== 'estimate');
}
