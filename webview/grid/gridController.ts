import type {
  GridData,
  GridLayout,
  GridPosition,
  GridProps,
  GridRange,
  GridWindow,
} from './gridTypes.ts';
import type { GridElements } from './elementsOf.ts';
import { HeaderStore } from './headerStore.ts';
import { ColumnModel } from './model/columnModel.ts';
import { drawnText } from './model/drawnText.ts';
import { gutterWidth } from './model/gutterWidth.ts';
import { headerId } from './model/headerId.ts';
import { withWidth } from './model/layoutEdits.ts';
import { measures } from './model/measures.ts';
import { rangeText } from './model/rangeText.ts';
import { rowNumber } from './model/rowNumber.ts';
import { clamped, rectangleOf, single } from './model/selection.ts';
import type { Bounds, CellPlace, Selection } from './model/selection.ts';
import { viewportOf } from './model/viewport.ts';
import type { Viewport } from './model/viewport.ts';
import { BodyPainter } from './paint/bodyPainter.ts';
import { textWidth } from './paint/textWidth.ts';
import { Scroller } from './scroller.ts';

const noLayout: GridLayout = { widths: {}, order: [], pinned: [], hidden: [] };
const noColumns = new ColumnModel([], noLayout);
/** So long a layout that the owner was told of stays, until it comes back in the props. */
const draftMs = 200;

/** Everything of the grid that React does not draw: positions, selection, paints. */
export class GridController {
  readonly header = new HeaderStore();
  readonly id: string;
  #props: GridProps | undefined;
  #columns = noColumns;
  #elements: GridElements | undefined;
  #scroller: Scroller | undefined;
  #painter: BodyPainter | undefined;
  #selection: Selection = single({ row: 0, column: 0 });
  #onHeader = false;
  #viewport: Viewport | undefined;
  #labelLength = 0;
  #version = 0;
  #needed: GridWindow | undefined;
  #frame: number | undefined;
  #unsubscribe: (() => void) | undefined;
  #dropDraft: ReturnType<typeof setTimeout> | undefined;

  constructor(id: string) {
    this.id = id;
  }

  get props(): GridProps | undefined {
    return this.#props;
  }

  get columns(): ColumnModel {
    return this.#columns;
  }

