import { pageCells } from '../../../src/shared/arrow/pageCells.ts';
import type { PageCells } from '../../../src/shared/arrow/pageCells.ts';
import type { Page } from '../../../src/shared/contracts/engine.ts';
import { isCancelled, isDeclined } from '../../../src/shared/errors.ts';
import type { AppError } from '../../../src/shared/errors.ts';

/** Rows of one page. */
export const pageRows = 200;
/** Columns of one request; wider windows are asked for in parts, the first of which comes sooner. */
const columnsAtOnce = 64;
const requestsAtOnce = 4;

/** Where pages come from. */
export type FetchPage = (
  place: { readonly offset: number; readonly limit: number; readonly columns: readonly string[] },
  signal: AbortSignal,
) => Promise<Page>;

/** Rows `[rowFrom, rowTo)` of some columns. */
export interface Place {
  readonly rowFrom: number;
  readonly rowTo: number;
  readonly columns: readonly string[];
  /** All rows of the table, once they are counted. */
  readonly rows?: number;
}

interface Block {
  readonly page: number;
  readonly cells: PageCells;
  readonly bytes: number;
  readonly columns: readonly string[];
  used: number;
}

interface Request {
  readonly page: number;
  /** Nobody looks there yet. */
  readonly isAhead: boolean;
  readonly columns: ReadonlySet<string>;
  readonly controller: AbortController;
}

interface Options {
  readonly fetch: FetchPage;
  /** Cells arrived, or the end of the table was found. */
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
  /** A person did not want what a page in sight takes; it is not asked for again by itself. */
  readonly declined?: (error: AppError) => void;
  /** What may be kept, in bytes of Arrow. */
  readonly limit?: number;
  /** Pages that are fetched before somebody looks there, on the way and one behind; none by default. */
  readonly ahead?: number;
}

/** Keeps pages of one table and asks for those that are missing where somebody looks. */
export class PageCache {
  private readonly options: Options;
  private readonly blocks = new Set<Block>();
  /** By page, then by column name. */
  private readonly places = new Map<number, Map<string, { block: Block; index: number }>>();
  private requests: Request[] = [];
  private wanted: Place = { rowFrom: 0, rowTo: 0, columns: [] };
  private readonly broken = new Set<number>();
  private bytes = 0;
  private clock = 0;
  private closed = false;
  /** Rows seen to be there; all of them once a page came short. */
  private seen = 0;
  private end: number | undefined;
  private direction: 1 | -1 = 1;
  /** Pages take long, so none is fetched that may not be looked at. */
  private isSlow = false;

  constructor(options: Options) {
    this.options = options;
  }

  /** Rows that are known to be there, and whether these are all. */
  get extent(): { readonly rows: number; readonly whole: boolean } {
    return this.end === undefined
      ? { rows: this.seen, whole: false }
      : { rows: this.end, whole: true };
  }

  /** The page's cells and the column's index in them; undefined while they are not here. */
  find(
    row: number,
    column: string,
  ): { readonly cells: PageCells; readonly row: number; readonly column: number } | undefined {
    const page = Math.floor(row / pageRows);
    const found = this.places.get(page)?.get(column);
    if (!found) return undefined;
    found.block.used = ++this.clock;
    return { cells: found.block.cells, row: row - page * pageRows, column: found.index };
  }

  /** Somebody looks here now: asks for what is missing, drops requests for other places. */
  need(place: Place): void {
    if (place.rowFrom !== this.wanted.rowFrom) {
      this.direction = place.rowFrom > this.wanted.rowFrom ? 1 : -1;
    }
    this.wanted = place;
    this.pump();
  }

  /** Asks again for what failed. */
  retry(): void {
    this.broken.clear();
    this.pump();
  }

  close(): void {
    this.closed = true;
    for (const request of this.requests) request.controller.abort();
    this.requests = [];
  }

  private pump(): void {
    if (this.closed) return;
    const pages = this.wantedPages();
    const ahead = this.pagesAhead(pages);
    const names = new Set(this.wanted.columns);
    for (const request of this.requests) {
      const isNear = pages.includes(request.page) || ahead.includes(request.page);
      if (!isNear || ![...request.columns].some((c) => names.has(c))) request.controller.abort();
    }
    this.dropAborted();
    for (const page of pages) this.askMissing(page, requestsAtOnce, false);
    const isComplete = pages.every((page) => this.missing(page).length === 0);
    if (!isComplete || this.requests.some(({ isAhead }) => !isAhead)) return;
    for (const page of ahead) this.askMissing(page, 1, true);
  }

  /** Asks for what a page lacks, as long as there are fewer than `most` requests. */
  private askMissing(page: number, most: number, isAhead: boolean): void {
    if (this.broken.has(page)) return;
    if (!isAhead) this.makeWay(page);
    const missing = this.missing(page);
    for (let from = 0; from < missing.length; from += columnsAtOnce) {
      if (this.requests.length >= most) return;
      void this.ask(page, missing.slice(from, from + columnsAtOnce), isAhead);
    }
  }

