import type { PreviewState } from '../../../src/shared/contracts/workbenchState.ts';
import type { AppError } from '../../../src/shared/errors.ts';
import type { GridCell, GridColumn, GridData, GridWindow } from '../../grid/gridTypes.ts';
import { rowNumber } from '../../grid/model/rowNumber.ts';
import { cellText } from './cellText.ts';
import { PageCache, pageRows } from './pageCache.ts';
import type { FetchPage } from './pageCache.ts';

/** Characters of one cell that travel with a page. */
export const maxText = 256;
/** Columns left and right of the window that are asked for with it. */
const overscan = 8;
/** Waiting time between two rounds of requests while somebody scrolls, in milliseconds. */
const pause = 40;

interface Options {
  readonly columns: readonly GridColumn[];
  readonly fetch: FetchPage;
  /** Pages of the table before the change; where its rows lie beside these. */
  readonly fetchBefore?: FetchPage | undefined;
  readonly preview?: PreviewState | undefined;
  /** All rows are such as the change takes away. */
  readonly removed: boolean;
  readonly failed: (error: unknown) => void;
  readonly declined: (error: AppError) => void;
  /** Columns that came into sight. */
  readonly looked: (columns: readonly string[]) => void;
}

/** The cells of one table and view, as the grid asks for them. */
export class TableData {
  private readonly options: Options;
  private readonly after: PageCache;
  private readonly before: PageCache | undefined;
  private readonly listeners = new Set<() => void>();
  /** Cells that hold this are marked; in lower case. */
  private find = '';
  private readonly compared: ReadonlySet<string>;
  private counted: number | undefined;
  private window: GridWindow | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastRows = -1;
  private shown: GridData | undefined;

  constructor(options: Options) {
    this.options = options;
    const changed = (): void => {
      this.changed();
    };
    const { fetch, fetchBefore, failed, declined, preview } = options;
    this.after = new PageCache({ fetch, changed, failed, declined, ahead: 1 });
    this.before = fetchBefore && new PageCache({ fetch: fetchBefore, changed, failed, declined });
    const removed = options.columns.filter(({ mark }) => mark === 'removed');
    this.compared = new Set([...(preview?.changed ?? []), ...removed.map(({ name }) => name)]);
  }

  /** What the grid is given: a new object when the number of rows changed. */
  grid(): GridData {
    const { rows } = this.extent();
    this.shown ??= {
      rows,
      columns: this.options.columns,
      cell: (row, column) => this.cell(row, column),
      rowLabel: (row) => (row === rows - 1 ? wide(rowNumber(row)) : rowNumber(row)),
      need: (window) => {
        this.need(window);
      },
      subscribe: this.subscribe,
    };
    return this.shown;
  }

  /** Rows to draw, and whether that is their real number. */
  extent(): { readonly rows: number; readonly known: boolean } {
    const { rows, whole } = this.after.extent;
    if (whole) return { rows, known: true };
    if (this.counted !== undefined) return { rows: this.counted, known: true };
    // Room for the page that comes next, so that one can scroll on before all is counted.
    return { rows: rows + pageRows, known: false };
  }

  /** Marks the cells that hold a text. */
  mark(text: string): void {
    this.find = text.toLowerCase();
    this.changed();
  }

  /** The number of rows was counted. */
  count(rows: number): void {
    this.counted = rows;
    this.changed();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  retry(): void {
    this.after.retry();
    this.before?.retry();
  }

  close(): void {
    clearTimeout(this.timer);
    this.after.close();
    this.before?.close();
    this.listeners.clear();
  }

  private need(window: GridWindow): void {
    this.window = window;
    if (this.timer !== undefined) return;
    this.ask();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.window !== window) this.ask();
    }, pause);
  }

  private ask(): void {
    const { window } = this;
    if (!window) return;
    const names = this.namesAround(window.columns);
    const { rows, known } = this.extent();
    const place = {
      ...{ rowFrom: window.rowFrom, rowTo: Math.min(window.rowTo, rows) },
      ...(known ? { rows } : {}),
    };
    const isRemoved = (name: string): boolean =>
      this.options.columns.some((column) => column.name === name && column.mark === 'removed');
    this.options.looked(
      window.columns.flatMap((index) => {
        const column = this.options.columns[index];
        return column && column.mark !== 'removed' ? column.name : [];
      }),
    );
    this.after.need({ ...place, columns: names.filter((name) => !isRemoved(name)) });
    this.before?.need({ ...place, columns: names.filter((name) => this.compared.has(name)) });
  }

  private namesAround(indices: readonly number[]): readonly string[] {
    const wanted = new Set(indices);
    const first = Math.min(...indices);
    const last = Math.max(...indices);
    // Columns side by side, when the layout has not scattered them over the table.
    if (last - first < indices.length + 2 * overscan) {
      for (let index = first - overscan; index <= last + overscan; index += 1) wanted.add(index);
    }
    return [...wanted].flatMap((index) => this.options.columns[index]?.name ?? []);
  }

  private cell(row: number, index: number): GridCell | undefined {
    const column = this.options.columns[index];
    if (!column) return undefined;
    if (column.mark === 'removed') {
      const old = this.read(this.before, row, column);
      return old && { ...old, mark: 'removed' };
    }
    const cell = this.read(this.after, row, column);
    if (!cell) return undefined;
    if (this.options.removed) return { ...cell, mark: 'removed' };
    if (column.mark === 'added') return { ...cell, mark: 'added' };
    if (this.before && this.compared.has(column.name)) {
      const old = this.read(this.before, row, column);
      if (old && (old.text !== cell.text || old.kind !== cell.kind)) {
        return { ...cell, mark: 'changed', before: old.kind === 'null' ? 'null' : old.text };
      }
    }
    const matches = this.find !== '' && cell.text.toLowerCase().includes(this.find);
    return matches ? { ...cell, mark: 'match' } : cell;
  }

  private read(
    cache: PageCache | undefined,
    row: number,
    column: GridColumn,
  ): GridCell | undefined {
    const found = cache?.find(row, column.name);
    if (!found) return undefined;
    const value = found.cells.cell(found.row, found.column);
    // A change may retype a column: what stood there before has the type of its own page.
    const type = found.cells.schema[found.column]?.type ?? column.type;
    const { text, kind } = cellText(value, type);
    return text.length > maxText ? { text: cutText(text), kind, cut: true } : { text, kind };
  }

  private changed(): void {
    const { rows } = this.extent();
    if (rows !== this.lastRows) {
      this.lastRows = rows;
      this.shown = undefined;
    }
    for (const listener of [...this.listeners]) listener();
  }
}

/** The beginning of a text, without half of a surrogate pair at its end. */
function cutText(text: string): string {
  return text.slice(0, maxText).replace(/[\uD800-\uDBFF]$/, '');
}

/**
 * The grid makes its row numbers as wide as the last one has characters. Spaces without width keep
 * that room before the rows are counted, so that nothing moves when they are, and nothing is cut.
 */
function wide(label: string): string {
  return label.padStart('9,999,999'.length, '\u200b');
}
