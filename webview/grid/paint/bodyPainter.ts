import { Slots } from '../model/slots.ts';
import { putInOrder } from './part.ts';
import type { Picture } from './picture.ts';
import { RowElement } from './rowElement.ts';

/** Scrolling must have rested for so long before elements are put in reading order. */
const restMs = 80;

/** Draws the cells in sight with a pool of elements that is never larger than the view. */
export class BodyPainter {
  readonly #body: HTMLElement;
  readonly #cellId: string;
  readonly #rows = new Slots();
  readonly #columns = new Slots();
  readonly #elements: RowElement[] = [];
  #cursor: HTMLElement | undefined;
  #tidying: ReturnType<typeof setTimeout> | undefined;

  /** `cellId` is given to the cell that the cursor is on. */
  constructor(body: HTMLElement, cellId: string) {
    this.#body = body;
    this.#cellId = cellId;
  }

  /** Draws; says the id of the cursor's cell if that is in sight. */
  paint(scene: Omit<Picture, 'columnSlots' | 'foundCursor'>): string | undefined {
    const { viewport } = scene;
    this.#rows.show(viewport.rowFrom, viewport.rowTo);
    this.#columns.show(viewport.columnFrom, viewport.columnTo);
    let cursor: HTMLElement | undefined;
    const picture: Picture = {
      ...scene,
      columnSlots: this.#columns.held,
      foundCursor: (cell) => {
        cursor = cell;
      },
    };
    this.#rows.held.forEach((row, slot) => {
      const element = this.#elements[slot] ?? this.#add(slot);
      element.element.hidden = row === undefined;
      if (row !== undefined) element.paint(row, picture);
    });
    const id = scene.cursor && `${this.#cellId}-${scene.cursor.row}-${scene.cursor.column}`;
    this.#mark(cursor, id);
    clearTimeout(this.#tidying);
    this.#tidying = setTimeout(() => this.#tidy(), restMs);
    return cursor && id;
  }

  dispose(): void {
    clearTimeout(this.#tidying);
    this.#body.replaceChildren();
  }

  /** The id tells the place, so that a screen reader hears of a move within one recycled element. */
  #mark(cursor: HTMLElement | undefined, id: string | undefined): void {
    if (this.#cursor !== cursor) this.#cursor?.removeAttribute('id');
    this.#cursor = cursor;
    if (cursor !== undefined && id !== undefined && cursor.id !== id) cursor.id = id;
  }

  #add(slot: number): RowElement {
    const element = new RowElement();
    this.#elements[slot] = element;
    this.#body.append(element.element);
    return element;
  }

  #tidy(): void {
    const rows = this.#rows.inOrder();
    putInOrder(
      this.#body,
      rows.flatMap((slot) => this.#elements[slot]?.element ?? []),
    );
    const columns = this.#columns.inOrder();
    for (const element of this.#elements) element.tidy(columns);
  }
}
