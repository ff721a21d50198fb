import { measures } from '../model/measures.ts';
import { rowNumber } from '../model/rowNumber.ts';
import { CellElement } from './cellElement.ts';
import { part, putInOrder } from './part.ts';
import type { Picture } from './picture.ts';

/** One recycled row: its number, the pinned cells, and the cells that scroll. */
export class RowElement {
  readonly element = part('grid-row', 'row');
  readonly #number = part('grid-number', 'rowheader');
  readonly #numberText = document.createTextNode('');
  readonly #still = part('grid-still', 'presentation');
  readonly #moving = part('grid-moving', 'presentation');
  readonly #pinned: CellElement[] = [];
  readonly #cells: CellElement[] = [];
  #row = -1;
  #y = Number.NaN;
  #shift = Number.NaN;
  #gutter = -1;
  #stillWidth = -1;
  #numberClass = 'grid-number';

  constructor() {
    this.#number.append(this.#numberText);
    this.#number.setAttribute('aria-colindex', '1');
    this.element.append(this.#number, this.#still, this.#moving);
  }

  paint(row: number, picture: Picture): void {
    const { data, viewport, columns, rectangle, cursor } = picture;
    this.#place(row, picture);
    const rowSelected = rectangle !== undefined && row >= rectangle.top && row <= rectangle.bottom;
    this.#paintNumber(data.rowLabel?.(row) ?? rowNumber(row), rowSelected);

    const paint = (cell: CellElement, visual: number) => {
      const placed = columns.at(visual);
      if (placed === undefined) return;
      const selected = rowSelected && visual >= rectangle.left && visual <= rectangle.right;
      const isCursor = cursor !== undefined && cursor.row === row && cursor.column === visual;
      cell.show(data, row, placed.index, picture.version);
      cell.paint(placed, { visual, selected, cursor: isCursor });
      if (isCursor) picture.foundCursor(cell.element);
    };
    for (let visual = 0; visual < viewport.pinned; visual += 1) {
      paint(cellIn(this.#pinned, visual, this.#still), visual);
    }
    for (const cell of this.#pinned.slice(viewport.pinned)) cell.hide();
    picture.columnSlots.forEach((visual, slot) => {
      const cell = cellIn(this.#cells, slot, this.#moving);
      if (visual === undefined) cell.hide();
      else paint(cell, visual);
    });
  }

  /** Puts the cells into the order in which they are read out. */
  tidy(slots: readonly number[]): void {
    const cells = slots.flatMap((slot) => this.#cells[slot]?.element ?? []);
    putInOrder(this.#moving, cells);
  }

  #place(row: number, { viewport, columns }: Picture): void {
    const y = viewport.top + (row - viewport.rowFrom) * measures.row;
    if (y !== this.#y) {
      this.#y = y;
      this.element.style.transform = `translateY(${y}px)`;
    }
    const shift = viewport.gutter - viewport.shift;
    if (shift !== this.#shift) {
      this.#shift = shift;
      this.#moving.style.transform = `translateX(${shift}px)`;
    }
    if (viewport.gutter !== this.#gutter) {
      this.#gutter = viewport.gutter;
      this.#number.style.width = `${viewport.gutter}px`;
      this.#still.style.left = `${viewport.gutter}px`;
    }
    const stillWidth = columns.leftOf(viewport.pinned);
    if (stillWidth !== this.#stillWidth) {
      this.#stillWidth = stillWidth;
      this.#still.style.width = `${stillWidth}px`;
    }
    if (row !== this.#row) {
      this.#row = row;
      // The header is the first row.
      this.element.setAttribute('aria-rowindex', String(row + 2));
    }
  }

  #paintNumber(label: string, selected: boolean): void {
    if (label !== this.#numberText.data) this.#numberText.data = label;
    const className = selected ? 'grid-number is-selected' : 'grid-number';
    if (className === this.#numberClass) return;
    this.#numberClass = className;
    this.#number.className = className;
  }
}

function cellIn(pool: CellElement[], slot: number, parent: HTMLElement): CellElement {
  const found = pool[slot];
  if (found !== undefined) return found;
  const cell = new CellElement();
  pool[slot] = cell;
  parent.append(cell.element);
  return cell;
}