  /** What is in sight does not wait for what is not. */
  private makeWay(page: number): void {
    if (this.missing(page).length === 0) return;
    for (const request of this.requests) {
      if (request.isAhead && request.page !== page) request.controller.abort();
    }
    this.dropAborted();
  }

  private dropAborted(): void {
    this.requests = this.requests.filter(({ controller }) => !controller.signal.aborted);
  }

  /** Columns of a page that are neither here nor on their way. */
  private missing(page: number): readonly string[] {
    return this.wanted.columns.filter((column) => !this.covered(page, column));
  }

  /** Pages that come into sight next, in the order in which they are fetched. */
  private pagesAhead(pages: readonly number[]): readonly number[] {
    const [first, last] = [pages[0], pages.at(-1)];
    const { ahead = 0 } = this.options;
    if (first === undefined || last === undefined || ahead === 0 || this.isSlow) return [];
    const onTheWay = Array.from({ length: ahead }, (_, at) =>
      this.direction === 1 ? last + 1 + at : first - 1 - at,
    );
    const all = [...onTheWay, this.direction === 1 ? first - 1 : last + 1];
    const rows = this.end ?? this.wanted.rows ?? Number.POSITIVE_INFINITY;
    return all.filter((page) => page >= 0 && page * pageRows < rows);
  }

  private wantedPages(): readonly number[] {
    const { rowFrom, rowTo } = this.wanted;
    if (rowTo <= rowFrom) return [];
    const first = Math.floor(rowFrom / pageRows);
    const last = Math.floor((rowTo - 1) / pageRows);
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  }

  private covered(page: number, column: string): boolean {
    if (this.places.get(page)?.has(column)) return true;
    return this.requests.some((one) => one.page === page && one.columns.has(column));
  }

  private async ask(page: number, columns: readonly string[], isAhead: boolean): Promise<void> {
    const controller = new AbortController();
    const request: Request = { page, isAhead, columns: new Set(columns), controller };
    this.requests.push(request);
    const place = { offset: page * pageRows, limit: pageRows, columns };
    try {
      const answer = await this.options.fetch(place, controller.signal);
      if (!controller.signal.aborted) this.keep(page, columns, answer);
    } catch (error) {
      if (!controller.signal.aborted && isDeclined(error)) {
        this.broken.add(page);
        if (this.wantedPages().includes(page)) this.options.declined?.(error);
      } else if (!controller.signal.aborted && !isCancelled(error)) {
        if (this.wantedPages().includes(page)) {
          this.broken.add(page);
          this.options.failed(error);
        } else {
          // What nobody waits for is asked for again, and told of, when it comes into sight.
          this.isSlow = true;
        }
      }
    } finally {
      this.requests = this.requests.filter((one) => one !== request);
    }
    if (!controller.signal.aborted) this.pump();
  }

  private keep(page: number, columns: readonly string[], answer: Page): void {
    this.isSlow = answer.slow === true;
    const cells = pageCells(answer.arrow);
    const bytes = answer.arrow.byteLength;
    const block: Block = { page, cells, bytes, columns, used: ++this.clock };
    this.blocks.add(block);
    this.bytes += bytes;
    const places = this.places.get(page) ?? new Map<string, { block: Block; index: number }>();
    this.places.set(page, places);
    cells.schema.forEach(({ name }, index) => places.set(name, { block, index }));
    // An answer without a column that was asked for would be asked for again, for ever.
    if (columns.some((column) => !places.has(column))) this.broken.add(page);
    const until = page * pageRows + cells.rows;
    if (cells.rows > 0 || page === 0) this.seen = Math.max(this.seen, until);
    if (cells.rows < pageRows && (cells.rows > 0 || page === 0)) this.end = until;
    this.evict();
    this.options.changed();
  }

  /** Drops what was looked at longest ago, never what is wanted now. */
  private evict(): void {
    const limit = this.options.limit ?? 64 * 1024 * 1024;
    if (this.bytes <= limit) return;
    const wanted = this.wantedPages();
    const pages = new Set([...wanted, ...this.pagesAhead(wanted)]);
    const oldest = [...this.blocks].sort((a, b) => a.used - b.used);
    for (const block of oldest) {
      if (this.bytes <= limit) return;
      if (!pages.has(block.page)) this.drop(block);
    }
  }

  private drop(block: Block): void {
    this.blocks.delete(block);
    this.bytes -= block.bytes;
    const places = this.places.get(block.page);
    for (const column of block.columns) {
      if (places?.get(column)?.block === block) places.delete(column);
    }
    if (places?.size === 0) this.places.delete(block.page);
  }
}
