import type { FoundCell } from '../../../src/shared/contracts/engine.ts';
import { isCancelled, isDeclined } from '../../../src/shared/errors.ts';
import type { AppError } from '../../../src/shared/errors.ts';

/** What is known of a search. Replaced, never changed. */
export interface FindState {
  readonly text: string;
  /** The cell that was gone to last. */
  readonly cell: FoundCell | undefined;
  /** Cells that hold the text; undefined until counted. */
  readonly cells: number | undefined;
  readonly busy: boolean;
}

/** A cell to go on from; without a column the whole row comes after it. */
interface From {
  readonly row: number;
  readonly column: string | undefined;
}

interface Options {
  readonly find: (
    params: {
      readonly text: string;
      readonly columns: readonly string[];
      readonly from: From;
      readonly inclusive: boolean;
      readonly direction: 'next' | 'previous';
    },
    signal: AbortSignal,
  ) => Promise<{ readonly cell: FoundCell | undefined }>;
  readonly count: (
    params: { readonly text: string; readonly columns: readonly string[] },
    signal: AbortSignal,
  ) => Promise<{ readonly cells: number }>;
  /** The columns in the order in which they stand. */
  readonly columns: () => readonly string[];
  /** Cells that hold the text are marked. */
  readonly mark: (text: string) => void;
  readonly failed: (error: unknown) => void;
  /** A person did not want what the search takes. */
  readonly declined: (error: AppError) => void;
}

/** Where a search goes to in the grid. */
export interface FindPlace {
  readonly goTo: (place: { readonly row: number; readonly column: string }) => void;
  /** The row that has the focus. */
  readonly row: () => number;
}

const nothing: FindState = { text: '', cell: undefined, cells: undefined, busy: false };

/** Looks for a text in one table and view: from cell to cell, while all of them are counted behind it. */
export class Finder {
  private readonly options: Options;
  private readonly listeners = new Set<() => void>();
  private current: FindState = nothing;
  private place: FindPlace | undefined;
  /** For what belongs to the text that is looked for now. */
  private search = new AbortController();
  /** For the way to the next cell. */
  private way = new AbortController();

  constructor(options: Options) {
    this.options = options;
  }

  readonly state = (): FindState => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The grid that is moved; the result lets go of it. */
  connect(place: FindPlace): () => void {
    this.place = place;
    return () => {
      if (this.place === place) this.place = undefined;
    };
  }

  /** Looks for another text; it goes nowhere yet. */
  look(text: string): void {
    if (text === this.current.text) return;
    this.search.abort();
    this.way.abort();
    this.search = new AbortController();
    this.current = { ...nothing, text };
    this.options.mark(text);
    this.tell();
    if (text !== '') void this.count(this.search.signal);
  }

  /** Goes to the next cell that holds the text, or with `inclusive` stays where it does already. */
  async go(direction: 'next' | 'previous', inclusive = false): Promise<void> {
    const { text } = this.current;
    if (text === '') return;
    this.way.abort();
    this.way = new AbortController();
    const { signal } = this.way;
    this.set({ busy: true });
    try {
      const cell = await this.ask(this.from(), direction, inclusive, signal);
      this.set({ cell, busy: false, ...(cell ? {} : { cells: 0 }) });
      if (!cell) return;
      this.place?.goTo(cell);
      await this.number(signal);
    } catch (error) {
      if (signal.aborted) return;
      this.set({ busy: false });
      if (isDeclined(error)) this.options.declined(error);
      else if (!isCancelled(error)) this.options.failed(error);
    }
  }

  close(): void {
    this.search.abort();
    this.way.abort();
    this.listeners.clear();
  }

  /** From the cell that was found last, unless the person went elsewhere since. */
  private from(): From {
    const { cell } = this.current;
    const row = this.place?.row() ?? 0;
    return cell?.row === row ? cell : { row, column: undefined };
  }

  private async ask(
    from: From,
    direction: 'next' | 'previous',
    inclusive: boolean,
    signal: AbortSignal,
  ): Promise<FoundCell | undefined> {
    const { text } = this.current;
    const { row, column } = from;
    const params = { text, columns: this.options.columns(), from: { row, column } };
    const { cell } = await this.options.find({ ...params, inclusive, direction }, signal);
    if (signal.aborted) throw signal.reason;
    return cell;
  }

  private async count(signal: AbortSignal): Promise<void> {
    try {
      const { text } = this.current;
      const { cells } = await this.options.count({ text, columns: this.options.columns() }, signal);
      if (signal.aborted) return;
      this.set({ cells });
      await this.number(signal);
    } catch (error) {
      if (signal.aborted) return;
      if (isDeclined(error)) this.options.declined(error);
      else if (!isCancelled(error)) this.options.failed(error);
    }
  }

  /** Which of all cells the found one is can be told only after both are known, in either order. */
  private async number(signal: AbortSignal): Promise<void> {
    const { cell, cells, busy } = this.current;
    if (!cell || cell.number !== undefined || cells === undefined || busy) return;
    const same = await this.ask(cell, 'next', true, signal);
    if (same && this.current.cell === cell) this.set({ cell: same });
  }

  private set(change: Partial<FindState>): void {
    this.current = { ...this.current, ...change };
    this.tell();
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
