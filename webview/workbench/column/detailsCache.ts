import type { ColumnDetails, DetailsResult } from '../../../src/shared/profile/columnDetails.ts';
import { isCancelled, isDeclined, toAppError } from '../../../src/shared/errors.ts';
import type { WireError } from '../../../src/shared/errors.ts';

/** Rows that the first, quick look takes in. */
const sampleRows = 50_000;
const columnsAtOnce = 8;
/** How long a column is looked at before its details are asked for, in milliseconds. */
const patience = 200;

/** The second tier of a column's figures, as far as it is known. */
export interface KnownDetails {
  readonly column: ColumnDetails;
  /** Rows of the table. */
  readonly rows: number;
  /** Rows looked at, while it is an estimate. */
  readonly sampled: number | undefined;
}

interface Options {
  /** With `sample`, only so many rows are looked at. */
  readonly fetch: (
    request: {
      readonly columns: readonly string[];
      readonly sample?: number;
      readonly asked?: true;
    },
    signal: AbortSignal,
  ) => Promise<DetailsResult>;
  /** Whether it is a column's turn for its estimate, or for its exact details. */
  readonly ready: (column: string, exact: boolean) => boolean;
}

interface Round {
  readonly columns: readonly string[];
  readonly controller: AbortController;
}

/**
 * Details of the columns that are looked at: first from a sample, then from all rows; one request
 * at a time, which is dropped when nothing of it is looked at any more.
 */
export class DetailsCache {
  private readonly options: Options;
  private readonly known = new Map<string, KnownDetails>();
  private readonly final = new Set<string>();
  private readonly broken = new Map<string, WireError>();
  /** Cancelled by a person: not asked for until they are looked at anew. */
  private readonly stopped = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private readonly looks = new Set<{ readonly column: string; readonly urgent: boolean }>();
  private round: Round | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  private answers = 0;
  /** Columns that a person asked for by a button. */
  private readonly asked = new Set<string>();

  constructor(options: Options) {
    this.options = options;
  }

  readonly get = (column: string): KnownDetails | undefined => this.known.get(column);

  /** Why a column's details could not be had. */
  readonly problem = (column: string): WireError | undefined => this.broken.get(column);

  /** Grows with each answer. */
  readonly version = (): number => this.answers;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Somebody looks at a column, until the result is called. */
  look(column: string, urgent: boolean): () => void {
    const look = { column, urgent };
    this.looks.add(look);
    this.stopped.delete(column);
    this.later();
    return () => {
      this.looks.delete(look);
      this.later();
    };
  }

  /** Asks for what is missing, in a moment. */
  later(): void {
    if (this.closed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.pump();
    }, patience);
  }

  /** Asks again for what failed. */
  retry(): void {
    for (const column of this.broken.keys()) this.asked.add(column);
    this.broken.clear();
    this.tell();
    this.pump();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.round?.controller.abort();
    this.listeners.clear();
  }

  private pump(): void {
    if (this.closed) return;
    const looks = [...this.looks];
    const urgent = [...new Set(looks.filter((look) => look.urgent).map(({ column }) => column))];
    const all = [...new Set([...urgent, ...looks.map(({ column }) => column)])];
    const { round } = this;
    if (round) {
      const isWanted = round.columns.some((column) => all.includes(column));
      const isFirst = urgent.every(
        (column) => this.known.has(column) || round.columns.includes(column),
      );
      if (isWanted && isFirst) return;
      round.controller.abort();
      this.round = undefined;
    }
    const { ready } = this.options;
    const open = all.filter((column) => !this.broken.has(column) && !this.stopped.has(column));
    const unseen = open.filter((column) => !this.known.has(column) && ready(column, false));
    const rough = open.filter(
      (column) => this.known.has(column) && !this.final.has(column) && ready(column, true),
    );
    const [columns, sample] = unseen.length > 0 ? [unseen, sampleRows] : [rough, undefined];
    const first = columns.filter((column) => urgent.includes(column));
    if (columns.length > 0) {
      void this.ask(first.length > 0 ? first : columns.slice(0, columnsAtOnce), sample);
    }
  }

  private async ask(columns: readonly string[], sample: number | undefined): Promise<void> {
    const round: Round = { columns, controller: new AbortController() };
    this.round = round;
    try {
      const isAsked = columns.some((column) => this.asked.has(column));
      const request = {
        columns,
        ...(sample === undefined ? {} : { sample }),
        ...(isAsked ? ({ asked: true } as const) : {}),
      };
      const found = await this.options.fetch(request, round.controller.signal);
      if (this.round !== round) return;
      const { rows, sampled } = found;
      const isRough = sample !== undefined && sampled !== undefined && sampled < rows;
      for (const column of found.columns) {
        this.known.set(column.name, { column, rows, sampled: isRough ? sampled : undefined });
        if (!isRough) this.final.add(column.name);
      }
      for (const column of columns)
        if (!this.known.has(column)) this.broken.set(column, lost(column));
    } catch (error) {
      if (this.round !== round) return;
      this.round = undefined;
      if (isCancelled(error) && !isDeclined(error)) {
        for (const column of columns) this.stopped.add(column);
        return;
      }
      const problem = toAppError(error).toWire();
      for (const column of columns) this.broken.set(column, problem);
    }
    this.round = undefined;
    this.tell();
    this.pump();
  }

  private tell(): void {
    this.answers += 1;
    for (const listener of [...this.listeners]) listener();
  }
}

function lost(column: string): WireError {
  return { code: 'internal', message: `Nothing is known of “${column}”.`, hint: 'Try again.' };
}
