import { measures } from './measures.ts';

/**
 * One direction of scrolling: an exact position in virtual pixels, and the scroll bar that stands
 * for it. The bar's box is at most `maxSpacer` long, so for long tables one of its pixels stands
 * for many; whoever moves by wheel or keys therefore moves the position, and only a bar that was
 * dragged moves it by proportion.
 */
export class ScrollAxis {
  #total = 0;
  #view = 0;
  #position = 0;

  /** Virtual pixels from the start of the content to the start of the view. */
  get position(): number {
    return this.#position;
  }

  get view(): number {
    return this.#view;
  }

  /** The largest position. */
  get max(): number {
    return Math.max(0, this.#total - this.#view);
  }

  /** Length of the box that makes the browser draw a scroll bar. */
  get spacer(): number {
    return Math.min(this.#total, measures.maxSpacer);
  }

  get #maxBar(): number {
    return Math.max(0, this.spacer - this.#view);
  }

  /** Where the scroll bar stands. Its ends are kept for the very ends of the content. */
  get bar(): number {
    const maxBar = this.#maxBar;
    if (maxBar === 0 || this.#position <= 0) return 0;
    if (this.max === maxBar) return this.#position;
    if (this.#position >= this.max) return maxBar;
    const near = Math.round((this.#position / this.max) * maxBar);
    return Math.min(Math.max(near, 1), maxBar - 1);
  }

  /** Takes new lengths; the position stays where it can. */
  resize(total: number, view: number): void {
    this.#total = total;
    this.#view = view;
    this.moveTo(this.#position);
  }

  moveTo(position: number): void {
    this.#position = Math.max(0, Math.min(this.max, position));
  }

  /** The bar was moved by a person. Browsers keep fractions of pixels, so its end is not exact. */
  moveBar(bar: number): void {
    const maxBar = this.#maxBar;
    if (maxBar === 0) this.moveTo(0);
    else if (this.max === maxBar) this.moveTo(bar);
    else if (bar > maxBar - 1) this.moveTo(this.max);
    else this.moveTo((bar / maxBar) * this.max);
  }

  /** Moves as little as shows `[start, end)` whole, `before` pixels of the view being covered. */
  reveal(start: number, end: number, before = 0): void {
    if (start < this.#position + before || end - start > this.#view - before) {
      this.moveTo(start - before);
    } else if (end > this.#position + this.#view) this.moveTo(end - this.#view);
  }
}
