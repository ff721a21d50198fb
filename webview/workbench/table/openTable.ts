import type { Schema } from '../../../src/shared/columnType.ts';
import type {
  Side,
  TableRef,
  View,
  WorkbenchContract,
} from '../../../src/shared/contracts/workbench.ts';
import type { TableState } from '../../../src/shared/contracts/workbenchState.ts';
import { isCancelled, isDeclined, toAppError } from '../../../src/shared/errors.ts';
import type { AppError, WireError } from '../../../src/shared/errors.ts';
import type { Remote } from '../../../src/shared/rpc/contract.ts';
import type { GridColumn, GridData } from '../../grid/gridTypes.ts';
import { Finder } from '../find/finder.ts';
import { noView } from '../state/uiState.ts';
import type { FetchPage } from './pageCache.ts';
import { isNarrowed, unsorted } from './narrowed.ts';
import { ProfileCache } from './profileCache.ts';
import { tableColumns } from './tableColumns.ts';
import { maxText, TableData } from './tableData.ts';

/** What is known of the table as a whole. Replaced, never changed. */
export interface TableFacts {
  readonly grid: GridData;
  /** Rows of the table, and of those the view lets through; undefined until counted. */
  readonly rows: { readonly all: number | undefined; readonly matching: number | undefined };
  /** Why cells or figures do not come. */
  readonly problem: WireError | undefined;
}

/** What of a table a person did not want. */
export type DeclinedPart = 'rows' | 'count' | 'figures' | 'find';

interface Options {
  readonly host: Remote<WorkbenchContract>;
  readonly table: TableState;
  readonly view: View;
  /** The columns before the change that is previewed. */
  readonly before: Schema;
  /** Shows the rows that the change takes away, instead of those that stay. */
  readonly removed: boolean;
  /** All rows, when an earlier view of this table counted them. */
  readonly all: number | undefined;
  readonly counted: (all: number) => void;
  /** A person did not want what rows, counts, figures or a search take from S3. */
  readonly declined: (of: DeclinedPart, error: AppError) => void;
  /** Hears which columns are in sight. */
  readonly looked: (columns: readonly string[]) => void;
  /** Whether a column's figures are to come from all rows. */
  readonly exact: (column: string) => boolean;
  /** Names of the columns that are shown, in the order in which they stand. */
  readonly shownColumns: (columns: readonly GridColumn[]) => readonly string[];
}

/** One table under one view, while it is shown: cells, counts and figures of columns. */
export class OpenTable {
  readonly table: TableState;
  readonly view: View;
  readonly columns: readonly GridColumn[];
  /** The rows are those that a previewed change takes away; of them there are no figures. */
  readonly removed: boolean;
  readonly profiles: ProfileCache;
  readonly data: TableData;
  readonly finder: Finder;
  private readonly options: Options;
  private readonly controller = new AbortController();
  private readonly listeners = new Set<() => void>();
  private current: TableFacts;

  constructor(options: Options) {
    const { table, view, before, removed } = options;
    this.options = options;
    this.table = table;
    this.view = view;
    this.removed = removed;
    this.columns = removed ? before : tableColumns(table.schema, before, table.preview);
    const failed = (error: unknown): void => {
      this.fail(error);
    };
    const declined = (of: DeclinedPart) => (error: AppError) => {
      if (!this.controller.signal.aborted) options.declined(of, error);
    };
    const isBeside = table.preview?.aligned === true && !removed;
    this.data = new TableData({
      columns: this.columns,
      removed,
      fetch: this.pages(removed ? 'removed' : undefined),
      fetchBefore: isBeside ? this.pages('before') : undefined,
      preview: table.preview,
      failed,
      declined: declined('rows'),
      looked: (columns) => {
        // The figures of rows that go are not asked for.
        if (removed) return;
        this.profiles.need(columns);
        options.looked(columns);
      },
    });
    const reference: TableRef = { key: table.key, view: unsorted(view) };
    this.profiles = new ProfileCache({
      fetch: (request, signal) =>
        options.host.profile({ table: reference, ...request }, { signal }),
      exact: options.exact,
      failed,
      declined: declined('figures'),
    });
    const sought = { key: table.key, view };
    const side = removed ? ({ side: 'removed' } as const) : {};
    this.finder = new Finder({
      find: (place, signal) => options.host.find({ table: sought, ...side, ...place }, { signal }),
      count: (text, signal) =>
        options.host.findCount({ table: sought, ...side, ...text }, { signal }),
      columns: () => options.shownColumns(this.columns),
      mark: (text) => {
        this.data.mark(text);
      },
      failed,
      declined: declined('find'),
    });
    this.current = {
      grid: this.data.grid(),
      rows: { all: options.all, matching: undefined },
      problem: undefined,
    };
    this.data.subscribe(() => {
      const grid = this.data.grid();
      if (grid !== this.current.grid) this.set({ grid });
    });
    this.count();
  }

  readonly facts = (): TableFacts => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Asks again for what failed. */
  retry(): void {
    this.set({ problem: undefined });
    this.data.retry();
    this.profiles.retry();
    this.count();
  }

  close(): void {
    this.controller.abort();
    this.data.close();
    this.profiles.close();
    this.finder.close();
    this.listeners.clear();
  }

  /** Fires when the table is no longer shown. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Pages with every value in full, of the rows that are shown. */
  fullPages(): FetchPage {
    return this.pages(this.options.removed ? 'removed' : undefined, 1_000_000_000);
  }

  private count(): void {
    const { key } = this.table;
    const { removed, all } = this.options;
    const whole: TableRef = { key, view: noView };
    const narrowed: TableRef = { key, view: unsorted(this.view) };
    if (removed) {
      this.ask({ table: narrowed, side: 'removed' }, (rows) => {
        this.data.count(rows);
        this.set({ rows: { ...this.current.rows, matching: rows } });
      });
      return;
    }
    if (isNarrowed(this.view)) {
      this.ask({ table: narrowed }, (rows) => {
        this.data.count(rows);
        this.set({ rows: { ...this.current.rows, matching: rows } });
      });
    }
    const tell = (rows: number): void => {
      if (!isNarrowed(this.view)) this.data.count(rows);
      this.set({ rows: { ...this.current.rows, all: rows } });
      this.options.counted(rows);
    };
    if (all === undefined) this.ask({ table: whole }, tell);
    else tell(all);
  }

  private ask(
    what: { readonly table: TableRef; readonly side?: Side },
    tell: (rows: number) => void,
  ): void {
    this.options.host.count(what, { signal: this.controller.signal }).then(
      ({ rows }) => {
        if (!this.controller.signal.aborted) tell(rows);
      },
      (error: unknown) => {
        if (isDeclined(error) && !this.controller.signal.aborted)
          this.options.declined('count', error);
        this.fail(error);
      },
    );
  }

  private pages(side: Side | undefined, most = maxText): FetchPage {
    const { host, table, view } = this.options;
    const reference: TableRef = { key: table.key, view };
    return (place, signal) =>
      host.page(
        { table: reference, ...place, maxText: most, ...(side === undefined ? {} : { side }) },
        { signal },
      );
  }

  private fail(error: unknown): void {
    if (isCancelled(error) || this.controller.signal.aborted) return;
    if (!this.current.problem) this.set({ problem: toAppError(error).toWire() });
  }

  private set(change: Partial<TableFacts>): void {
    this.current = { ...this.current, ...change };
    for (const listener of [...this.listeners]) listener();
  }
}