  get bounds(): Bounds {
    return { rows: this.#props?.data.rows ?? 0, columns: this.#columns.count };
  }

  get selection(): Selection {
    return this.#selection;
  }

  /** True if keys act on the header of the cursor's column: always, where there are no rows. */
  get onHeader(): boolean {
    return this.#onHeader || this.bounds.rows === 0;
  }

  get viewport(): Viewport | undefined {
    return this.#viewport;
  }

  /** The owner's layout, or the one that is being tried by hand. */
  get layout(): GridLayout {
    const { draft } = this.header.view();
    const own = this.#props?.layout ?? noLayout;
    return draft?.base === own ? draft.layout : own;
  }

  /** Rows that a page of keys moves by. */
  get page(): number {
    const view = this.#scroller?.vertical.view ?? 0;
    return Math.max(1, Math.floor(view / measures.row) - 1);
  }

  /** Connects to the page; the result disconnects. */
  attach(elements: GridElements): () => void {
    this.#elements = elements;
    this.#scroller = new Scroller(elements.scroller, elements.spacer);
    this.#painter = new BodyPainter(elements.body, this.id);
    const observer = new ResizeObserver(() => this.#resize());
    observer.observe(elements.scroller);
    this.#listen();
    this.#resize();
    this.paint();
    return () => {
      observer.disconnect();
      this.#unsubscribe?.();
      this.#unsubscribe = undefined;
      if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
      this.#frame = undefined;
      clearTimeout(this.#dropDraft);
      this.#painter?.dispose();
      this.#painter = undefined;
      this.#scroller = undefined;
      this.#elements = undefined;
    };
  }

  /** Takes the owner's newest props, and the columns that follow from them. */
  update(props: GridProps, columns: ColumnModel): void {
    const old = this.#props;
    const oldColumns = this.#columns;
    this.#props = props;
    this.#columns = columns;
    if (columns !== oldColumns) this.#keepColumns(oldColumns, columns);
    if (props.data.columns !== old?.data.columns) this.#labelLength = 0;
    if (props.data !== old?.data) {
      this.#version += 1;
      this.#needed = undefined;
      if (this.#elements !== undefined) this.#listen();
    }
    if (columns === oldColumns && props.data === old?.data) return;
    this.#selection = clamped(this.#selection, this.bounds);
    this.#resize();
  }

  /** Selects, and scrolls to the cursor where asked to. */
  select(selection: Selection, reveal: 'cursor' | 'row' | 'column' | 'nothing' = 'cursor'): void {
    const before = this.#selection;
    this.#selection = clamped(selection, this.bounds);
    if (reveal !== 'nothing') this.#reveal(reveal !== 'row', reveal !== 'column');
    this.schedule();
    this.#tell(before);
  }

  /** Moves the cursor to the header of its column, or back; scrolls nothing. */
  setOnHeader(onHeader: boolean): void {
    this.#onHeader = onHeader;
    this.schedule();
  }

  isSelected({ row, column }: CellPlace): boolean {
    const { top, bottom, left, right } = rectangleOf(this.#selection);
    return row >= top && row <= bottom && column >= left && column <= right;
  }

  /** Puts the cursor on a place and the place in view; without a row, on a row that is in view. */
  goTo(place: { readonly row?: number; readonly column?: string }): void {
    const vertical = this.#scroller?.vertical;
    const { cursor } = this.#selection;
    const isInSight = (row: number) =>
      vertical === undefined ||
      (row * measures.row >= vertical.position &&
        (row + 1) * measures.row <= vertical.position + vertical.view);
    const here = isInSight(cursor.row) ? cursor.row : (this.#viewport?.rowFrom ?? 0) + 1;
    const wanted = place.row === undefined || Number.isNaN(place.row) ? here : place.row;
    const row = Math.max(0, Math.min(this.bounds.rows - 1, Math.floor(wanted)));
    const column = place.column === undefined ? undefined : this.#columns.visualOf(place.column);
    if (place.row !== undefined) {
      this.#onHeader = false;
      if (vertical !== undefined && !isInSight(row)) {
        vertical.moveTo(Math.round(row * measures.row - vertical.view / 3));
      }
    }
    this.select(single({ row, column: column ?? cursor.column }));
  }

  position(): GridPosition {
    const { vertical, horizontal } = this.#scroller ?? {};
    const { row, column } = this.#selection.cursor;
    return { top: vertical?.position ?? 0, left: horizontal?.position ?? 0, row, column };
  }

  goBack({ top, left, row, column }: GridPosition): void {
    // The room for row numbers is part of the width, and is known when they are painted.
    this.paint();
    this.#scroller?.vertical.moveTo(top);
    this.#scroller?.horizontal.moveTo(left);
    this.#scroller?.writeBars();
    this.select(single({ row, column }), 'nothing');
  }

  /** Makes a column as wide as its name and the cells in sight need. */
  fitColumn(name: string): void {
    const [props, viewport] = [this.#props, this.#viewport];
    const placed = this.#columns.at(this.#columns.visualOf(name) ?? -1);
    const body = this.#elements?.body;
    if (!props || !viewport || !placed || !body) return;
    const texts: string[] = [];
    for (let row = viewport.rowFrom; row < viewport.rowTo; row += 1) {
      const cell = props.data.cell(row, placed.index);
      if (cell !== undefined) texts.push(drawnText(cell));
    }
    const width = Math.max(
      textWidth(body, name, 'bold') + measures.headerExtra,
      ...texts.map((text) => textWidth(body, text) + measures.cellExtra),
    );
    const fit = Math.min(measures.maxFit, Math.ceil(width));
    this.commitLayout(withWidth(this.layout, name, fit));
  }

  selectedText(headers: boolean): string | undefined {
    const data = this.#props?.data;
    if (data === undefined || this.selectedRange() === undefined) return undefined;
    return rangeText(data, this.#columns, rectangleOf(this.#selection), headers);
  }

  selectedRange(): GridRange | undefined {
    const { rows, columns } = this.bounds;
    if (rows === 0 || columns === 0) return undefined;
    const { top, bottom, left, right } = rectangleOf(this.#selection);
    const chosen = this.#columns.placed.slice(left, right + 1);
    return { rowFrom: top, rowTo: bottom + 1, columns: chosen.map(({ column }) => column.name) };
  }

  window(): GridWindow {
    return this.#needed ?? { rowFrom: 0, rowTo: 0, columns: [] };
  }

  focus(): void {
    this.#elements?.table.focus({ preventScroll: true });
  }

  scrollBy(x: number, y: number): void {
    this.#scroller?.moveBy(x, y);
    this.schedule();
  }

  /** The scroll box was scrolled, by us or by a person. */
  scrolled(): void {
    this.#scroller?.readBars();
    this.schedule();
  }

  /** Shows a layout while it is being dragged; undefined goes back to the owner's. */
  tryLayout(layout: GridLayout | undefined): void {
    const base = this.#props?.layout;
    this.header.set({ draft: layout && base && { base, layout } });
  }

  /** Tells the owner of a layout. It is shown at once, and until the owner has had time for it. */
  commitLayout(layout: GridLayout): void {
    this.tryLayout(layout);
    clearTimeout(this.#dropDraft);
    this.#dropDraft = setTimeout(() => this.tryLayout(undefined), draftMs);
    this.#props?.onLayout(layout);
  }

  /** Paints before the next frame is shown; many calls make one paint. */
  schedule(): void {
    if (this.#elements === undefined) return;
    this.#frame ??= requestAnimationFrame(() => this.paint());
  }

  paint(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    const [props, elements, scroller] = [this.#props, this.#elements, this.#scroller];
    if (props === undefined || elements === undefined || scroller === undefined) return;
    const { data } = props;
    const columns = this.#columns;
    const viewport = viewportOf({
      rows: data.rows,
      columns,
      gutter: gutterWidth(this.#labelLength),
      v: scroller.vertical.position,
      h: scroller.horizontal.position,
      width: scroller.horizontal.view,
      height: scroller.vertical.view,
    });
    this.#viewport = viewport;
    if (this.#measureLabels(data, viewport)) {
      this.#resize();
      this.paint();
      return;
    }
    this.#need(data, viewport);
    const { rows } = this.bounds;
    const onHeader = this.onHeader;
    const cursorId = this.#painter?.paint({
      data,
      version: this.#version,
      columns,
      viewport,
      rectangle: rows === 0 || columns.count === 0 ? undefined : rectangleOf(this.#selection),
      cursor: onHeader ? undefined : this.#selection.cursor,
    });
    const active = onHeader && columns.count > 0 ? this.#selection.cursor.column : undefined;
    const activeId = active === undefined ? cursorId : headerId(this.id, active);
    if (activeId === undefined) elements.table.removeAttribute('aria-activedescendant');
    else elements.table.setAttribute('aria-activedescendant', activeId);
    elements.headMoving.style.transform = `translateX(${viewport.gutter - viewport.shift}px)`;
    const { pinned, columnFrom: from, columnTo: to, gutter } = viewport;
    this.header.set({ pinned, from, to, gutter, active });
    props.onPaint?.();
  }

  #listen(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = this.#props?.data.subscribe(() => {
      this.#version += 1;
      this.schedule();
    });
  }

  #resize(): void {
    const gutter = gutterWidth(this.#labelLength);
    this.#scroller?.resize(this.bounds.rows, gutter + this.#columns.width);
    this.schedule();
  }

  /** True if labels in sight need more room than there is. */
  #measureLabels(data: GridData, { rowFrom, rowTo }: Viewport): boolean {
    if (data.rows === 0) return false;
    const label = (row: number) => data.rowLabel?.(row) ?? rowNumber(row);
    const lengths = [data.rows - 1, rowFrom, rowTo - 1].map(
      (row) => label(Math.max(0, row)).length,
    );
    const longest = Math.max(this.#labelLength, ...lengths);
    const isWider = gutterWidth(longest) > gutterWidth(this.#labelLength);
    this.#labelLength = longest;
    return isWider;
  }

  #need(data: GridData, viewport: Viewport): void {
    const { rowFrom, rowTo, pinned, columnFrom, columnTo } = viewport;
    const { placed } = this.#columns;
    const columns = [...placed.slice(0, pinned), ...placed.slice(columnFrom, columnTo)].map(
      ({ index }) => index,
    );
    const old = this.#needed;
    const isSame =
      old?.rowFrom === rowFrom &&
      old.rowTo === rowTo &&
      old.columns.length === columns.length &&
      old.columns.every((index, at) => index === columns[at]);
    if (isSame) return;
    this.#needed = { rowFrom, rowTo, columns };
    data.need(this.#needed);
  }

  /** Scrolls as little as shows the cursor. */
  #reveal(withColumn: boolean, withRow: boolean): void {
    const scroller = this.#scroller;
    if (scroller === undefined) return;
    const { row, column } = this.#selection.cursor;
    const top = row * measures.row;
    if (withRow) scroller.vertical.reveal(top, top + measures.row);
    const placed = this.#columns.at(column);
    const pinned = this.#viewport?.pinned ?? 0;
    if (withColumn && placed !== undefined && column >= pinned) {
      const gutter = gutterWidth(this.#labelLength);
      const left = gutter + placed.left;
      const before = gutter + this.#columns.leftOf(pinned);
      scroller.horizontal.reveal(left, left + placed.width, before);
    }
    scroller.writeBars();
  }

  /** Lets the selection stay on its columns when they are laid out anew. */
  #keepColumns(before: ColumnModel, now: ColumnModel): void {
    const keep = ({ row, column }: CellPlace) => {
      const name = before.at(column)?.column.name;
      return { row, column: (name === undefined ? undefined : now.visualOf(name)) ?? column };
    };
    const { anchor, focus, cursor } = this.#selection;
    this.#selection = { anchor: keep(anchor), focus: keep(focus), cursor: keep(cursor) };
  }

  #tell(before: Selection): void {
    const { anchor, focus, cursor } = this.#selection;
    const isSame = (a: CellPlace, b: CellPlace) => a.row === b.row && a.column === b.column;
    if (!isSame(anchor, before.anchor) || !isSame(focus, before.focus)) {
      this.#props?.onSelection?.(this.selectedRange());
    }
    if (cursor.column === before.cursor.column) return;
    const column = this.#columns.at(cursor.column);
    if (column !== undefined) this.#props?.onColumn?.(column.column.name);
  }
}
