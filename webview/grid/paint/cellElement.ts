import type { GridCell, GridData } from '../gridTypes.ts';
import { cellClass, isNumeric } from '../model/cellClass.ts';
import { cellDescription } from '../model/cellDescription.ts';
import type { PlacedColumn } from '../model/columnModel.ts';
import { drawnText } from '../model/drawnText.ts';

/** Why a cell looks as it does, apart from its value. */
export interface CellState {
  readonly visual: number;
  readonly selected: boolean;
  readonly cursor: boolean;
}

/** One recycled cell. Remembers what it shows and touches the page only where that changes. */
export class CellElement {
  readonly element = document.createElement('div');
  readonly #text = document.createTextNode('');
  #cell: GridCell | undefined;
  #row = -1;
  #index = -1;
  #version = -1;
  #className = '';
  #selected: boolean | undefined;
  #visual = -1;
  #left = -1;
  #width = -1;
  #shown = true;

  constructor() {
    this.element.setAttribute('role', 'gridcell');
    this.element.append(this.#text);
    this.#setBusy(true);
  }

  /** Takes the value of a place, unless it has it. */
  show(data: GridData, row: number, index: number, version: number): void {
    if (row === this.#row && index === this.#index && version === this.#version) return;
    this.#row = row;
    this.#index = index;
    this.#version = version;
    const cell = data.cell(row, index);
    if (!isSameCell(cell, this.#cell)) this.#write(cell);
  }

  /** Puts it into its place, and says by its style what it is. */
  paint(placed: PlacedColumn, state: CellState): void {
    this.#place(placed, state.visual);
    const right = isNumeric(placed.column.type);
    const className = cellClass(this.#cell, { right, ...state });
    if (className !== this.#className) {
      this.#className = className;
      this.element.className = className;
    }
    if (state.selected !== this.#selected) {
      this.#selected = state.selected;
      this.element.setAttribute('aria-selected', String(state.selected));
    }
  }

  /** Out of sight until it is painted again. */
  hide(): void {
    if (!this.#shown) return;
    this.#shown = false;
    this.element.hidden = true;
  }

  #place({ left, width }: PlacedColumn, visual: number): void {
    const { style } = this.element;
    if (!this.#shown) {
      this.#shown = true;
      this.element.hidden = false;
    }
    if (left !== this.#left) {
      this.#left = left;
      style.left = `${left}px`;
    }
    if (width !== this.#width) {
      this.#width = width;
      style.width = `${width}px`;
    }
    if (visual !== this.#visual) {
      this.#visual = visual;
      // The row numbers are the first column.
      this.element.setAttribute('aria-colindex', String(visual + 2));
    }
  }

  #write(cell: GridCell | undefined): void {
    const before = this.#cell;
    this.#cell = cell;
    const text = cell === undefined ? '' : drawnText(cell);
    if (text !== this.#text.data) this.#text.data = text;
    if ((cell === undefined) !== (before === undefined)) this.#setBusy(cell === undefined);
    const told = before === undefined ? undefined : cellDescription(before);
    const tell = cell === undefined ? undefined : cellDescription(cell);
    if (told === tell) return;
    if (tell === undefined) this.element.removeAttribute('aria-description');
    else this.element.setAttribute('aria-description', tell);
  }

  #setBusy(busy: boolean): void {
    if (busy) this.element.setAttribute('aria-busy', 'true');
    else this.element.removeAttribute('aria-busy');
  }
}

function isSameCell(a: GridCell | undefined, b: GridCell | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.text === b.text &&
    a.kind === b.kind &&
    a.mark === b.mark &&
    a.before === b.before &&
    a.cut === b.cut
  );
}
